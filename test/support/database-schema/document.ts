import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DatabaseSchema, type SchemaColumn, sortedIndexes } from './schema.ts'

type Row = Readonly<Record<string, string>>

/** The column of the document's tables that has the types of a database. */
export type Engine = 'SQLite' | 'PostgreSQL' | 'MySQL, MariaDB' | 'SQL Server'

/** `docs/database-schema.md`, read for what can be compared with a database or run on one. */
export class SchemaDocument {
  readonly #sections: ReadonlyMap<string, string>

  constructor() {
    const text = readFileSync(join(import.meta.dirname, '../../../docs/database-schema.md'), 'utf8')
    const parts = text.split(/^#+ (.*)$/m).slice(1)
    const sections = new Map<string, string>()
    for (let index = 0; index < parts.length; index += 2)
      sections.set(parts[index] ?? '', parts[index + 1] ?? '')
    this.#sections = sections
  }

  schemaOf(engine: Engine): DatabaseSchema {
    const tables: Record<string, SchemaColumn[]> = {}
    const views: Record<string, string[]> = {}
    for (const [heading, text] of this.#sections) {
      const [name] = codeOf(heading)
      const [table] = tablesOf(text)
      if (name === undefined || table === undefined) continue
      if (engine in (table[0] ?? {})) {
        // a database that does not need a column has no type for it
        const columns = table.map(row => columnOf(row, engine)).filter(({ type }) => type !== '')
        if (columns.length > 0) tables[name] = columns
      } else views[name] = table.map(row => codeOf(row.Column)[0] ?? '')
    }
    const isThere = (row: Row) => row.Databases === 'all' || row.Databases?.includes(engine)
    const rows = this.rowsOf('Indexes').filter(isThere)
    const indexes = rows.map(row => ({
      name: codeOf(row.Index)[0] ?? row.Index ?? '',
      table: codeOf(row.Table)[0] ?? '',
      columns: codeOf(row.Columns),
      unique: row.Unique === 'yes',
    }))
    return {
      tables,
      views,
      indexes: sortedIndexes(indexes),
      others: engine === 'SQLite' ? this.#triggers() : [],
    }
  }

  /** The rows of the first table under a heading. */
  rowsOf(heading: string): readonly Row[] {
    return tablesOf(this.#textOf(heading))[0] ?? []
  }

  /** The columns that some database has, and those that are said to mean something, by the name of the table. */
  columns(): Record<string, { had: string[]; explained: string[] }> {
    const namesOf = (rows: readonly Row[] = []) => rows.map(row => codeOf(row.Column)[0] ?? '')
    const found = [...this.#sections].flatMap(([heading, text]) => {
      const [name] = codeOf(heading)
      const [columns, meanings] = tablesOf(text)
      if (name === undefined || !('SQLite' in (columns?.[0] ?? {}))) return []
      return [[name, { had: namesOf(columns), explained: namesOf(meanings) }] as const]
    })
    return Object.fromEntries(found)
  }

  #triggers(): string[] {
    const [, names = ''] = /no triggers but one on SQLite: ([^.]*)\./s.exec(this.#textOf('Indexes')) ?? []
    return codeOf(names)
      .filter(name => name.startsWith('contracts_search_'))
      .sort()
  }

  /** The statements of the block number `block` under a heading, without comments. */
  statementsOf(heading: string, block = 0): string[] {
    const blocks = [...this.#textOf(heading).matchAll(/^```sql\n(.*?)^```$/gms)].map(match => match[1] ?? '')
    const text = blocks[block]
    if (text === undefined) throw new Error(`no SQL under ${heading}`)
    const statements = text.replace(/^--.*\n/gm, '').split(/;\s*$/m)
    return statements.map(statement => statement.trim()).filter(statement => statement !== '')
  }

  #textOf(heading: string): string {
    const text = this.#sections.get(heading)
    if (text === undefined) throw new Error(`no section ${heading}`)
    return text
  }
}

function columnOf(row: Row, engine: Engine): SchemaColumn {
  const written = codeOf(row.Default)[0] ?? 'none'
  return {
    name: codeOf(row.Column)[0] ?? '',
    type: codeOf(row[engine])[0] ?? '',
    nullable: row.Null === 'yes',
    default: written,
  }
}

/** The Markdown tables of a text, each row by the titles of the columns. */
function tablesOf(text: string): Row[][] {
  const blocks = text.match(/(?:^\|.*\|\n)+/gm) ?? []
  return blocks.map(block => {
    const [titles = [], , ...rows] = block.trim().split('\n').map(cellsOf)
    return rows.map(cells => Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? ''])))
  })
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map(cell => cell.trim())
}

/** What stands between backticks. */
function codeOf(text = ''): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
}
