import { and, between, desc, eq, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { releaseRank } from '../../../domain/version.ts'
import type { Fields, Prepared, RowOf } from '../../../sql/database.ts'
import { type HighestQuery, type HighestVersion, mostStatusesLeftOut } from '../../highest-query.ts'
import { slicesOf } from '../columns.ts'
import { firstRows } from '../first-rows.ts'
import { isUnknown } from '../foreign-rows/adoption.ts'
import { foreignCondition } from '../foreign-rows/foreign-condition.ts'
import { comparedFields, type DocumentRow } from '../queries.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { type LeftOut, type MarkedRow, markedDocument } from './marked-documents.ts'
import { isWantedVersion, wantedRows, wantedText } from './wanted-rows.ts'

/** What the parts of a query are in SQL. */
interface Parts {
  readonly contractId: SQL | Placeholder
  readonly name: SQL | Placeholder
  readonly lowest: SQL | Placeholder
  readonly highest: SQL | Placeholder
  /** Undefined when versions of every status count. */
  readonly without: readonly (SQL | Placeholder)[] | undefined
}

type FoundFields = ReturnType<typeof foundFields>
type FoundRow = RowOf<FoundFields>
type Flags = Pick<FoundRow, 'isNamed' | 'isForeign' | 'revision' | 'derivedFrom' | 'fingerprint'>

/**
 * Finds the highest of some versions of a contract in the index of their order. Whatever other programs have done is
 * seen in the same statement: a contract with rows that are not taken over yet has no answer here.
 */
export class HighestVersions {
  readonly #database: StoreDatabase
  /** Undefined where queries are asked one by one. */
  readonly #wanted: SQL | undefined
  readonly #queries = new Map<string, Prepared<Fields>>()

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#wanted = wantedRows(database, rowLengths)
  }

  /** The highest version of a query, with its document. */
  async one(query: HighestQuery): Promise<DocumentRow | undefined> {
    const { tables } = this.#database
    const ask = this.#prepared(query, 'document', parts => ({
      fields: { ...comparedFields(tables), ...flags(tables, query, parts) },
      from: tables.contracts,
      where: this.#isHighest(query, parts),
    }))
    const [row] = await ask(valuesOf(query))
    return row && canBeTold(row) ? row : undefined
  }

  /** The highest version of each query, without its document. */
  async ofEach(queries: readonly HighestQuery[]): Promise<(HighestVersion | undefined)[]> {
    const found = new Map<HighestQuery, HighestVersion>()
    const groups = Map.groupBy(queries, groupOf)
    for (const alike of groups.values()) {
      for (const some of slicesOf(alike)) {
        for (const [query, row] of await this.#ofSome(some)) {
          if (row && canBeTold(row)) found.set(query, highestVersionOf(query, row))
        }
      }
    }
    return queries.map(query => found.get(query))
  }

  /**
   * The highest version of each query with its document, in their order; undefined where there is none or it cannot be told.
   *
   * @param marks those of the documents that are known.
   */
  async marked(
    queries: readonly HighestQuery[],
    marks: readonly string[],
    leftOut: LeftOut,
  ): Promise<(MarkedRow | undefined)[]> {
    const wanted = this.#wanted
    if (!wanted) throw new Error('this database is asked for versions one by one')
    const found: (MarkedRow | undefined)[] = queries.map(() => undefined)
    const places = Map.groupBy(queries.keys(), at => groupOf(queries[at] as HighestQuery))
    const askGroup = async (alike: readonly number[]) => {
      const some = alike.map(at => ({ at, query: queries[at] as HighestQuery }))
      const [first] = some
      if (!first) return
      const ask = this.#ofRows(`${leftOut} `, first.query, wanted, (parts, mark) => {
        return {
          ...markedDocument(this.#database, mark, leftOut),
          ...flags(this.#database.tables, first.query, parts),
        }
      })
      const texts = some.map(({ at, query }) => rowOf(query, at, marks[at]))
      const values = { rows: wantedText(texts), ...leftOutValues(first.query) }
      for (const { item, isNamed, isForeign, ...row } of await ask(values))
        if (row.version && canBeTold({ ...row, isNamed, isForeign })) found[Number(item)] = row
    }
    await Promise.all([...places.values()].map(askGroup))
    return found
  }

  /** Of some queries of one group. */
  async #ofSome(queries: readonly HighestQuery[]): Promise<[HighestQuery, FoundRow | undefined][]> {
    const [first] = queries
    if (!first) return []
    if (!this.#wanted) {
      const rows = await Promise.all(queries.map(query => this.#found(query)))
      return queries.map((query, at) => [query, rows[at]])
    }
    const ask = this.#ofRows('rows ', first, this.#wanted, parts => foundFields(this.#database, first, parts))
    const texts = queries.map((query, at) => rowOf(query, at))
    const rows = await ask({ rows: wantedText(texts), ...leftOutValues(first) })
    return rows.flatMap(({ item, ...row }) => {
      const query = queries[Number(item)]
      // what there is none of has a row of nulls
      return query && row.version ? [[query, row] as [HighestQuery, FoundRow]] : []
    })
  }

  async #found(query: HighestQuery): Promise<FoundRow | undefined> {
    const { contracts } = this.#database.tables
    const ask = this.#prepared(query, 'found', parts => ({
      fields: foundFields(this.#database, query, parts),
      from: contracts,
      where: this.#isHighest(query, parts),
    }))
    const [row] = await ask(valuesOf(query))
    return row
  }

  /** One statement for however many queries of a group. */
  #ofRows<F extends Fields>(
    kind: string,
    query: HighestQuery,
    wanted: SQL,
    fieldsOf: (parts: Parts, mark: SQL) => F,
  ) {
    return this.#prepare(kind + kindOf(query), () => {
      const { contracts } = this.#database.tables
      const column = (at: number) => sql.raw(`wanted.c${at}`)
      const asked: Parts = {
        ...{ contractId: column(1), name: column(2), lowest: column(3), highest: column(4) },
        without: this.#leftOut(query),
      }
      const version = query.among === 'named' ? asked.name : this.#highestVersion(query, asked)
      // PostgreSQL would look for the version again in each place that names it
      const end = sql.raw(this.#database.dialect === 'postgres' ? ' offset 0' : '')
      const mark = column(5)
      const chosen = sql`(select wanted.c0 as item, wanted.c1 as contract_id, wanted.c2 as name, ${mark} as mark, ${version} as version from ${wanted}${end}) as chosen`
      const parts = { ...asked, contractId: sql`chosen.contract_id`, name: sql`chosen.name` }
      const isChosen = isWantedVersion(this.#database, parts.contractId, sql`chosen.version`)
      return {
        fields: { item: sql<string>`chosen.item`, ...fieldsOf(parts, sql`chosen.mark`) },
        from: chosen,
        leftJoin: { table: contracts, on: isChosen },
      }
    })
  }

  #isHighest(query: HighestQuery, parts: Parts): SQL {
    const { contracts } = this.#database.tables
    const version = query.among === 'named' ? parts.name : this.#highestVersion(query, parts)
    return and(eq(contracts.contractId, parts.contractId), eq(contracts.version, version)) as SQL
  }

  /** The version that a query asks for, as a query within another. */
  #highestVersion({ among }: HighestQuery, { contractId, lowest, highest, without }: Parts): SQL {
    const { contracts } = this.#database.tables
    const { version, sortKey, status, fingerprint } = contracts
    const isRelease = sql`${contracts.releaseRank} = ${sql.raw(String(releaseRank.release))}`
    // a fingerprint is no status; of an expression PostgreSQL does not assume that hardly any version is left
    const where = and(
      eq(contracts.contractId, contractId),
      among === 'releases' ? isRelease : undefined,
      among === 'latest' ? undefined : between(sortKey, lowest, highest),
      without && sql`coalesce(${status}, ${fingerprint}) not in (${sql.join([...without], sql`, `)})`,
    )
    const order = [desc(sortKey), desc(version)]
    if (among === 'latest') order.unshift(desc(contracts.releaseRank))
    const first = firstRows(this.#database.dialect, 1)
    return sql`(select ${version} from ${contracts} where ${where} order by ${sql.join(order, sql`, `)} ${first})`
  }

  #prepared<F extends Fields>(
    query: HighestQuery,
    kind: string,
    build: (parts: Parts) => Parameters<StoreDatabase['prepare']>[0] & { fields: F },
  ): Prepared<F> {
    return this.#prepare(`${kind} ${kindOf(query)}`, () => {
      const parameter = (name: string) => this.#database.parameter(name)
      return build({
        contractId: parameter('contractId'),
        name: parameter('name'),
        lowest: parameter('lowest'),
        highest: parameter('highest'),
        without: this.#leftOut(query),
      })
    })
  }

  /** The parameters for the statuses that a query leaves out. */
  #leftOut(query: HighestQuery): Parts['without'] {
    return isFiltered(query) ? placesLeftOut.map(name => this.#database.parameter(name)) : undefined
  }

  /** A query that is built when it is needed first. */
  #prepare<F extends Fields>(
    key: string,
    build: () => Parameters<StoreDatabase['prepare']>[0] & { fields: F },
  ): Prepared<F> {
    const known = this.#queries.get(key)
    if (known) return known as Prepared<F>
    const prepared = this.#database.prepare(build())
    this.#queries.set(key, prepared)
    return prepared
  }
}

/** The parameters for the statuses that are left out. */
const placesLeftOut = Array.from({ length: mostStatusesLeftOut }, (_, at) => `without${at}`)

/** How long the texts of `rowOf` are. */
const rowLengths = [10, 255, 128, 400, 400, 100]

/** Queries of one kind are the same statement. */
function kindOf(query: HighestQuery): string {
  return `${query.among} ${isFiltered(query)}`
}

/** Queries of one kind that leave out the same statuses are one statement together: they mostly do, so that it has these once. */
function groupOf(query: HighestQuery): string {
  return isFiltered(query) ? JSON.stringify([query.among, query.without]) : query.among
}

function isFiltered({ among, without }: HighestQuery): boolean {
  return among !== 'named' && without.length > 0
}

function foundFields(database: StoreDatabase, query: HighestQuery, parts: Parts) {
  const { version, status, revision, derivedFrom, fingerprint, json } = database.tables.contracts
  return {
    ...{ version, status, revision, derivedFrom, fingerprint },
    size: database.byteLength(json),
    ...flags(database.tables, query, parts),
  }
}

/**
 * Whether the contract has a version of the name, and a row that another program has written. Of a version that is named
 * only its own row matters.
 */
function flags(tables: Tables, { among }: HighestQuery, { contractId, name }: Parts) {
  const { contracts } = tables
  const ofContract = eq(contracts.contractId, contractId)
  if (among === 'named') return { isNamed: sql<number>`0`, isForeign: sql<number>`0` }
  // a number, and not whether there is any: for many queries PostgreSQL would have read the names of all versions
  const named = and(ofContract, eq(contracts.version, name))
  const foreign = sql`select 1 from ${contracts} where ${and(ofContract, foreignCondition(tables))}`
  return {
    isNamed: sql<number>`(select count(*) from ${contracts} where ${named})`,
    isForeign: sql<number>`case when exists (${foreign}) then 1 else 0 end`,
  }
}

/** Whether nothing but the row decides. */
function canBeTold(row: Flags): boolean {
  return !isUnknown(row) && Number(row.isNamed) === 0 && Number(row.isForeign) === 0
}

function highestVersionOf({ contractId }: HighestQuery, row: FoundRow): HighestVersion {
  const { version, status, revision, size } = row
  return { contractId, version, status: status ?? undefined, revision, size: Number(size) }
}

function valuesOf({ contractId, name, lowest, highest, without }: HighestQuery): Record<string, string> {
  return { contractId, name, lowest, highest, ...leftOutValues({ without }) }
}

/** As many statuses as a statement has places for; the last one stands in all that are left. */
function leftOutValues({ without }: Pick<HighestQuery, 'without'>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [at, place] of placesLeftOut.entries()) values[place] = without[at] ?? without.at(-1) ?? ''
  return values
}

function rowOf({ contractId, name, lowest, highest }: HighestQuery, at: number, mark = ''): string[] {
  return [String(at), contractId, name, lowest, highest, mark]
}
