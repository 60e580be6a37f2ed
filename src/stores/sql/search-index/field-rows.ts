import { and, asc, eq, getColumns, gt, type SQL } from 'drizzle-orm'
import { EventLoop } from '../../../concurrency/event-loop.ts'
import { storable } from '../../../domain/storable.ts'
import type { CatalogueField } from '../../../search/catalogue/catalogue.ts'
import { fieldKeysOf } from '../../../search/catalogue/field-keys.ts'
import { type SqlSession, together } from '../../../sql/database.ts'
import { columnText, optionalText, slicesOf } from '../columns.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import type { FieldRow } from './tables.ts'

/** How many rows are read at a time. */
const rowsAtOnce = 1000

/** What the catalogue is to have of a contract. */
export interface ContractFields {
  readonly contractId: string
  readonly fields: readonly CatalogueField[]
  /** Whether the catalogue has nothing of it yet. */
  readonly isNew: boolean
}

type FieldsDatabase = Pick<StoreDatabase, 'tables' | 'isOneOf'>

/** The rows of contracts by their positions. */
type RowsOfContracts = ReadonlyMap<string, Map<number, FieldRow>>

/** Makes these the fields of some contracts. Most are as they were in the version before, and are left alone. */
export async function writeFields(
  session: SqlSession,
  database: FieldsDatabase,
  contracts: readonly ContractFields[],
): Promise<void> {
  for (const some of groupsOf(contracts)) {
    const rows = new Map<string, Map<number, FieldRow>>()
    for (const { contractId, fields } of some) rows.set(contractId, await rowsOf(contractId, fields))
    const known = some.filter(({ isNew }) => !isNew).map(({ contractId }) => contractId)
    await removeOthers(session, database, known, rows)
    const added = [...rows.values()].flatMap(own => [...own.values()])
    if (added.length > 0) await session.insertAll(database.tables.fields, added)
  }
}

/** Contracts that have so few fields together that all are held at a time; one may have more. */
function groupsOf(contracts: readonly ContractFields[]): ContractFields[][] {
  const groups: ContractFields[][] = []
  let room = 0
  for (const contract of contracts) {
    const group = groups.at(-1)
    room -= contract.fields.length
    if (group && room >= 0) group.push(contract)
    else {
      groups.push([contract])
      room = rowsAtOnce - contract.fields.length
    }
  }
  return groups
}

/** Takes out the fields of contracts that are not among these, and of these the ones that are there. */
async function removeOthers(
  session: SqlSession,
  database: FieldsDatabase,
  contractIds: readonly string[],
  rows: RowsOfContracts,
): Promise<void> {
  const gone = new Map<string, number[]>()
  for await (const row of rowsBefore(session, database, contractIds)) {
    const { contractId, position } = row
    const own = rows.get(contractId)
    if (isSame(row, own?.get(position))) own?.delete(position)
    else {
      const positions = gone.get(contractId)
      if (positions) positions.push(position)
      else gone.set(contractId, [position])
    }
  }
  const { fields: table } = database.tables
  const deletions = [...gone].flatMap(([contractId, positions]) =>
    slicesOf(positions).map(some =>
      and(eq(table.contractId, contractId), database.isOneOf(table.position, some)),
    ),
  )
  await together(session, ...deletions.map(these => () => session.delete(table, these as SQL)))
}

/** The rows of some contracts in one statement, where these are few; of giant documents some at a time. */
async function* rowsBefore(
  session: SqlSession,
  { tables: { fields: table }, isOneOf }: FieldsDatabase,
  contractIds: readonly string[],
): AsyncGenerator<FieldRow> {
  if (contractIds.length === 0) return
  const first = await somePage(session, table, isOneOf(table.contractId, contractIds))
  yield* first
  const last = first.at(-1)
  if (!last || first.length < rowsAtOnce) return
  const isRead = new Set(first.map(row => row.contractId).filter(id => id !== last.contractId))
  for (const contractId of contractIds) {
    if (isRead.has(contractId)) continue
    let position = contractId === last.contractId ? last.position : undefined
    for (;;) {
      const rest = position === undefined ? undefined : gt(table.position, position)
      const rows = await somePage(session, table, and(eq(table.contractId, contractId), rest) as SQL)
      yield* rows
      if (rows.length < rowsAtOnce) break
      position = rows.at(-1)?.position
    }
  }
}

/** Some rows in their order: those of a giant document take long to be read. */
async function somePage(session: SqlSession, table: Tables['fields'], where: SQL): Promise<FieldRow[]> {
  const rows = await session.select({
    fields: getColumns(table),
    from: table,
    where,
    orderBy: [asc(table.contractId), asc(table.position)],
    limit: rowsAtOnce,
  })
  return rows as unknown[] as FieldRow[]
}

async function rowsOf(contractId: string, fields: readonly CatalogueField[]): Promise<Map<number, FieldRow>> {
  const rows = new Map<number, FieldRow>()
  const loop = new EventLoop()
  for (const field of fields) {
    if (loop.isHeld) await loop.share()
    rows.set(field.position, rowOf(contractId, field))
  }
  return rows
}

function isSame(row: FieldRow, other: FieldRow | undefined): boolean {
  if (!other) return false
  return (Object.keys(other) as (keyof FieldRow)[]).every(member => row[member] === other[member])
}

function rowOf(contractId: string, field: CatalogueField): FieldRow {
  const { logicalType, physicalType, classification } = field
  const keys = fieldKeysOf(field)
  return {
    contractId,
    position: field.position,
    pointer: field.pointer,
    path: storable(field.path),
    name: columnText(field.name),
    nameKey: keys.nameKey,
    physicalNameKey: keys.physicalNameKey,
    logicalType: optionalText(logicalType),
    logicalTypeKey: keys.logicalTypeKey,
    physicalType: optionalText(physicalType),
    physicalTypeKey: keys.physicalTypeKey,
    physicalBaseKey: keys.physicalBaseKey,
    classification: optionalText(classification),
    classificationKey: keys.classificationKey,
    isRequired: Number(field.required),
    isPrimaryKey: Number(field.primaryKey),
    isCritical: Number(field.criticalDataElement),
  }
}
