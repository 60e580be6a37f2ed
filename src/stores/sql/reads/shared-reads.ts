import { type SQL, sql } from 'drizzle-orm'
import { Gathered } from '../../../concurrency/gathered.ts'
import { type VersionIdentity, versionKey } from '../../../domain/identity.ts'
import type { HighestQuery } from '../../highest-query.ts'
import type { StoredVersion } from '../../store.ts'
import { isForeign } from '../foreign-rows/adoption.ts'
import { latestFirst, prepareDocumentQueries } from '../queries.ts'
import { bytesVersion } from '../rows.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { DocumentReads, FoundVersion } from './document-reads.ts'
import type { HighestVersions } from './highest-versions.ts'
import { type KnownDocument, KnownDocuments } from './known-documents.ts'
import { isSame, type LeftOut, type MarkedRow, markedDocument } from './marked-documents.ts'
import { isWantedVersion, wantedRows, wantedText } from './wanted-rows.ts'

type Found = FoundVersion | undefined

/** A version by its name or, without a name, the latest one. */
type Question = Pick<VersionIdentity, 'contractId'> & Partial<VersionIdentity>

/** Two statements keep database and service busy; with more of them, each would have fewer questions. */
const gathering = { most: 100, atOnce: 2, patience: 250 }

/**
 * Reads that are asked for at the same time share a statement, and a document that is known is not sent again: the
 * database confirms that it is still the same.
 */
export class SharedReads implements DocumentReads {
  readonly #known = new KnownDocuments()
  readonly #queries: Queries
  readonly #exact: Gathered<VersionIdentity, Found>
  readonly #latest: Gathered<string, Found>
  readonly #highest: Gathered<HighestQuery, Found>
  readonly #highestVersions: HighestVersions

  constructor(database: StoreDatabase, highest: HighestVersions) {
    const queries = prepareQueries(database)
    this.#queries = queries
    this.#exact = new Gathered({
      keyOf: versionKey,
      together: wanted => this.#together(wanted, queries.shortExact, queries.exact),
      alone: identity => this.#alone(identity, queries.exact, this.#knownOf(identity)),
      ...gathering,
    })
    this.#latest = new Gathered({
      keyOf: contractId => contractId,
      together: contractIds => {
        const wanted = contractIds.map(contractId => ({ contractId }))
        return this.#together(wanted, queries.shortLatest, queries.latest)
      },
      alone: contractId => this.#alone({ contractId }, queries.latest, this.#knownOf({ contractId })),
      ...gathering,
    })
    this.#highestVersions = highest
    this.#highest = new Gathered({
      keyOf: keyOfHighest,
      together: asked => this.#highestTogether(asked, asked.length > 1 ? 'known or large' : 'known'),
      alone: async query => (await this.#highestTogether([query], 'known'))[0],
      ...gathering,
    })
  }

  exact({ contractId, version }: VersionIdentity): Promise<Found> {
    return this.#exact.ask({ contractId, version })
  }

  latest(contractId: string): Promise<Found> {
    return this.#latest.ask(contractId)
  }

  highest(query: HighestQuery): Promise<Found> {
    return this.#highest.ask(query)
  }

  async verified(wanted: readonly VersionIdentity[]): Promise<StoredVersion[]> {
    const different = [...new Map(wanted.map(one => [keyOf(one), one])).values()]
    const found = await this.#together(different, this.#queries.allExact, this.#queries.exact)
    return (await Promise.all(found)).flatMap(one => one?.stored ?? [])
  }

  /** In the order of the questions. Documents that the statement leaves out are read by themselves. */
  async #together(
    wanted: readonly Question[],
    ask: Queries['allExact'],
    askAlone: Queries['exact'],
  ): Promise<(Found | Promise<Found>)[]> {
    const known = wanted.map(one => this.#knownOf(one))
    const [only, ...others] = wanted
    if (only && others.length === 0) return [await this.#alone(only, askAlone, known[0])]
    const texts = wanted.map(({ contractId, version = '' }, at) => {
      return [String(at), known[at]?.row.mark ?? '', contractId, version]
    })
    const rows = new Map((await ask({ rows: wantedText(texts) })).map(({ item, ...row }) => [item, row]))
    return wanted.map((question, at) => {
      const row = rows.get(String(at))
      // what is not there has a row of nulls
      if (!isThere(row) || row.json !== null) return this.#take(keyOf(question), question.contractId, row)
      const same = known[at]
      return same && isSame(row, same) ? same : this.#alone(question, askAlone, undefined)
    })
  }

  /** In the order of the queries, as `#together`. */
  async #highestTogether(
    queries: readonly HighestQuery[],
    leftOut: LeftOut,
  ): Promise<(Found | Promise<Found>)[]> {
    const known = queries.map(query => this.#known.get(keyOfHighest(query)))
    const marks = known.map(one => one?.row.mark ?? '')
    const rows = await this.#highestVersions.marked(queries, marks, leftOut)
    return queries.map((query, at) => {
      const [row, same, key] = [rows[at], known[at], keyOfHighest(query)]
      if (!row || row.json !== null) return this.#take(key, query.contractId, row)
      if (same && isSame(row, same)) return same
      // it is known no more, so that the statement has it
      this.#known.set(key, undefined)
      return this.#highestTogether([query], 'known').then(([found]) => found)
    })
  }

  /** By a statement of its own, which has the document unless the known one is still the same. */
  async #alone(question: Question, ask: Queries['exact'], known: KnownDocument | undefined): Promise<Found> {
    const [row] = await ask({ ...question, mark: known?.row.mark ?? '' })
    if (!row || row.json !== null || !known) return this.#take(keyOf(question), question.contractId, row)
    return isSame(row, known) ? known : this.#alone(question, ask, undefined)
  }

  /** Keeps what a row holds. */
  #take(key: string, contractId: string, found: MarkedRow | undefined): Found {
    this.#known.set(key, undefined)
    if (!isThere(found)) return undefined
    const { json, compared, ...row } = { ...found, json: found.json ?? '' }
    if (isForeign({ ...row, json })) return { row: { ...row, json, compared }, stored: undefined }
    const stored = bytesVersion({ ...row, json, compared, contractId })
    const known = { row, stored, size: stored.bytes().length }
    this.#known.set(key, known)
    return known
  }

  #knownOf(question: Question): KnownDocument | undefined {
    return this.#known.get(keyOf(question))
  }
}

/** Whether a row is one of the table: an empty name is the name of a version too, where another program has given it. */
function isThere(row: MarkedRow | undefined): row is MarkedRow {
  return row !== undefined && row.version !== null
}

/** No name has U+0000, so the latest version has a key that no other has. */
function keyOf({ contractId, version = '\0' }: Question): string {
  return versionKey({ contractId, version })
}

/** No name has U+0000, so no version has such a key, and nothing is behind it in that of the latest one. */
function keyOfHighest({ contractId, among, lowest, highest, name, without }: HighestQuery): string {
  return `\0\0${JSON.stringify([contractId, among, lowest, highest, name, without])}`
}

/** What a database server is asked with. */
type Queries = ReturnType<typeof prepareQueries>

function prepareQueries(database: StoreDatabase) {
  const { contracts } = database.tables
  const wanted = wantedRows(database, [10, 100, 255, 128])
  if (!wanted) throw new Error('this database reads versions one by one')
  const isWanted = isWantedVersion(database, sql`wanted.c2`, sql`wanted.c3`)
  const together = (from: SQL, leftOut: LeftOut) =>
    database.prepare({
      fields: { item: sql<string>`wanted.c0`, ...markedDocument(database, sql`wanted.c1`, leftOut) },
      from,
      leftJoin: { table: contracts, on: isWanted },
    })
  return {
    ...prepareDocumentQueries(database, markedDocument(database, database.parameter('mark'), 'known')),
    allExact: together(wanted, 'known'),
    shortExact: together(wanted, 'known or large'),
    shortLatest: together(withLatest(database, wanted), 'known or large'),
  }
}

/** The rows of `wantedRows` with the latest version of each contract as the last column. */
function withLatest(database: StoreDatabase, wanted: SQL): SQL {
  const { contracts } = database.tables
  const order = sql.join(latestFirst(database.tables), sql`, `)
  const ofContract = sql`${contracts.contractId} = wanted.c2`
  const latest = sql`select ${contracts.version} from ${contracts} where ${ofContract} order by ${order} limit 1`
  // PostgreSQL would look for the version again in each place that names it
  const end = sql.raw(database.dialect === 'postgres' ? ' offset 0' : '')
  return sql`(select wanted.c0, wanted.c1, wanted.c2, (${latest}) as c3 from ${wanted}${end}) as wanted`
}
