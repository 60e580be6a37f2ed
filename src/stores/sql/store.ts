import { and, asc, countDistinct, desc, eq, gt, gte, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import {
  type ContractVersion,
  type DerivedFields,
  deriveFields,
  isDigestOf,
} from '../../domain/contract-version.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { compareVersions, highestVersion, versionOrder } from '../../domain/version.ts'
import type { ContractPage, ContractStore, StoredVersion } from '../store.ts'
import type { RowOf, SqlDatabase, SqlSession } from './database.ts'
import { type ContractRow, type Tables, unknownRank } from './tables.ts'

/** How many rows of other programs are taken over in one transaction. */
const adoptionBatch = 100

type Queries = ReturnType<typeof prepareQueries>
/** What is needed of a row to derive from it. */
type ForeignRow = Pick<ContractRow, 'contractId' | 'version' | 'json' | 'fingerprint'>
type DocumentRow = RowOf<ReturnType<typeof documentFields>>

/** Contracts in dc43's SQL table, beside which a Python dc43 process may go on reading and writing. */
export class SqlContractStore implements ContractStore {
  readonly #database: SqlDatabase
  readonly #tables: Tables
  readonly #queries: Queries
  /** What was made of rows that a dialect keeps and gives again. */
  readonly #verified = new WeakMap<DocumentRow, StoredVersion>()
  /** Contracts whose foreign rows are being taken over. */
  readonly #adopting = new Set<string>()

  constructor(database: SqlDatabase) {
    this.#database = database
    this.#tables = database.tables
    this.#queries = prepareQueries(database)
  }

  async put(version: ContractVersion): Promise<void> {
    const { contracts, sources } = this.#tables
    const { contractId, source } = version
    const columns = {
      name: columnText(version.name),
      description: version.description === undefined ? null : storable(version.description),
      json: version.json,
      fingerprint: version.fingerprint,
      ...derivedColumns(version.version, version, version.fingerprint),
    }
    await this.#database.transaction(async session => {
      const key = keyOf(contracts, version)
      const row = { contractId, version: version.version, createdAt: new Date(), ...columns }
      // another instance may insert the row between the two statements; then the update finds it
      const stored =
        (await session.update(contracts, columns, key)) > 0 || (await session.insertIfAbsent(contracts, row))
      if (!stored) await session.update(contracts, columns, key)
      await session.delete(sources, keyOf(sources, version))
      if (!source) return
      const { digest } = version
      await session.insertIfAbsent(sources, { contractId, version: version.version, digest, source })
    })
  }

  async get({ contractId, version }: VersionIdentity): Promise<StoredVersion | undefined> {
    const [row] = await this.#queries.get({ contractId, version })
    return row && this.#toStored(contractId, row)
  }

  async latest(contractId: string): Promise<StoredVersion | undefined> {
    const [row] = await this.#queries.latest({ contractId })
    if (!row) return undefined
    if (row.releaseRank !== unknownRank) return this.#toStored(contractId, row)
    this.#adoptLater(contractId)
    const version = highestVersion(await this.listVersions(contractId))
    return version === undefined ? undefined : this.get({ contractId, version })
  }

  async source({ contractId, version, digest }: StoredVersion): Promise<Buffer | undefined> {
    const [row] = await this.#queries.source({ contractId, version })
    return row?.digest === digest ? row.source : undefined
  }

  async listVersions(contractId: string): Promise<string[]> {
    const rows = await this.#queries.versions({ contractId })
    const versions = rows.map(row => row.version)
    return rows.some(row => row.releaseRank === unknownRank) ? versions.sort(compareVersions) : versions
  }

  async listContracts(page: { limit: number | undefined; offset: number }): Promise<ContractPage> {
    const limit = page.limit ?? Number.MAX_SAFE_INTEGER
    const [rows, [count]] = await Promise.all([
      // SQL Server has no page of no rows
      limit === 0 ? [] : this.#queries.contracts({ limit, offset: page.offset }),
      this.#queries.countContracts({}),
    ])
    return { contractIds: rows.map(row => row.contractId), total: Number(count?.total ?? 0) }
  }

  /**
   * Derives what this service adds to rows that other programs wrote, so that the database can order them itself.
   * Reads are right without it, only slower. Safe to interrupt, and to run in several instances at once.
   *
   * @returns how many rows were taken over.
   */
  async adoptForeignRows(): Promise<number> {
    return this.#adopt(undefined)
  }

  async check(): Promise<void> {
    await this.#queries.any({})
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  #toStored(contractId: string, row: DocumentRow): StoredVersion {
    const known = this.#verified.get(row)
    if (known) return known
    const { version, json, fingerprint, status, digest } = row
    if (row.derivedFrom === fingerprint && digest !== null && isDigestOf(digest, json)) {
      const stored = { contractId, version, json, fingerprint, status: status ?? undefined, digest }
      this.#verified.set(row, stored)
      return stored
    }
    this.#adoptLater(contractId, { contractId, version, json, fingerprint })
    const derived = deriveFields(json)
    return { contractId, version, json, fingerprint, status: derived.status, digest: derived.digest }
  }

  /**
   * Takes over a row that was found to be foreign, and the others of its contract that can be told by a query, while
   * the caller goes on. Whatever hinders it, the next read tries again.
   */
  #adoptLater(contractId: string, found?: ForeignRow): void {
    if (this.#adopting.has(contractId)) return
    this.#adopting.add(contractId)
    const adoption = async () => {
      if (found) await this.#database.transaction(session => this.#adoptRow(session, found))
      await this.#adopt(eq(this.#tables.contracts.contractId, contractId))
    }
    adoption()
      .catch(() => undefined)
      .finally(() => this.#adopting.delete(contractId))
  }

  async #adopt(scope: SQL | undefined): Promise<number> {
    let adopted = 0
    let last: VersionIdentity | undefined
    for (;;) {
      const rows = await this.#foreignRows(scope, last)
      adopted += rows.length
      last = rows.at(-1)
      if (!last) return adopted
      await this.#database.transaction(async session => {
        for (const row of rows) await this.#adoptRow(session, row)
      })
    }
  }

  /** The next rows, in key order, from which nothing was derived yet or whose document has changed since. */
  #foreignRows(scope: SQL | undefined, after: VersionIdentity | undefined) {
    const { contracts } = this.#tables
    const { contractId, version, json, fingerprint, derivedFrom } = contracts
    const foreign = or(isNull(derivedFrom), ne(derivedFrom, fingerprint))
    // the first condition gives the database a place in the index to begin at
    const rest =
      after &&
      and(gte(contractId, after.contractId), or(gt(contractId, after.contractId), gt(version, after.version)))
    return this.#database.transaction(session =>
      session.select({
        fields: { contractId, version, json, fingerprint },
        from: contracts,
        where: and(foreign, scope, rest),
        orderBy: [asc(contractId), asc(version)],
        limit: adoptionBatch,
      }),
    )
  }

  async #adoptRow(session: SqlSession, row: ForeignRow): Promise<void> {
    const { contracts, sources } = this.#tables
    const derived = derivedColumns(row.version, deriveFields(row.json), row.fingerprint)
    // a document that has changed since it was read is left for the next time
    const unchanged = and(keyOf(contracts, row), eq(contracts.fingerprint, row.fingerprint))
    const updated = await session.update(contracts, derived, unchanged as SQL)
    if (updated > 0) await session.delete(sources, keyOf(sources, row))
  }
}

function prepareQueries(database: SqlDatabase) {
  const { contracts, sources } = database.tables
  const ofContract = eq(contracts.contractId, database.parameter('contractId'))
  return {
    get: database.prepare({
      fields: documentFields(database.tables),
      from: contracts,
      where: and(ofContract, eq(contracts.version, database.parameter('version'))),
    }),
    latest: database.prepare({
      fields: documentFields(database.tables),
      from: contracts,
      where: ofContract,
      orderBy: [desc(contracts.releaseRank), desc(contracts.sortKey), desc(contracts.version)],
      limit: 1,
    }),
    versions: database.prepare({
      fields: { version: contracts.version, releaseRank: contracts.releaseRank },
      from: contracts,
      where: ofContract,
      orderBy: [asc(contracts.sortKey), asc(contracts.version)],
    }),
    contracts: database.prepare({
      fields: { contractId: contracts.contractId },
      from: contracts,
      distinct: true,
      orderBy: [asc(contracts.contractId)],
      limit: sql.placeholder('limit'),
      offset: sql.placeholder('offset'),
    }),
    countContracts: database.prepare({
      fields: { total: countDistinct(contracts.contractId) },
      from: contracts,
    }),
    any: database.prepare({
      fields: { version: contracts.version },
      from: contracts,
      orderBy: [contracts.contractId],
      limit: 1,
    }),
    source: database.prepare({
      fields: { digest: sources.digest, source: sources.source },
      from: sources,
      where: and(
        eq(sources.contractId, database.parameter('contractId')),
        eq(sources.version, database.parameter('version')),
      ),
    }),
  }
}

function documentFields({ contracts }: Tables) {
  const { version, json, fingerprint, releaseRank, status, digest, derivedFrom } = contracts
  return { version, json, fingerprint, releaseRank, status, digest, derivedFrom }
}

function derivedColumns(version: string, fields: DerivedFields, fingerprint: string) {
  return {
    ...versionOrder(version),
    status: optionalText(fields.status),
    owner: optionalText(fields.owner),
    domain: optionalText(fields.domain),
    digest: fields.digest,
    derivedFrom: fingerprint,
  }
}

function keyOf(table: Tables['contracts'] | Tables['sources'], identity: VersionIdentity): SQL {
  return and(eq(table.contractId, identity.contractId), eq(table.version, identity.version)) as SQL
}

/** A text cut and mended so that a `varchar(255)` of every database holds it; the document keeps the original. */
function columnText(text: string): string {
  return storable(text.slice(0, 255))
}

function optionalText(text: string | undefined): string | null {
  return text === undefined ? null : columnText(text)
}

/** Databases refuse half surrogate pairs and, some of them, U+0000. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}
