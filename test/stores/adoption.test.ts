import { describe, expect, onTestFinished, test } from 'vitest'
import { searchOf } from '../../src/http/parameters/search-request.ts'
import type { SearchPage } from '../../src/stores/search-query.ts'
import type { TestDatabase } from '../support/databases.ts'
import {
  type LiveServer,
  mariadbServer,
  mssqlServer,
  mysqlServer,
  postgresServer,
} from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'

/** What SQLAlchemy 2 sends for dc43's table: on PostgreSQL, on MariaDB and MySQL, and on SQL Server. */
const columns = `
	contract_id VARCHAR(255) NOT NULL,
	version VARCHAR(64) NOT NULL,
	name VARCHAR(255) NOT NULL,
	description TEXT,
	json TEXT NOT NULL,
	fingerprint VARCHAR(64) NOT NULL,`
const key = `
	PRIMARY KEY (contract_id, version)
)`
const postgresTable = (name: string) =>
  `CREATE TABLE ${name} (${columns}
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,${key}`
const mysqlTable = (name: string) =>
  `CREATE TABLE ${name} (${columns}
	created_at DATETIME NOT NULL DEFAULT now(),${key}`
const mssqlTable = (name: string) =>
  `CREATE TABLE ${name} (${columns.replaceAll('TEXT', 'VARCHAR(max)')}
	created_at DATETIMEOFFSET DEFAULT CURRENT_TIMESTAMP NOT NULL,${key}`

interface Kind {
  readonly name: string
  readonly available: boolean
  readonly create: () => Promise<TestDatabase>
  readonly table: (name: string) => string
  /** How a statement names its value number `at`. */
  readonly placeholder: (at: number) => string
  /** Whether Python's table has ids that differ only in case. */
  readonly caseSensitive: boolean
  /** Whether Python's table has more than Latin-1. */
  readonly unicode: boolean
  /** Which tables have ids that differ only in blanks at their ends. */
  readonly blanks: 'also Python' | 'only ours' | 'none'
}

const postgres = (name: string, options: string): Kind => ({
  name: `PostgreSQL, ${name}`,
  available: postgresServer.isThere,
  create: () => postgresServer.create(options),
  table: postgresTable,
  placeholder: at => `$${at + 1}`,
  caseSensitive: true,
  unicode: true,
  blanks: 'also Python',
})

const mysql = (
  server: LiveServer,
  name: string,
  options: string,
  { unicode = true, blanks = 'only ours' }: Partial<Kind> = {},
): Kind => ({
  name: `${server.name}, ${name}`,
  available: server.isThere,
  create: () => server.create(options),
  table: mysqlTable,
  placeholder: () => '?',
  caseSensitive: name === 'utf8mb4_bin',
  unicode,
  blanks,
})

const mssql: Kind = {
  name: 'SQL Server, its default',
  available: mssqlServer.isThere,
  create: () => mssqlServer.create(),
  table: mssqlTable,
  placeholder: at => `@p${at}`,
  caseSensitive: false,
  unicode: false,
  blanks: 'none',
}

const icu = `template template0 locale_provider icu icu_locale 'en-US' locale 'C.UTF-8'`
const kinds: Kind[] = [
  postgres('its default', ''),
  postgres('an English collation', icu),
  ...[mariadbServer, mysqlServer].flatMap(server => [
    mysql(server, 'utf8mb4_general_ci', 'character set utf8mb4 collate utf8mb4_general_ci'),
    mysql(server, 'utf8mb4_unicode_ci', 'character set utf8mb4 collate utf8mb4_unicode_ci'),
    mysql(server, 'utf8mb4_bin', 'character set utf8mb4 collate utf8mb4_bin'),
    mysql(server, 'latin1', 'character set latin1', { unicode: false }),
  ]),
  // what a new database has where nothing is said
  mysql(mysqlServer, 'utf8mb4_0900_ai_ci', 'character set utf8mb4 collate utf8mb4_0900_ai_ci', {
    blanks: 'also Python',
  }),
  mssql,
]

interface Row {
  readonly contract_id: string
  readonly version: string
  readonly json: string
}

for (const kind of kinds) {
  describe.skipIf(!kind.available)(`a table of Python dc43 on ${kind.name}`, () => {
    /** A database, and what Python does in it. */
    async function python(table = 'contracts') {
      const database = await kind.create()
      onTestFinished(() => database.drop())
      const execute = (text: string, values: readonly unknown[] = []) => {
        let count = 0
        return database.execute(
          text.replaceAll('?', () => kind.placeholder(count++)),
          values,
        )
      }
      /** The two statements of `SQLContractStore.put`; the driver fills in no `created_at`. */
      const insert = async (id: string, version: string, members: object = {}, inTable = table) => {
        const { name, description, json, fingerprint } = jsonVersion(id, version, members)
        const statement = `INSERT INTO ${inTable} (contract_id, version, name, description, json, fingerprint)
          VALUES (?, ?, ?, ?, ?, ?)`
        await execute(statement, [id, version, name, description ?? null, json, fingerprint])
      }
      const update = async (id: string, version: string, members: object, inTable = table) => {
        const { name, description, json, fingerprint } = jsonVersion(id, version, members)
        const statement = `UPDATE ${inTable}
          SET contract_id=?, version=?, name=?, description=?, json=?, fingerprint=?
          WHERE ${inTable}.contract_id = ? AND ${inTable}.version = ?`
        await execute(statement, [id, version, name, description ?? null, json, fingerprint, id, version])
      }
      /** When each row was inserted, in an order that does not depend on the collation. */
      const times = async () => {
        const rows = await execute(`select contract_id, version, created_at from ${table}`)
        return rows.map(row => JSON.stringify(row)).sort()
      }
      const open = async (env: Record<string, string> = {}) => {
        const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn, ...env })
        onTestFinished(() => store.close())
        return store
      }
      return { database, execute, insert, update, times, open }
    }

    const accented = kind.unicode ? 'ventes.été.😀' : 'ventes.été'

    test('is adopted with all rows as they are', async () => {
      const { database, execute, insert, times, open } = await python()
      await execute(kind.table('contracts'))
      const versions = ['10.0.0', '1.0.0', '9.0.0', '11.0.0-rc.2', '11.0.0-rc.10', 'banana']
      const usage = kind.unicode ? 'é 😀 \u4e2d' : 'é ß'
      for (const version of versions) await insert('a', version, { name: usage, description: { usage } })
      await insert(accented, '1.0.0', { status: 'active' })
      for (const id of ['Zebra', 'b', 'B-2', 'z_', 'z-']) await insert(id, '1.0.0-draft')
      if (kind.caseSensitive) await insert('zebra', '2.0.0')
      const raw = `{"version": "3.0.0",\n "id": "a", "x": 1.10, "status":"retired", "u": "é"}`
      await insert('a', '3.0.0')
      await execute(`update contracts set json = ? where version = '3.0.0'`, [raw])
      await execute(`update contracts set created_at = '2001-02-03 04:05:06' where version = '1.0.0'`)
      const rows = (await execute('select contract_id, version, json from contracts')) as unknown as Row[]
      const before = await times()

      const store = await open()
      for (const { contract_id: contractId, version, json } of rows) {
        expect((await store.get({ contractId, version }))?.json, `${contractId} ${version}`).toBe(json)
      }
      expect(rows.find(row => row.version === '3.0.0')?.json).toBe(raw)
      const expectAll = async () => {
        expect(await store.listVersions('a')).toEqual([
          'banana',
          '1.0.0',
          '3.0.0',
          '9.0.0',
          '10.0.0',
          '11.0.0-rc.2',
          '11.0.0-rc.10',
        ])
        expect((await store.latest('a'))?.version).toBe('10.0.0')
        expect((await store.latest('b'))?.version).toBe('1.0.0-draft')
        expect((await store.latest(accented))?.status).toBe('active')
        const { contractIds } = await store.listContracts({ limit: undefined, offset: 0 })
        const zebra = kind.caseSensitive ? ['zebra'] : []
        expect(contractIds).toEqual(['B-2', 'Zebra', 'a', 'b', accented, 'z-', 'z_', ...zebra])
      }
      await expectAll()
      await store.adoptForeignRows()
      expect(await store.adoptForeignRows()).toBe(0)
      await expectAll()
      await publish(store, jsonVersion('a', '1.0.0', { status: 'active' }))
      expect(await times()).toEqual(before)
      await expectView(database)
    })

    test('then holds large documents, long versions, 4-byte characters and ids that differ in case', async () => {
      const { execute, insert, open } = await python()
      await execute(kind.table('contracts'))
      await insert('Orders', '1.0.0')
      const store = await open()
      const large = jsonVersion('a', `1.0.0-${'x'.repeat(122)}`, { tags: ['😀', 'x'.repeat(1024 * 1024)] })
      const source = `version: 1.0.0\nid: a\ntags: ["${'y'.repeat(300_000)}"]\n`
      const yaml = yamlVersion('\u{1F600}', '1.0.0', source.replace('id: a', 'id: "\u{1F600}"'))
      await publish(store, large)
      await publish(store, yaml)
      await publish(store, jsonVersion('orders', '2.0.0', { description: { usage: 'u'.repeat(70_000) } }))
      expect((await store.get(large))?.json).toBe(large.json)
      const stored = await store.get(yaml)
      expect(stored && (await store.source(stored))).toEqual(yaml.source)
      expect(await store.listVersions('Orders')).toEqual(['1.0.0'])
      expect(await store.listVersions('orders')).toEqual(['2.0.0'])
      expect(await store.get({ contractId: 'ORDERS', version: '1.0.0' })).toBeUndefined()
    })

    test.skipIf(kind.blanks === 'none')('may have ids that differ in a blank at the end', async () => {
      const { execute, insert, open } = await python()
      await execute(kind.table('contracts'))
      await insert('tr ', '1.0.0', { status: 'active', name: 'with' })
      if (kind.blanks === 'also Python') await insert('tr', '1.0.0', { status: 'active', name: 'without' })
      const store = await open()
      const without = kind.blanks === 'also Python' ? ['1.0.0'] : []
      expect(await store.listVersions('tr')).toEqual(without)
      await publish(store, jsonVersion('tr', '2.0.0', { status: 'active', name: 'without' }))
      await publish(store, jsonVersion('tr', '1.0.0 ', { name: 'longer' }))
      // what a move begins with
      await store.enterForeignChanges()
      expect(await store.listVersions('tr')).toEqual([...without, '1.0.0 ', '2.0.0'])
      expect((await store.latest('tr'))?.version).toBe('2.0.0')
      expect(await store.listVersions('tr ')).toEqual(['1.0.0'])
      const { contractIds } = await store.listContracts({ limit: undefined, offset: 0 })
      expect(contractIds).toEqual(['tr', 'tr '])
      const rows = await execute(
        `select name from contracts where contract_id like 'tr ' and version = '1.0.0'`,
      )
      expect(rows).toEqual([{ name: 'with' }])
      const padded = { contractId: 'tr ', version: '1.0.0' }
      expect(await store.get(padded)).toMatchObject(padded)
      expect(await store.latest('tr ')).toMatchObject(padded)
      expect(await store.get({ contractId: 'tr', version: '1.0.0 ' })).toMatchObject({ version: '1.0.0 ' })
      expect(await store.get({ contractId: ' tr', version: '1.0.0' })).toBeUndefined()
      const author = { caller: 'alice', reason: undefined, requestId: undefined }
      await store.change(padded, async () => ({ operation: 'delete' }), author)
      expect(await store.listVersions('tr ')).toEqual([])
      expect(await store.listVersions('tr')).toEqual([...without, '1.0.0 ', '2.0.0'])
    })

    test('may have versions and contracts with an empty name', async () => {
      const { execute, insert, open } = await python()
      await execute(kind.table('contracts'))
      await insert('a', '')
      await insert('', '1.0.0')
      await insert('', '')
      const store = await open()
      const read = async () => {
        const reads = [
          store.get({ contractId: 'a', version: '' }),
          store.latest('a'),
          store.get({ contractId: '', version: '' }),
          store.latest(''),
        ]
        const found = await Promise.all(reads)
        return found.map(one => one && [one.contractId, one.version, JSON.parse(one.json).id])
      }
      const expected = [
        ['a', '', 'a'],
        ['a', '', 'a'],
        ['', '', ''],
        ['', '1.0.0', ''],
      ]
      expect(await read()).toEqual(expected)
      expect(await read()).toEqual(expected)
      await insert('a', '1.0.0')
      expected[1] = ['a', '1.0.0', 'a']
      expect(await read()).toEqual(expected)
    })

    test('is in lists and exports as a whole, and entered in the history once', async () => {
      const { execute, insert, open } = await python()
      await execute(kind.table('contracts'))
      const ids = Array.from({ length: 210 }, (_, at) => `c${at}`)
      for (const id of ids) await insert(id, '1.0.0')
      const [one, other] = [await open(), await open()]
      const page = { versions: 'latest', sort: 'id', limit: 1000, offset: 0, after: undefined } as const
      const query = searchOf({}, { ...page, scope: undefined, isWhole: true })
      const pages = await Promise.all([one.search(query), other.search(query), one.adoptForeignRows()])
      for (const { hits } of pages.slice(0, 2) as SearchPage[])
        expect(hits.map(hit => hit.contractId)).toEqual(ids.toSorted())
      const events = await other.history({ order: 'oldest', limit: 1000 })
      expect(events.map(event => event.contractId).sort()).toEqual(ids.toSorted())
    })

    test('goes on being written by Python, and every write is seen at once', async () => {
      const { execute, insert, update, open } = await python()
      await execute(kind.table('contracts'))
      await insert('a', '1.0.0')
      const store = await open()
      await publish(store, jsonVersion('a', '2.0.0', { status: 'draft' }))
      await insert('a', '3.0.0', { status: 'active' })
      expect((await store.latest('a'))?.version).toBe('3.0.0')
      expect(await store.listVersions('a')).toEqual(['1.0.0', '2.0.0', '3.0.0'])
      const before = await store.get({ contractId: 'a', version: '3.0.0' })
      await update('a', '3.0.0', { status: 'retired' })
      const after = await store.get({ contractId: 'a', version: '3.0.0' })
      expect(after?.status).toBe('retired')
      expect(after?.digest).not.toBe(before?.digest)
      expect((await store.latest('a'))?.status).toBe('retired')
      await insert('B', '1.0.0-rc.1')
      await insert('b', '1.0.0')
      expect((await store.listContracts({ limit: undefined, offset: 0 })).contractIds).toEqual([
        'B',
        'a',
        'b',
      ])
      await store.adoptForeignRows()
      expect(await store.get({ contractId: 'a', version: '3.0.0' })).toEqual(after)
      expect((await store.latest('B'))?.version).toBe('1.0.0-rc.1')
    })

    test('has a document rewritten that means the same: its bytes and its digest are the new ones', async () => {
      const { update, open } = await python()
      const store = await open()
      await publish(store, yamlVersion('a', '1.0.0', 'version: 1.0.0\nid: a\nname: n\nstatus: active\n'))
      const before = await store.get({ contractId: 'a', version: '1.0.0' })
      await update('a', '1.0.0', { status: 'active', name: 'n' })
      const after = await store.get({ contractId: 'a', version: '1.0.0' })
      expect(after?.fingerprint).toBe(before?.fingerprint)
      expect(after?.json).not.toBe(before?.json)
      expect(after?.digest).not.toBe(before?.digest)
    })

    test('has documents of any size rewritten that are read again and again', async () => {
      const { execute, update, open } = await python()
      const store = await open()
      for (const size of [10, 100_000]) {
        const description = { usage: 'u'.repeat(size) }
        const identity = { contractId: `a${size}`, version: '1.0.0' }
        await publish(
          store,
          jsonVersion(identity.contractId, '1.0.0', { description, name: 'n', status: 'active' }),
        )
        const read = async () => {
          const both = [store.get(identity), store.latest(identity.contractId), store.get(identity)]
          const [exact, latest, again] = await Promise.all(both)
          expect(exact?.json === latest?.json && exact?.json === again?.json).toBe(true)
          return exact
        }
        const before = await read()
        expect(await read()).toEqual(before)
        await update(identity.contractId, '1.0.0', { status: 'active', name: 'n', description })
        const after = await read()
        expect(after?.fingerprint).toBe(before?.fingerprint)
        expect(after?.json === before?.json).toBe(false)
        expect(after?.digest).not.toBe(before?.digest)
        expect((await read())?.json === after?.json).toBe(true)
        await execute(`delete from contracts`)
        expect(await read()).toBeUndefined()
      }
    })

    test('does not meet another registry with a table of its own', async () => {
      const { execute, insert, open } = await python()
      await execute(kind.table('contracts'))
      await insert('a', '1.0.0')
      const first = await open()
      const second = await open({ DC43_CONTRACT_STORE_TABLE: 'Other_contracts' })
      await Promise.all([
        publish(first, jsonVersion('b', '1.0.0')),
        publish(second, jsonVersion('c', '1.0.0')),
      ])
      const ids = async (store: typeof first) =>
        (await store.listContracts({ limit: undefined, offset: 0 })).contractIds
      expect(await ids(first)).toEqual(['a', 'b'])
      expect(await ids(second)).toEqual(['c'])
    })

    test('is left alone when it is something else', async () => {
      const { execute, open } = await python()
      await execute('create table contracts (id integer primary key, json text)')
      await expect(open()).rejects.toThrow(/not a contract table.*contract_id/)
    })

    async function expectView(database: TestDatabase): Promise<void> {
      const rows = await database.execute(
        `select version from contracts_current where status = 'active' order by version`,
      )
      expect(rows.map(row => row.version)).toEqual(['1.0.0', '1.0.0'])
    }
  })
}

describe.skipIf(!postgresServer.isThere)('a schema on PostgreSQL', () => {
  test('is made when it is absent, and a table of Python in it is adopted', async () => {
    const database = await postgresServer.create()
    onTestFinished(() => database.drop())
    const open = async (env: Record<string, string>) => {
      const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn, ...env })
      onTestFinished(() => store.close())
      return store
    }
    const plain = await open({})
    const governance = await open({ DC43_CONTRACT_STORE_SCHEMA: 'governance' })
    await publish(governance, jsonVersion('a', '1.0.0'))
    expect(await plain.listVersions('a')).toEqual([])
    expect(await database.execute('select version from governance.contracts')).toEqual([{ version: '1.0.0' }])
    await database.execute('create schema "Python"')
    await database.execute(postgresTable('"Python".contracts'))
    await database.execute(`insert into "Python".contracts (contract_id, version, name, json, fingerprint)
      values ('p', '1.0.0', 'p', '{}', 'f')`)
    const python = await open({ DC43_CONTRACT_STORE_SCHEMA: 'Python' })
    expect((await python.get({ contractId: 'p', version: '1.0.0' }))?.json).toBe('{}')
    const again = await open({ DC43_CONTRACT_STORE_SCHEMA: 'governance' })
    expect(await again.listVersions('a')).toEqual(['1.0.0'])
  })
})

for (const server of [mariadbServer, mysqlServer]) {
  describe.skipIf(!server.isThere)(`a schema on ${server.name}`, () => {
    test('is the database of the DSN, in place of it, or refused', async () => {
      const database = await server.create()
      onTestFinished(() => database.drop())
      const url = new URL(database.dsn)
      const schema = url.pathname.slice(1)
      const open = (dsn: string, name: string) =>
        openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn, DC43_CONTRACT_STORE_SCHEMA: name })
      for (const dsn of [database.dsn, server.dsn]) {
        const store = await open(dsn, schema)
        await publish(store, jsonVersion('a', '1.0.0'))
        await store.close()
      }
      expect(() => open(database.dsn, 'governance')).toThrow(/database of the DSN/)
    })
  })
}
