import { type AnyColumn, and, asc, eq, gt, gte, inArray, not, or, type SQL, sql } from 'drizzle-orm'
import { kindAt } from '../../../search/catalogue/field-positions.ts'
import { contractIdsIn } from '../../../search/postings/postings.ts'
import type { RowOf } from '../../../sql/database.ts'
import type {
  CataloguedField,
  FieldCondition,
  FieldName,
  FieldPage,
  FieldPosition,
  FieldQuery,
} from '../../search-query.ts'
import { beginsWith } from '../begins-with.ts'
import { slicesOf } from '../columns.ts'
import { inScope } from '../scope.ts'
import type { IndexPostings } from '../search-index/index-postings.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { descriptionsOf, partIdOf } from './field-descriptions.ts'
import { LikelyHits } from './likely-hits.ts'

/** Up to how many contracts are looked at one by one. */
const fewContracts = 100

/** How many rows are named in one statement. */
const rowsAtOnce = 100

/** A part of the catalogue that an index has in order. */
interface Range {
  readonly condition: SQL | undefined
  /** What it is ordered by, before contract and place. */
  readonly key: AnyColumn
}

/**
 * Lists the field catalogue across contracts: for each name that is asked for, and else for each classification, the
 * part that an index of these has. When few contracts have what is asked for, their fields are looked at instead.
 */
export class FieldCatalogue {
  readonly #database: StoreDatabase
  readonly #likely: LikelyHits

  constructor(database: StoreDatabase, postings: IndexPostings) {
    this.#database = database
    this.#likely = new LikelyHits(postings)
  }

  async page(query: FieldQuery): Promise<FieldPage> {
    const { fields } = this.#database.tables
    const contracts = await this.#contractsWith(query)
    if (contracts?.length === 0) return { fields: [], next: undefined }
    const within = contracts && inArray(fields.contractId, contracts)
    const ranges = rangesOf(this.#database.tables, query.condition)
    const found: Found[] = []
    const start = query.after?.[0] ?? 0
    for (const [index, range] of ranges.entries()) {
      if (index < start) continue
      const after = index === start ? query.after : undefined
      // one more than asked for tells that there is a next page
      const missing = query.limit + 1 - found.length
      for (const row of await this.#rows(range, { ...query, after, limit: missing }, within))
        found.push({ index, range, row })
      if (found.length > query.limit) break
    }
    const page = found.slice(0, query.limit)
    const last = found.length > query.limit ? page.at(-1) : undefined
    return { fields: await this.#described(page, query), next: last && positionOf(last) }
  }

  /**
   * What was found, with its descriptions. Where these are not there any more, the contract was changed after the fields were
   * read, which are read again then: nobody sees the fields of one version with the descriptions of another.
   */
  async #described(found: readonly Found[], query: FieldQuery): Promise<CataloguedField[]> {
    const fields: CataloguedField[] = []
    let rest = found.map((one, at) => ({ ...one, at }))
    while (rest.length > 0) {
      const descriptions = await descriptionsOf(
        this.#database,
        rest.map(({ row }) => row),
      )
      const changed: typeof rest = []
      for (const [index, one] of rest.entries()) {
        const description = descriptions[index]
        if (description === undefined) changed.push(one)
        else fields[one.at] = toField(one.row, description)
      }
      rest = await this.#again(changed, query)
    }
    // without the gaps that those leave which are gone
    return fields.filter(field => field !== undefined)
  }

  /** Reads rows again; without those that are gone, or have another place among the fields now. */
  async #again<F extends Found>(found: readonly F[], query: FieldQuery): Promise<F[]> {
    const { contractId, position } = this.#database.tables.fields
    const again: F[] = []
    for (const [range, own] of Map.groupBy(found, one => one.range))
      for (const some of slicesOf(own, rowsAtOnce)) {
        const these = or(
          ...some.map(({ row }) => and(eq(contractId, row.contractId), eq(position, row.position))),
        )
        const rows = await this.#rows(range, { ...query, after: undefined, limit: some.length }, these)
        const known = new Map(rows.map(row => [placeOf(row), row]))
        again.push(
          ...some.flatMap(one => {
            const row = known.get(placeOf(one.row))
            return row ? [{ ...one, row }] : []
          }),
        )
      }
    return again
  }

  /** The contracts in which the fields may be, when there are few and no index of the table has just these fields. */
  async #contractsWith({ condition, filters, scope }: FieldQuery): Promise<string[] | undefined> {
    const { names, types, classifications } = condition
    const asked = [names, types, classifications].filter(values => values.length > 0)
    if (asked.length === 0 || (asked.length === 1 && types.length === 0)) return undefined
    const { versions } = await this.#likely.of(filters)
    const ids = contractIdsIn(versions, 0, fewContracts + 1)
    if (ids.length > fewContracts) return undefined
    if (ids.length === 0) return []
    const { search } = this.#database.tables
    const rows = await this.#database.select({
      fields: { contractId: search.contractId },
      from: search,
      where: and(this.#database.isOneOf(search.id, ids), inScope(search, scope)),
    })
    return rows.map(({ contractId }) => contractId)
  }

  async #rows({ condition, key }: Range, query: FieldQuery, within: SQL | undefined): Promise<FieldRow[]> {
    const { fields } = this.#database.tables
    const { contractId, position } = fields
    return this.#database.select({
      fields: { ...catalogueFields(this.#database.tables), key: sql<string>`${key}` },
      from: fields,
      where: and(
        within,
        condition,
        ...fieldConditions(this.#database.tables, query.condition),
        inScope(fields, query.scope),
        query.after && restOf(fields, key, query.after),
      ),
      orderBy: [asc(key), asc(contractId), asc(position)],
      limit: query.limit,
    })
  }
}

type FieldRow = RowOf<ReturnType<typeof catalogueFields>> & { key: string }

/** A row that was found, in one of the ranges. */
interface Found {
  readonly index: number
  readonly range: Range
  readonly row: FieldRow
}

function positionOf({ index, row: { key, contractId, position } }: Found): FieldPosition {
  return [index, key, contractId, position]
}

/** What tells the rows of a range apart. */
function placeOf({ key, contractId, position }: FieldRow): string {
  return JSON.stringify([key, contractId, position])
}

/** What comes after a position; the first condition gives the database a place in the index to begin at. */
function restOf(
  { contractId, position }: Tables['fields'],
  key: AnyColumn,
  [, lastKey, lastContract, lastPosition]: FieldPosition,
): SQL | undefined {
  return and(
    gte(key, lastKey),
    or(
      gt(key, lastKey),
      gt(contractId, lastContract),
      and(eq(contractId, lastContract), gt(position, lastPosition)),
    ),
  )
}

/** The ranges that have all fields of a condition, each field in one of them. */
function rangesOf({ fields }: Tables, { names, classifications }: FieldCondition): Range[] {
  const { nameKey, physicalNameKey, classificationKey } = fields
  if (names.length > 0) {
    const ranges = [nameKey, physicalNameKey].flatMap(key =>
      names.map(name => ({ key, condition: isNamed(key, name) })),
    )
    return ranges.map(({ key, condition }, index) => {
      // what is in a range before is left out; a physical name is not null here
      const before = ranges.slice(0, index).map(range => not(range.condition))
      return { key, condition: and(condition, ...before) }
    })
  }
  if (classifications.length === 0) return [{ key: nameKey, condition: undefined }]
  return [...new Set(classifications)].map(value => ({
    key: nameKey,
    condition: eq(classificationKey, value),
  }))
}

function isNamed(column: AnyColumn, { key, isPrefix }: FieldName): SQL {
  return isPrefix ? beginsWith(column, key) : eq(column, key)
}

function fieldConditions({ fields }: Tables, { names, types, classifications }: FieldCondition): SQL[] {
  const named = names.flatMap(name => {
    return [fields.nameKey, fields.physicalNameKey].map(column => isNamed(column, name))
  })
  const type = [fields.logicalTypeKey, fields.physicalTypeKey, fields.physicalBaseKey].map(column => {
    return inArray(column, [...types])
  })
  return [
    ...(names.length > 0 ? [or(...named) as SQL] : []),
    ...(types.length > 0 ? [or(...type) as SQL] : []),
    ...(classifications.length > 0 ? [inArray(fields.classificationKey, [...classifications])] : []),
  ]
}

function catalogueFields(tables: Tables) {
  const { fields, search } = tables
  const { contractId, position, pointer, path, name } = fields
  const { logicalType, physicalType, classification, isRequired, isPrimaryKey, isCritical } = fields
  return {
    ...{ contractId, position, pointer, path, name },
    version: sql<string>`(select ${search.version} from ${search} where ${eq(search.contractId, contractId)})`,
    ...{ logicalType, physicalType, classification, isRequired, isPrimaryKey, isCritical },
    partId: partIdOf(tables),
  }
}

function toField(row: FieldRow, description: string | null): CataloguedField {
  return {
    contractId: row.contractId,
    version: row.version,
    pointer: row.pointer,
    path: row.path,
    name: row.name,
    kind: kindAt(row.position),
    logicalType: row.logicalType ?? undefined,
    physicalType: row.physicalType ?? undefined,
    classification: row.classification ?? undefined,
    required: row.isRequired === 1,
    primaryKey: row.isPrimaryKey === 1,
    criticalDataElement: row.isCritical === 1,
    description: description ?? undefined,
  }
}
