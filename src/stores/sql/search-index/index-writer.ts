import { eq, or, type SQL } from 'drizzle-orm'
import type { VersionIdentity } from '../../../domain/identity.ts'
import { noTerms } from '../../../search/versions/term-columns.ts'
import { type SqlSession, together, type Values } from '../../../sql/database.ts'
import { ofVersion, slicesOf } from '../columns.ts'
import type { Tables } from '../store-database.ts'
import type { ValidationRow } from '../validation/tables.ts'
import { writeFields } from './field-rows.ts'
import type { FullText } from './full-text.ts'
import type { IndexedContract } from './index-contract.ts'
import type { IndexedDatabase, SearchRowBefore, TagRowOfVersion } from './search-rows.ts'
import type { TextRow } from './tables.ts'

/** How many versions are named in one statement. */
const versionsAtOnce = 100

/** From how many characters of text on rows are written rather than collected. */
const maxCollected = 1024 * 1024

/**
 * Writes the rows of versions and contracts, those of many with the same statements: to have a statement planned and
 * answered takes longer than to write its rows.
 */
export class IndexWriter {
  readonly #session: SqlSession
  readonly #database: IndexedDatabase
  readonly #fullText: FullText
  #texts: TextRow[] = []
  #validations: ValidationRow[] = []
  #tags: (TagRowOfVersion & { readonly searchId: number | null })[] = []
  #collected = 0

  constructor(session: SqlSession, database: IndexedDatabase, fullText: FullText) {
    this.#session = session
    this.#database = database
    this.#fullText = fullText
  }

  /** Takes out the rows of versions that were changed, whatever there is of them. */
  async removeVersions(versions: readonly VersionIdentity[]): Promise<void> {
    const { tables } = this.#database
    // not as rows of a subquery: MariaDB and MySQL go through the whole table then
    const removeFrom = async (table: Tables['texts' | 'tags' | 'validations']) => {
      for (const some of slicesOf(versions, versionsAtOnce))
        await this.#session.delete(table, or(...some.map(version => ofVersion(table, version))) as SQL)
    }
    await together(
      this.#session,
      () => removeFrom(tables.texts),
      () => removeFrom(tables.tags),
      () => removeFrom(tables.validations),
    )
  }

  /** Takes out the rows of all versions of some contracts. */
  async removeVersionsOf(contractIds: readonly string[]): Promise<void> {
    const { isOneOf, tables } = this.#database
    for (const table of [tables.texts, tables.tags, tables.validations])
      await this.#session.delete(table, isOneOf(table.contractId, contractIds))
  }

  /** Writes the rows of a version, of which there are none. */
  async addVersion(text: TextRow, tags: readonly TagRowOfVersion[]): Promise<void> {
    this.#texts.push(text)
    this.#addTags(tags, null)
    this.#collected += text.terms.length
    if (this.#collected > maxCollected) await this.flush()
  }

  /** Keeps what a validation has found in a version, of which there is no verdict. */
  addVerdict(row: ValidationRow): void {
    this.#validations.push(row)
  }

  /** Writes what the index has of some contracts; the rows of their versions are written already. */
  async writeContracts(contracts: readonly IndexedContract[]): Promise<void> {
    const ids = await this.#insertContracts(contracts.filter(({ before }) => !before))
    for (const { contractId, before } of contracts) if (before) ids.set(contractId, before.id)
    const idOf = (contract: IndexedContract) => ids.get(contract.contractId) ?? missing(contract.contractId)
    const changed = contracts.flatMap(({ contractId, latest, before, isNew }) => {
      if (!latest || latest.columns.fieldsDigest === before?.fieldsDigest) return []
      return [{ contractId, fields: latest.fields, isNew }]
    })
    await together(
      this.#session,
      ...contracts.map(
        contract => async () => contract.before && this.#updateContract(contract, contract.before),
      ),
      () => this.#writeTerms(contracts, idOf),
      ...contracts.map(contract => () => this.#writeLatest(contract, idOf(contract))),
      () => writeFields(this.#session, this.#database, changed),
    )
  }

  /** Takes out contracts that have no versions any more. */
  async removeContracts(contracts: ReadonlyMap<string, SearchRowBefore | undefined>): Promise<void> {
    const { search, versionSets } = this.#database.tables
    for (const [contractId, before] of contracts) {
      if (before) {
        await this.#fullText.remove?.(this.#session, before.id)
        await this.#session.delete(versionSets, eq(versionSets.searchId, before.id))
      }
      await this.#session.delete(search, eq(search.contractId, contractId))
    }
    const emptied = [...contracts.keys()].map(contractId => ({ contractId, fields: [], isNew: false }))
    await writeFields(this.#session, this.#database, emptied)
  }

  /** Writes what was collected. */
  async flush(): Promise<void> {
    const { texts, tags, validations } = this.#database.tables
    const [ownTexts, ownTags] = [this.#texts.map(asValues), this.#tags.map(asValues)]
    const verdicts = this.#validations.map(asValues)
    this.#texts = []
    this.#tags = []
    this.#validations = []
    this.#collected = 0
    const insert = async (table: Tables['texts' | 'tags' | 'validations'], rows: readonly Values[]) =>
      rows.length > 0 && this.#session.insertAll(table, rows)
    await together(
      this.#session,
      () => insert(texts, ownTexts),
      () => insert(tags, ownTags),
      () => insert(validations, verdicts),
    )
  }

  #addTags(tags: readonly TagRowOfVersion[], searchId: number | null): void {
    for (const tag of tags) this.#tags.push({ ...tag, searchId })
  }

  /** @returns the ids that the rows of the contracts got. */
  async #insertContracts(contracts: readonly IndexedContract[]): Promise<Map<string, number>> {
    if (contracts.length === 0) return new Map()
    const { isOneOf, tables } = this.#database
    const { search, versionSets } = tables
    const rows = contracts.map(({ contractId, latest, updatedAt, terms }) => {
      if (!latest) return missing(contractId)
      return { ...latest.columns, updatedAt, latestTerms: terms.latestTerms }
    })
    const names = contracts.map(({ contractId }) => contractId)
    const [, known] = await together(
      this.#session,
      () => this.#session.insertAll(search, rows),
      () =>
        this.#session.select({
          fields: { id: search.id, contractId: search.contractId },
          from: search,
          where: isOneOf(search.contractId, names),
        }),
    )
    const ids = new Map(known.map(({ id, contractId }) => [contractId, id]))
    // some may be left over from a contract whose row was deleted by hand
    const leftOver = isOneOf(versionSets.searchId, [...ids.values()])
    const sets = contracts.map(contract => {
      const searchId = ids.get(contract.contractId) ?? missing(contract.contractId)
      return { searchId, ...this.#versionSetValues(contract) }
    })
    await together(
      this.#session,
      () => this.#session.delete(versionSets, leftOver),
      () => this.#session.insertAll(versionSets, sets),
    )
    return ids
  }

  async #updateContract(contract: IndexedContract, before: SearchRowBefore): Promise<void> {
    const { search, versionSets } = this.#database.tables
    const { latestTerms } = contract.terms
    await this.#session.update(
      search,
      {
        ...contract.latest?.columns,
        updatedAt: contract.updatedAt,
        ...(latestTerms !== before.latestTerms && { latestTerms }),
      },
      eq(search.id, before.id),
    )
    const sets = this.#versionSetValues(contract)
    const { partialTerms, ...others } = sets
    // long sets that stay are not written again; of a contract without versions the table may have anything
    const areSame = partialTerms === before.partialTerms && before.versions !== noTerms.versions
    const changed = areSame ? others : sets
    if ((await this.#session.update(versionSets, changed, eq(versionSets.searchId, before.id))) === 0)
      await this.#session.insertAll(versionSets, [{ searchId: before.id, ...sets }])
  }

  /** What tells the versions of a contract apart. */
  #versionSetValues({ terms: { versions, partialTerms }, facets }: IndexedContract) {
    return { versions, facets, ...(this.#database.tables.versionSets.partialTerms && { partialTerms }) }
  }

  async #writeTerms(
    contracts: readonly IndexedContract[],
    idOf: (contract: IndexedContract) => number,
  ): Promise<void> {
    await this.#fullText.index(
      this.#session,
      contracts.map(contract => ({
        searchId: idOf(contract),
        before: contract.before,
        after: contract.terms,
        touched: contract.touchedTerms,
      })),
    )
  }

  /** Has the tags of the latest version, and no others, name the row of the contract. */
  async #writeLatest({ contractId, formerLatest, latest }: IndexedContract, searchId: number): Promise<void> {
    const { tags } = this.#database.tables
    if (formerLatest !== undefined) {
      const former = ofVersion(tags, { contractId, version: formerLatest })
      await this.#session.update(tags, { searchId: null }, former)
    }
    if (latest?.isWritten) return this.#addTags(latest.tags, searchId)
    if (!latest) return
    // it is the latest one because a later one was deleted, and has its tags already
    const own = ofVersion(tags, { contractId, version: latest.columns.version })
    await this.#session.update(tags, { searchId }, own)
  }
}

function asValues(row: object): Values {
  return { ...row }
}

function missing(contractId: string): never {
  throw new Error(`the index has no row of a contract after it was written: ${JSON.stringify(contractId)}`)
}
