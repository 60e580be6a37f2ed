import { and, asc, eq, gt, lt, type SQL } from 'drizzle-orm'
import { inBatches } from '../../../concurrency/batches.ts'
import { withDeadline } from '../../../concurrency/deadline.ts'
import { sharedRuns } from '../../../concurrency/single-flight.ts'
import { type FindingCounts, RegistryError } from '../../../domain/errors.ts'
import { type VersionIdentity, versionKey } from '../../../domain/identity.ts'
import { together } from '../../../sql/database.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import type { BestEffort } from '../best-effort.ts'
import { ofVersion, ofVersions, slicesOf } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'
import { joinVerdicts, type Verdict, verdictColumns, verdictFields, verdictOf } from './rows.ts'

/** How many versions are looked for at a time that are to be judged. */
const batchSize = 100

/** How long a search waits until all versions are judged, in milliseconds. */
const patience = 5000

/** A version that is to be judged: of which document the index is. */
type Unjudged = VersionIdentity & { readonly digest: string; readonly size: number | null }

/**
 * Knows how many findings the documents of versions have. What is published is judged then, and its verdict comes with the
 * index. All else is judged behind that: what other programs wrote, versions with another status, and everything once the
 * rules are others.
 */
export class Validations {
  readonly #database: StoreDatabase
  readonly #documents: DocumentWorkers
  readonly #bestEffort: BestEffort
  #isStopped = false

  constructor(database: StoreDatabase, documents: DocumentWorkers, bestEffort: BestEffort) {
    this.#database = database
    this.#documents = documents
    this.#bestEffort = bestEffort
  }

  /** Resolves when all versions that the index has now are judged, or it was stopped. */
  readonly catchUp = sharedRuns(() => this.#judgeAll())

  /**
   * Judges all versions before a search for verdicts is answered.
   *
   * @throws RegistryError `store-busy` when that takes longer; it goes on. `invalid-request` when none are judged here.
   */
  async complete(): Promise<void> {
    if (!this.#documents.rules)
      throw new RegistryError(
        'invalid-request',
        'query parameter valid: nothing is validated here, because validation.mode is off; leave it out',
      )
    const work = this.catchUp()
    work.catch(() => undefined)
    await withDeadline(work, patience, () => {
      throw new RegistryError(
        'store-busy',
        'the versions are still being validated, because the rules are new; try again',
      )
    })
  }

  /** How many findings some versions have, as far as they are judged; by `versionKey`. */
  async countsOf(wanted: readonly VersionIdentity[]): Promise<Map<string, FindingCounts>> {
    const { rules } = this.#documents
    if (!rules || wanted.length === 0) return new Map()
    const verdicts = await this.#verdicts(wanted, rules.key)
    const unjudged = wanted.filter(one => !verdicts.has(versionKey(one)))
    if (unjudged.length > 0) {
      await this.#bestEffort.run('validations', async () => {
        await this.catchUp()
        return true
      })
      for (const [key, verdict] of await this.#verdicts(unjudged, rules.key)) verdicts.set(key, verdict)
    }
    return new Map([...verdicts].flatMap(([key, { counts }]) => (counts ? [[key, counts]] : [])))
  }

  /** What some rules say of some versions, as far as these are judged. */
  async #verdicts(wanted: readonly VersionIdentity[], judgedBy: string): Promise<Map<string, Verdict>> {
    const { tables } = this.#database
    const { contractId, version, digest } = tables.contracts
    const verdicts = new Map<string, Verdict>()
    for (const some of slicesOf(wanted)) {
      const rows = await this.#database.select({
        fields: { contractId, version, digest, ...verdictFields(tables) },
        from: tables.contracts,
        leftJoin: joinVerdicts(tables),
        where: ofVersions(this.#database, tables.contracts, some),
      })
      for (const row of rows) {
        const verdict = verdictOf(row, judgedBy)
        if (verdict) verdicts.set(versionKey(row), verdict)
      }
    }
    return verdicts
  }

  /** Has what is under way end at the next documents, and waits for that. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.catchUp().catch(() => undefined)
  }

  async #judgeAll(): Promise<void> {
    const { rules } = this.#documents
    if (!rules || this.#isStopped) return
    const { validations } = this.#database.tables
    // by other rules, as two ranges of the index
    for (const areOthers of [lt(validations.judgedBy, rules.key), gt(validations.judgedBy, rules.key)]) {
      // no more than there are now: an instance with other rules may undo it meanwhile
      let left = await this.#database.count(validations, areOthers, Number.MAX_SAFE_INTEGER)
      while (left > 0 && !this.#isStopped) {
        const judged = await this.#judgeSome(areOthers, rules.key)
        if (judged === 0) break
        left -= judged
      }
    }
  }

  async #judgeSome(areThese: SQL, key: string): Promise<number> {
    const { contracts, validations } = this.#database.tables
    const { contractId, version, digest, judgedBy, errors } = validations
    const rows: Unjudged[] = await this.#database.select({
      fields: { contractId, version, digest, size: this.#database.byteLength(contracts.json) },
      from: validations,
      leftJoin: { table: contracts, on: this.#isOfDocument() },
      where: areThese,
      orderBy: [asc(judgedBy), asc(errors), asc(contractId)],
      limit: batchSize,
    })
    const [some = []] = inBatches(
      rows,
      rows.map(({ size }) => Number(size ?? 0)),
    )
    await this.#judge(some, key)
    return some.length
  }

  /** The index writes a row again when the document is another one meanwhile; one that is gone is left to it as well. */
  async #judge(versions: readonly Unjudged[], key: string): Promise<void> {
    const { contracts, sources, validations } = this.#database.tables
    if (versions.length === 0) return
    const { contractId, version, digest, json } = contracts
    const { source } = sources
    const isItsSource = and(
      eq(sources.contractId, contractId),
      eq(sources.version, version),
      eq(sources.digest, digest),
    ) as SQL
    const documents = await this.#database.select({
      fields: { contractId, version, digest, json, source },
      from: contracts,
      leftJoin: { table: sources, on: isItsSource },
      where: ofVersions(this.#database, contracts, versions),
    })
    const judged = await this.#documents.judge(
      documents.map(document => ({ json: document.json, source: document.source ?? undefined })),
    )
    const found = new Map(documents.map((document, at) => [keyOf(document), judged[at]]))
    // in the order of their keys, so that instances doing the same do not cross
    const sorted = versions.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    await this.#database.transaction(async session => {
      await together(
        session,
        ...sorted.map(one => () => {
          const isSame = and(ofVersion(validations, one), eq(validations.digest, one.digest)) as SQL
          return session.update(validations, verdictColumns(key, found.get(keyOf(one))), isSame)
        }),
      )
    })
  }

  /** Joins verdicts with the documents that they are about. */
  #isOfDocument(): SQL {
    const { contracts, validations } = this.#database.tables
    return and(
      eq(validations.contractId, contracts.contractId),
      eq(validations.version, contracts.version),
      eq(validations.digest, contracts.digest),
    ) as SQL
  }
}

function keyOf(one: VersionIdentity & { readonly digest: string | null }): string {
  return `${versionKey(one)}\0${one.digest}`
}
