import type { AnyColumn, Table } from 'drizzle-orm'

/** What a column holds; each dialect has types of its own for it. */
type ColumnType =
  /** Of a limited length. */
  | 'text'
  | 'longText'
  | 'bytes'
  | 'time'
  | 'smallInteger'
  | 'integer'
  | 'bigInteger'
  /** A number that the database gives to each row. */
  | 'identity'
  /** What the database computes from others, for an index; only in dialects that cannot index a condition itself. */
  | 'computed'

/** A column as it is declared, for every dialect. Its name in the database is that of the member, in snake case. */
export interface ColumnDeclaration<Value = unknown> {
  readonly type: ColumnType
  /** How many characters a text has at most. */
  readonly length?: number
  readonly isNullable: boolean
  /** For the compiler only: what is read from the column. */
  readonly value?: Value
}

/** A table as it is declared, for every dialect. */
export interface TableDeclaration<Columns = ColumnDeclarations> {
  /** What follows the name of the main table in its name. */
  readonly suffix: string
  /** Whether other programs write to it, which on SQLite may put bytes in the place of a text. */
  readonly isShared: boolean
  readonly columns: Columns
}

type ColumnDeclarations = Readonly<Record<string, ColumnDeclaration>>

/** The tables of a store, each by the name that the program has for it. */
export type TableDeclarations = Readonly<Record<string, TableDeclaration>>

/**
 * A table that only this service writes to.
 *
 * @param suffix what follows the name of the main table in its name.
 */
export function table<Columns extends ColumnDeclarations>(
  suffix: string,
  columns: Columns,
): TableDeclaration<Columns> {
  return { suffix, columns, isShared: false }
}

/** A table that other programs write to as well. */
export function sharedTable<Columns extends ColumnDeclarations>(
  suffix: string,
  columns: Columns,
): TableDeclaration<Columns> {
  return { suffix, columns, isShared: true }
}

/** @param length how many characters it has at most. */
export const text = (length: number): ColumnDeclaration<string> => ({ ...columnOf<string>('text'), length })
/** As long as a document may be. */
export const longText = () => columnOf<string>('longText')
export const bytes = () => columnOf<Buffer>('bytes')
/** A time in UTC, to the millisecond at least. */
export const time = () => columnOf<Date>('time')
/** From -32,768 to 32,767. */
export const smallInteger = () => columnOf<number>('smallInteger')
/** From -2^31 to 2^31 - 1. */
export const integer = () => columnOf<number>('integer')
/** A whole number that JavaScript keeps exactly, such as a time in milliseconds. */
export const bigInteger = () => columnOf<number>('bigInteger')
/** A number that the database gives to each row. */
export const identity = () => columnOf<number>('identity')
/** What the database computes from other columns, for an index. Nobody writes it, and not every dialect has it. */
export const computed = (): ColumnDeclaration<undefined> => ({ type: 'computed', isNullable: true })

/** A column that allows null as well. */
export function orNull<Value>(column: ColumnDeclaration<Value>): ColumnDeclaration<Value | null> {
  return { ...column, isNullable: true } as ColumnDeclaration<Value | null>
}

function columnOf<Value>(type: ColumnType): ColumnDeclaration<Value> {
  return { type, isNullable: false }
}

type ValueOf<Column> = Column extends ColumnDeclaration<infer Value> ? Value : never

/** A row of a table as it is declared, as far as every dialect has it. */
export type Row<Declared extends TableDeclaration<unknown>> = {
  -readonly [Name in keyof Declared['columns'] as undefined extends ValueOf<Declared['columns'][Name]>
    ? never
    : Name]: ValueOf<Declared['columns'][Name]>
}

/** A column that holds values of a type, in whichever dialect. */
type ColumnOf<Value> = AnyColumn<{ data: NonNullable<Value>; notNull: null extends Value ? false : true }>

/** A table whose columns hold the members of a row, in whichever dialect. */
export type TableOf<Values> = Table & { readonly [Name in keyof Values]: ColumnOf<Values[Name]> }

/** The columns that a dialect may lack. */
type OptionalColumns<Columns> = {
  readonly [Name in keyof Columns as undefined extends ValueOf<Columns[Name]> ? Name : never]?: ValueOf<
    Columns[Name]
  > extends undefined
    ? AnyColumn
    : ColumnOf<ValueOf<Columns[Name]>>
}

/** The tables that are declared, in whichever dialect. */
export type TablesOf<Declared extends TableDeclarations> = {
  readonly [Name in keyof Declared]: TableOf<Row<Declared[Name]>> & OptionalColumns<Declared[Name]['columns']>
}

/** What a dialect makes of a declaration. */
interface Maker<Builder> {
  readonly columns: Readonly<Record<ColumnType, MakeColumn<Builder>>>
  table(name: string, columns: Record<string, Builder>): Table
}

/** Makes a column of that name; none where the dialect does without. */
type MakeColumn<Builder> = (
  name: string,
  /** The length of a text, else 0; and whether other programs write to the table. */
  declared: { readonly length: number; readonly isShared: boolean },
) => Builder | undefined

/** Makes the tables of a store, whose main table has the given name, for a dialect. */
export function makeTables<Declared extends TableDeclarations, Builder extends { notNull(): Builder }>(
  declared: Declared,
  mainTable: string,
  maker: Maker<Builder>,
): TablesOf<Declared> {
  const tables = Object.entries(declared).map(([name, { suffix, columns, isShared }]) => {
    const built = Object.entries(columns).flatMap(([member, { type, length = 0, isNullable }]) => {
      const column = maker.columns[type](snakeCase(member), { length, isShared })
      return column ? [[member, isNullable ? column : column.notNull()] as const] : []
    })
    return [name, maker.table(mainTable + suffix, Object.fromEntries(built))]
  })
  return Object.fromEntries(tables)
}

function snakeCase(member: string): string {
  return member.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}
