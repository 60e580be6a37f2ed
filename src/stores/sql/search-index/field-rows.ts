import { and, asc, eq, getColumns, gt, type SQL } from 'drizzle-orm'
import { EventLoop } from '../../../concurrency/event-loop.ts'
import { storable } from '../../../domain/storable.ts'
import type { CatalogueField } from '../../../search/catalogue/catalogue.ts'
import { fieldKeysOf } from '../../../search/catalogue/field-keys.ts'
import type { SqlSession, Values } from '../../../sql/database.ts'
import { columnText, optionalText, slicesOf } from '../columns.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import type { FieldRow } from './tables.ts'

/** The longest description of a field in the catalogue. */
const maxDescriptionLength = 1000

/** How many rows are read at a time. */
const rowsAtOnce = 1000

/** By how much the positions of two schema objects differ; none has as many fields. */
const positionsOfObject = 32_768

/** What the catalogue is to have of a contract. */
export interface ContractFields {
  readonly contractId: string
  readonly fields: readonly CatalogueField[]
  /** Whether the catalogue has nothing of it yet. */
  readonly isNew: boolean
}

/** Makes these the fields of some contracts. Most are as they were in the version before, and are left alone. */
export async function writeFields(
  session: SqlSession,
  database: Pick<StoreDatabase, 'tables' | 'isOneOf'>,
  contracts: readonly ContractFields[],
): Promise<void> {
  const { fields: table } = database.tables
  let added: (FieldRow & Values)[] = []
  const flush = async () => {
    if (added.length > 0) await session.insertAll(table, added)
    added = []
  }
  for (const { contractId, fields, isNew } of contracts) {
    const rows = await rowsOf(contractId, fields)
    if (!isNew) await removeOthers(session, database, contractId, rows)
    added.push(...rows.values())
    if (added.length > rowsAtOnce) await flush()
  }
  await flush()
}

/** Takes out the fields of a contract that are not among these, and of these the ones that are there. */
async function removeOthers(
  session: SqlSession,
  { tables: { fields: table }, isOneOf }: Pick<StoreDatabase, 'tables' | 'isOneOf'>,
  contractId: string,
  rows: Map<number, FieldRow>,
): Promise<void> {
  const gone: number[] = []
  for await (const row of rowsBefore(session, table, contractId)) {
    if (isSame(row, rows.get(row.position))) rows.delete(row.position)
    else gone.push(row.position)
  }
  for (const some of slicesOf(gone))
    await session.delete(table, and(eq(table.contractId, contractId), isOneOf(table.position, some)) as SQL)
}

/** Some at a time: the rows of a giant document take long to be read. */
async function* rowsBefore(
  session: SqlSession,
  table: Tables['fields'],
  contractId: string,
): AsyncGenerator<FieldRow> {
  for (let last: number | undefined; ; ) {
    const rest = last === undefined ? undefined : gt(table.position, last)
    const rows = (await session.select({
      fields: getColumns(table),
      from: table,
      where: and(eq(table.contractId, contractId), rest),
      orderBy: [asc(table.contractId), asc(table.position)],
      limit: rowsAtOnce,
    })) as unknown[] as FieldRow[]
    yield* rows
    if (rows.length < rowsAtOnce) return
    last = rows.at(-1)?.position
  }
}

/** Numbers the fields of each schema object by themselves: one more in an object leaves the others where they are. */
async function rowsOf(contractId: string, fields: readonly CatalogueField[]): Promise<Map<number, FieldRow>> {
  const rows = new Map<number, FieldRow>()
  const loop = new EventLoop()
  let position = -positionsOfObject
  for (const field of fields) {
    if (loop.isHeld) await loop.share()
    position = field.kind === 'object' ? nextObject(position) : position + 1
    rows.set(position, { contractId, position, ...fieldColumns(field) })
  }
  return rows
}

function nextObject(position: number): number {
  return (Math.floor(position / positionsOfObject) + 1) * positionsOfObject
}

function isSame(row: FieldRow, other: FieldRow | undefined): boolean {
  if (!other) return false
  return (Object.keys(other) as (keyof FieldRow)[]).every(member => row[member] === other[member])
}

function fieldColumns(field: CatalogueField): Omit<FieldRow, 'contractId' | 'position'> {
  const { logicalType, physicalType, classification, description } = field
  const keys = fieldKeysOf(field)
  return {
    kind: field.kind,
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
    description: description === undefined ? null : storable(description.slice(0, maxDescriptionLength)),
  }
}
