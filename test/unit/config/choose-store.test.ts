import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../../src/config/load.ts'
import { databaseOf } from '../../../src/config/sections/contract-store.ts'
import { defaultConfig, load, problems, workingDirectory } from './support.ts'

const file = 'dc43-service-backends.toml'
const storeFile = (...lines: string[]) => ['[contract_store]', ...lines].join('\n')

/** What a Python service has on its disk: every key there, nearly all blank, for a store on the file system. */
const blankTemplate = `
[contract_store]
type = "filesystem"
root = ""
dsn = ""
schema = ""
table = ""
log_sql = false
[data_product]
type = "memory"
root = ""
table = ""
log_sql = false
[data_quality]
type = "local"
base_url = ""
token_header = "Authorization"
default_engine = "native"
[data_quality.engines.native]
type = "builtin"
[auth]
token = ""
[unity_catalog]
enabled = false
dataset_prefix = "table:"
[governance_store]
type = "memory"
link_table = ""`

describe('which store is chosen', () => {
  test.each([
    ['a DSN in the file', storeFile('dsn = "sqlite://"'), {}],
    ['a type and a DSN in the file', storeFile('type = "sql"', 'dsn = "sqlite://"'), {}],
    ['a blank type and a DSN', storeFile('type = " "', 'dsn = "sqlite://"'), {}],
    ['a DSN in a variable', undefined, { DC43_CONTRACT_STORE_DSN: 'sqlite://' }],
    [
      'a type in a variable over the file',
      storeFile('type = "delta"', 'dsn = "sqlite://"'),
      { DC43_CONTRACT_STORE_TYPE: 'sql' },
    ],
    [
      'a type in a variable, the DSN in the file',
      storeFile('dsn = "sqlite://"'),
      { DC43_CONTRACT_STORE_TYPE: 'sql' },
    ],
    [
      'a DSN in a variable over a file for another store',
      storeFile('type = "filesystem"'),
      { DC43_CONTRACT_STORE_DSN: 'sqlite://' },
    ],
    [
      'a DSN in a variable over a file with an unknown store',
      storeFile('type = "x"'),
      { DC43_CONTRACT_STORE_DSN: 'sqlite://' },
    ],
    [
      'a DSN in a variable over a type that is no text',
      storeFile('type = 3'),
      { DC43_CONTRACT_STORE_DSN: 'sqlite://' },
    ],
    ['a DSN in a variable over a template', blankTemplate, { DC43_CONTRACT_STORE_DSN: 'sqlite://' }],
  ])('%s is the SQL store', (_, text, env) => {
    expect(load(text, env).config.contractStore).toEqual(defaultConfig.contractStore)
  })

  test('a type nobody wrote comes from where the DSN comes from', () => {
    const name = 'DC43_CONTRACT_STORE_DSN'
    expect(load(blankTemplate, { [name]: 'sqlite://' }).origins.get('contract_store.type')).toEqual({
      kind: 'variable',
      name,
    })
    expect(load(storeFile('dsn = "sqlite://"')).origins.get('contract_store.type')).toMatchObject({
      kind: 'file',
      path: file,
    })
  })

  test('a template without a DSN is the folder that dc43 takes without a root', () => {
    const cwd = workingDirectory(blankTemplate)
    expect(loadConfig({ env: {}, cwd }).config.contractStore).toMatchObject({
      type: 'filesystem',
      root: join(cwd, 'contracts'),
    })
  })
})

describe('no store', () => {
  const nothing =
    'no contract store is configured: set contract_store.dsn in the configuration file or the variable DC43_CONTRACT_STORE_DSN, for example sqlite:///./contracts.db; or contract_store.type to filesystem, git, delta, collibra_http, collibra_stub or custom'
  const noDsn =
    'contract_store.type is "sql" but contract_store.dsn is not set; set it, or the variable DC43_CONTRACT_STORE_DSN, for example sqlite:///./contracts.db'

  test.each([
    ['no file and no variable', undefined, {}],
    ['an empty file', '', {}],
    ['a file without a store', '[server]\nport = 1', {}],
    ['blank keys', storeFile('type = ""', 'dsn = "  "'), {}],
    ['a blank variable', undefined, { DC43_CONTRACT_STORE_DSN: '  ' }],
  ])('%s: told what to set', (_, text, env) => {
    expect(problems(text, env)).toEqual([nothing])
  })

  test('a SQL store needs a DSN', () => {
    expect(problems(storeFile('type = "SQL"'))).toEqual([`${file}:2:8: ${noDsn}`])
    expect(problems(undefined, { DC43_CONTRACT_STORE_TYPE: 'sql' })).toEqual([
      `variable DC43_CONTRACT_STORE_TYPE: ${noDsn}`,
    ])
  })

  test('a wrong type is not also a missing DSN', () => {
    expect(problems(storeFile('type = { a = 1 }'))).toEqual([
      `${file}:2:8: contract_store.type is a table; expected "sql", "filesystem", "git", "delta", "collibra_http", "collibra_stub" or "custom"`,
    ])
  })
})

describe('stores that there are not', () => {
  test.each([
    ['sqll', '; did you mean sql? Known: '],
    ['filesytem', '; did you mean filesystem? Known: '],
    ['postgresql', '; did you mean sql? Known: '],
    ['sqlite', '; did you mean sql? Known: '],
    ['remote', '; known: '],
  ])('type "%s" is unknown', (type, hint) => {
    expect(problems(storeFile(`type = "${type}"`, 'dsn = "sqlite://"'))).toEqual([
      `${file}:2:8: contract_store.type names an unknown store, "${type}"${hint}sql, filesystem, git, delta, collibra_http, collibra_stub, custom`,
    ])
  })

  test('an empty catalog is as good as none', () => {
    expect(problems(storeFile('dsn = "sqlite://"', '[contract_store.catalog]'))).toEqual([])
  })
})

describe('a name that no table has', () => {
  const at = (line: number) =>
    `${file}:${line}:9: contract_store.table is "my-table" (a string); expected a name of at most 48 letters, digits and _ that does not start with a digit`
  const unlessDelta = ', unless contract_store.type is "delta"'

  test('is told beside that no store is set, or that it is not understood', () => {
    const all = problems(storeFile('table = "my-table"'))
    expect(all).toHaveLength(2)
    expect(all.join()).toContain('no contract store is configured')
    expect(all).toContain(at(2) + unlessDelta)
    expect(problems(storeFile('type = "sqll"', 'table = "my-table"'))).toContain(at(3) + unlessDelta)
  })

  test('is told of the store that is set', () => {
    expect(problems(storeFile('dsn = "sqlite://"', 'table = "my-table"'))).toEqual([at(3)])
    expect(problems(storeFile('type = "delta"', 'table = "my-table"')).join()).not.toContain('my-table')
  })
})

describe('schema', () => {
  const message = 'contract_store.schema is set, but SQLite has no schemas; remove it'

  test('is for databases that have schemas', () => {
    const { contractStore } = load(storeFile('dsn = "postgresql://h/d"', 'schema = "governance"')).config
    expect(contractStore.schema).toBe('governance')
  })

  test('is the database of the DSN on MySQL and MariaDB', () => {
    for (const dsn of ['mysql://h/d', 'mariadb://h/d']) {
      expect(problems(storeFile(`dsn = "${dsn}"`, 'schema = "d"'))).toEqual([])
      expect(problems(storeFile(`dsn = "${dsn}"`, 'schema = "s"'))).toEqual([
        `${file}:3:10: contract_store.schema is not the database of the DSN, as it must be on MySQL; keep one of the two`,
      ])
    }
    expect(problems(storeFile('dsn = "mysql://h"', 'schema = "s"'))).toEqual([])
  })

  test('is needed on MySQL and MariaDB where the DSN names no database', () => {
    const text = 'names no database; expected one, as in mysql://host/dc43'
    for (const dsn of ['mysql://h', 'mariadb://u:p@h:3307/', 'mysql://h?charset=utf8mb4'])
      expect(problems(storeFile(`dsn = "${dsn}"`))).toEqual([`${file}:2:7: contract_store.dsn ${text}`])
    expect(problems(storeFile('root = "r"', 'type = "filesystem"', 'index_dsn = "mysql://h"'))).toEqual([
      `${file}:4:13: contract_store.index_dsn ${text}`,
    ])
    expect(problems(undefined, { DC43_CONTRACT_STORE_DSN: 'mysql://h' })).toEqual([
      `variable DC43_CONTRACT_STORE_DSN: contract_store.dsn ${text}`,
    ])
  })

  test('does not go with SQLite', () => {
    expect(problems(storeFile('dsn = "sqlite://"', 'schema = "s"'))).toEqual([`${file}:3:10: ${message}`])
    const env = { DC43_CONTRACT_STORE_DSN: 'sqlite+pysqlite:///x.db', DC43_CONTRACT_STORE_SCHEMA: 's' }
    expect(problems(undefined, env)).toEqual([`variable DC43_CONTRACT_STORE_SCHEMA: ${message}`])
  })
})

describe('the file of a SQLite store', () => {
  test.each([
    ['sqlite:///./contracts.db', 'contracts.db'],
    ['sqlite:///data/../contracts.db', 'contracts.db'],
    ['sqlite:///~/contracts.db', '~/contracts.db'],
  ])('%s is below the working directory', (dsn, path) => {
    const cwd = workingDirectory(storeFile(`dsn = "${dsn}"`))
    expect(databaseOf(loadConfig({ env: {}, cwd }).config.contractStore)).toMatchObject({
      file: join(cwd, path),
    })
  })

  test.each([
    ['sqlite:////var/lib/x.db', '/var/lib/x.db'],
    ['sqlite:///C:/data/x.db', 'C:/data/x.db'],
    ['sqlite:///C:\\data\\x.db', 'C:\\data\\x.db'],
    ['sqlite://', undefined],
  ])('%s is where it says', (dsn, path) => {
    expect(databaseOf(load(undefined, { DC43_CONTRACT_STORE_DSN: dsn }).config.contractStore)).toMatchObject({
      file: path,
    })
  })
})
