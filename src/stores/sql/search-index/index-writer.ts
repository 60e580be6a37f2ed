import { or, type SQL } from 'drizzle-orm'
import { maxNumber, numberOf, type Postings, rangeOf, searchIdOf } from '../../../search/postings/postings.ts'
import { SegmentBuilder } from '../../../search/postings/segment-builder.ts'
import { union } from '../../../search/postings/union.ts'
import { type SqlSession, together, type Values } from '../../../sql/database.ts'
import { ofVersion, slicesOf } from '../columns.ts'
import type { ValidationRow } from '../validation/tables.ts'
import { type ContractDescriptions, writeDescriptions } from './field-description-rows.ts'
import { type ContractFields, writeFields } from './field-rows.ts'
import type { ContractRow, IndexedDatabase, KnownVersion } from './search-rows.ts'
import { writeSegment } from './segment-writer.ts'
import type { TextRow } from './tables.ts'

/** How many versions are named in one statement. */
const versionsAtOnce = 100

/** From how many characters of text on rows are written rather than collected. */
const maxCollected = 1024 * 1024

/** From how many characters on what was collected of postings becomes a segment. */
const maxSegmentLength = 4 * 1024 * 1024

/** From how many fields on they are written rather than collected. */
const maxFields = 10_000

/**
 * Writes what the index has of versions and contracts, of many with the same statements: to have a statement planned and
 * answered takes longer than to write its rows.
 */
export class IndexWriter {
  readonly #session: SqlSession
  readonly #database: IndexedDatabase
  #segment = new SegmentBuilder()
  #texts: TextRow[] = []
  #length = 0
  #verdicts: ValidationRow[] = []
  #moved: (ContractRow & { readonly id: number })[] = []
  #fields: ContractFields[] = []
  #countOfFields = 0
  #descriptions: ContractDescriptions[] = []
  #lengthOfDescriptions = 0

  constructor(session: SqlSession, database: IndexedDatabase) {
    this.#session = session
    this.#database = database
  }

  /** Takes out versions that were changed or deleted. Those that the index does not know have no rows. */
  async removeVersions(versions: readonly KnownVersion[]): Promise<void> {
    if (versions.length === 0) return
    this.#segment.replace(union(versions.map(postingOf)))
    const { texts, validations } = this.#database.tables
    // not as rows of a subquery: MariaDB and MySQL go through the whole table then
    const removeFrom = async (table: typeof texts | typeof validations) => {
      for (const some of slicesOf(versions, versionsAtOnce))
        await this.#session.delete(table, or(...some.map(version => ofVersion(table, version))) as SQL)
    }
    await together(
      this.#session,
      () => removeFrom(texts),
      () => removeFrom(validations),
    )
  }

  /**
   * Takes out all versions of some contracts, whatever there is of them.
   *
   * @param searchIds what postings know the contracts by.
   */
  async removeVersionsOf(contractIds: readonly string[], searchIds: readonly number[]): Promise<void> {
    if (contractIds.length === 0) return
    this.#segment.replace(union(searchIds.map(searchId => rangeOf(searchId, 0, maxNumber))))
    const { isOneOf, tables } = this.#database
    const removeFrom = (table: typeof tables.texts | typeof tables.validations) =>
      this.#session.delete(table, isOneOf(table.contractId, contractIds))
    await together(
      this.#session,
      () => removeFrom(tables.texts),
      () => removeFrom(tables.validations),
    )
  }

  /** Takes out contracts that have no versions any more; see `removeVersionsOf`. */
  async removeContracts(contractIds: readonly string[], searchIds: readonly number[]): Promise<void> {
    if (contractIds.length === 0) return
    await this.removeVersionsOf(contractIds, searchIds)
    const { search } = this.#database.tables
    await this.#session.delete(search, this.#database.isOneOf(search.contractId, contractIds))
    for (const contractId of contractIds) {
      await this.addFields({ contractId, fields: [], isNew: false })
      await this.addDescriptions({ contractId, parts: [], isNew: false })
    }
  }

  /** @returns the ids that the rows of new contracts got. */
  async insertContracts(rows: readonly ContractRow[]): Promise<Map<string, number>> {
    if (rows.length === 0) return new Map()
    const { isOneOf, tables } = this.#database
    const { search } = tables
    const names = rows.map(({ contractId }) => contractId)
    const [, known] = await together(
      this.#session,
      () => this.#session.insertAll(search, rows.map(asValues)),
      () =>
        this.#session.select({
          fields: { id: search.id, contractId: search.contractId },
          from: search,
          where: isOneOf(search.contractId, names),
        }),
    )
    return new Map(known.map(({ id, contractId }) => [contractId, id]))
  }

  /**
   * Adds a version, of which there are no rows.
   *
   * @param terms see `postedTerms`.
   */
  async addVersion(row: TextRow, terms: string, verdict: ValidationRow): Promise<void> {
    this.#segment.put(searchIdOf(row.postingKey), numberOf(row.postingKey), terms)
    this.#texts.push(row)
    this.#verdicts.push(verdict)
    this.#length += row.terms.length
    if (this.#length > maxCollected) await this.#writeVersions()
    if (this.#segment.length > maxSegmentLength) await this.#writeSegment()
  }

  /** Changes the row of a contract. */
  moveContract(id: number, row: ContractRow): void {
    this.#moved.push({ id, ...row })
  }

  /** Makes these the fields of a contract. */
  async addFields(contract: ContractFields): Promise<void> {
    this.#fields.push(contract)
    this.#countOfFields += contract.fields.length
    if (this.#countOfFields > maxFields) await this.#writeFields()
  }

  /** Makes these the descriptions of the fields of a contract. */
  async addDescriptions(contract: ContractDescriptions): Promise<void> {
    this.#descriptions.push(contract)
    for (const { texts } of contract.parts) this.#lengthOfDescriptions += texts.length
    if (this.#lengthOfDescriptions > maxCollected) await this.#writeDescriptions()
  }

  /** Writes what was collected. */
  async flush(): Promise<void> {
    await together(
      this.#session,
      () => this.#writeVersions(),
      () => this.#moveContracts(),
      () => this.#writeFields(),
      () => this.#writeDescriptions(),
      () => this.#writeSegment(),
    )
  }

  async #writeVersions(): Promise<void> {
    const { texts, validations } = this.#database.tables
    const [rows, verdicts] = [this.#texts.map(asValues), this.#verdicts.map(asValues)]
    this.#texts = []
    this.#verdicts = []
    this.#length = 0
    if (rows.length === 0) return
    await together(
      this.#session,
      () => this.#session.insertAll(texts, rows),
      () => this.#session.insertAll(validations, verdicts),
    )
  }

  async #moveContracts(): Promise<void> {
    const rows = this.#moved.map(({ contractId, ...row }) => row)
    this.#moved = []
    if (rows.length > 0) await this.#session.updateEach(this.#database.tables.search, ['id'], rows)
  }

  async #writeFields(): Promise<void> {
    const contracts = this.#fields
    this.#fields = []
    this.#countOfFields = 0
    await writeFields(this.#session, this.#database, contracts)
  }

  async #writeDescriptions(): Promise<void> {
    const contracts = this.#descriptions
    this.#descriptions = []
    this.#lengthOfDescriptions = 0
    await writeDescriptions(this.#session, this.#database, contracts)
  }

  async #writeSegment(): Promise<void> {
    const segment = this.#segment
    this.#segment = new SegmentBuilder()
    if (!segment.isEmpty) await writeSegment(this.#session, this.#database.tables, await segment.build())
  }
}

function postingOf({ postingKey }: Pick<TextRow, 'postingKey'>): Postings {
  return [postingKey, postingKey + 1]
}

function asValues(row: object): Values {
  return { ...row }
}
