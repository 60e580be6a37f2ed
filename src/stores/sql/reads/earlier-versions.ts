import { and, eq, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { VersionIdentity } from '../../../domain/identity.ts'
import { versionOrder } from '../../../domain/version.ts'
import type { Prepared, RowOf, Select, SqlSession, Values } from '../../../sql/database.ts'
import type { EarlierQuery } from '../../store.ts'
import { isUnknown } from '../foreign-rows/adoption.ts'
import { latestFirst } from '../queries.ts'
import type { StoreDatabase } from '../store-database.ts'
import { clockField, numberIn, type SeenEarlier } from './seen-version.ts'

type EarlierFields = ReturnType<typeof earlierFields>

type EarlierRow = RowOf<EarlierFields>

/** Finds the versions of a contract before one of them in the index of their order, see `CurrentVersion`. */
export class EarlierReads {
  readonly #database: StoreDatabase
  /** By what a query leaves out, and how many versions it wants: policies ask few kinds. */
  readonly #selects = new Map<string, Select<EarlierFields>>()
  readonly #prepared = new Map<Select<EarlierFields>, Prepared<EarlierFields>>()

  constructor(database: StoreDatabase) {
    this.#database = database
  }

  /** Those that are committed. */
  committed(identity: VersionIdentity, query: EarlierQuery): Promise<EarlierRow[]> {
    const select = this.#selectOf(query)
    const ask = this.#prepared.get(select) ?? this.#database.prepare(select)
    this.#prepared.set(select, ask)
    return ask(valuesOf(identity, query))
  }

  /** Those that a transaction sees. */
  async within(session: SqlSession, identity: VersionIdentity, query: EarlierQuery): Promise<SeenEarlier> {
    const rows = await session.select(this.#selectOf(query), valuesOf(identity, query))
    return earlierVersions(rows, query)
  }

  #selectOf(query: EarlierQuery): Select<EarlierFields> {
    const key = `${query.without.length} ${query.limit}`
    const select = this.#selects.get(key) ?? selectEarlier(this.#database, query)
    this.#selects.set(key, select)
    return select
  }
}

function valuesOf({ contractId, version }: VersionIdentity, { without }: EarlierQuery): Values {
  const { sortKey: place } = versionOrder(version)
  const statuses = without.map((status, at) => [`without${at}`, status])
  return { contractId, version, place, ...Object.fromEntries(statuses) }
}

function selectEarlier(database: StoreDatabase, { without, limit }: EarlierQuery): Select<EarlierFields> {
  const { tables } = database
  const { contractId, version, sortKey, status, fingerprint } = tables.contracts
  const parameter = (name: string) => database.parameter(name)
  const statuses = without.map((_, at) => sql`${parameter(`without${at}`)}`)
  // a fingerprint is no status
  const hasStatus =
    statuses.length > 0
      ? sql`coalesce(${status}, ${fingerprint}) not in (${sql.join(statuses, sql`, `)})`
      : undefined
  const place = parameter('place')
  const isBefore = or(lt(sortKey, place), lt(version, parameter('version')))
  return {
    fields: earlierFields(database),
    from: tables.contracts,
    where: and(eq(contractId, parameter('contractId')), lte(sortKey, place), isBefore, hasStatus) as SQL,
    orderBy: latestFirst(tables),
    limit,
  }
}

/** What a query found, without rows that another program has just written. */
export function earlierVersions(rows: readonly EarlierRow[], { limit }: EarlierQuery): SeenEarlier {
  const known = rows.filter(row => !isUnknown(row))
  const versions = known.map(({ version, status, revision, fingerprint }) => {
    return { version, status: status ?? undefined, revision, fingerprint }
  })
  return { versions, isAll: rows.length < limit, clock: numberIn(rows[0]?.clock) }
}

function earlierFields(database: StoreDatabase) {
  const { version, status, derivedFrom, fingerprint, revision } = database.tables.contracts
  return { version, status, derivedFrom, fingerprint, revision, clock: clockField(database) }
}
