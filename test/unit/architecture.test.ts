import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))

/** Which rooms, the folders and files at the top of `src`, may import which. Arrows point one way. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'cli.ts': ['commands'],
  commands: [
    'closest-name.ts',
    ...['app.ts', 'auth', 'auth/oidc', 'client', 'concurrency', 'domain', 'metrics', 'about.ts'],
    ...['config', 'config/dsn', 'config/sections'],
    ...['http/edge', 'http/openapi', 'http/server.ts', 'local-host.ts', 'sql', 'stores', 'tracing'],
    ...['validation', 'workers'],
  ],
  'package-exports': ['domain', 'stores'],
  client: ['config', 'config/values', 'domain'],
  'app.ts': [
    ...[
      'auth',
      'config',
      'http/edge',
      'http/openapi',
      'http/representations',
      'http/routes',
      'http/server.ts',
    ],
    ...['metrics', 'routes.ts', 'tracing'],
  ],
  'routes.ts': [
    ...[
      'concurrency',
      'domain',
      'http/routes',
      'http/server.ts',
      'stores',
      'use-cases',
      'validation',
      'workers',
    ],
  ],
  metrics: ['concurrency', 'domain', 'http/edge', 'about.ts', 'sql', 'stores'],
  tracing: ['http/edge', 'about.ts', 'stores'],
  'http/routes': [
    ...[
      'http/representations',
      'http/edge',
      'http/openapi',
      'http/parameters',
      'http/server.ts',
      'http/wire',
    ],
    ...['concurrency', 'use-cases', 'domain', 'dc43-governance', 'search/language', 'stores', 'validation'],
  ],
  'http/openapi': ['http/representations', 'http/edge', 'http/wire', 'about.ts'],
  'http/representations': ['http/edge', 'http/wire', 'concurrency', 'use-cases', 'domain', 'stores'],
  'http/edge': ['bounded-map.ts', 'http/wire', 'client-address.ts', 'domain'],
  'http/parameters': ['closest-name.ts', 'use-cases', 'domain', 'search/language', 'stores'],
  'http/wire': ['use-cases', 'domain', 'search/catalogue', 'stores', 'validation'],
  'dc43-governance': ['domain'],
  'use-cases': [
    ...[
      'bounded-map.ts',
      'concurrency',
      'domain',
      'dc43-governance',
      'search/catalogue',
      'stores',
      'test-reports',
      'validation',
      'workers',
    ],
  ],
  stores: [
    ...['bounded-map.ts', 'concurrency', 'config/dsn', 'config/sections', 'domain', 'sql', 'workers'],
    ...['lazy-member.ts', 'search/catalogue', 'search/language', 'search/postings'],
  ],
  validation: ['about.ts', 'closest-name.ts', 'domain', 'memoized.ts'],
  workers: ['concurrency', 'domain', 'dc43-governance', 'search/catalogue', 'test-reports', 'validation'],
  'test-reports': ['domain'],
  sql: ['bounded-map.ts', 'concurrency', 'config/dsn', 'config/sections', 'domain'],
  'search/catalogue': ['search/language', 'domain', 'memoized.ts'],
  'search/postings': ['concurrency', 'search/language'],
  'search/language': ['domain'],
  config: ['config/dsn', 'config/sections', 'config/values', 'closest-name.ts', 'local-host.ts'],
  'config/sections': [
    ...['config/dsn', 'config/values', 'auth', 'auth/oidc', 'closest-name.ts', 'domain', 'local-host.ts'],
    'validation',
  ],
  'config/dsn': ['config/values', 'closest-name.ts'],
  'config/values': ['closest-name.ts'],
  'auth/oidc': ['auth', 'bounded-map.ts', 'concurrency', 'domain', 'local-host.ts'],
  auth: ['bounded-map.ts', 'client-address.ts', 'domain'],
  domain: ['closest-name.ts', 'lazy-member.ts', 'memoized.ts'],
}

/** The files of the SQL store on which its rooms stand; the others use the rooms. */
const ground = new Set([
  ...['best-effort.ts', 'columns.ts', 'contract-lock.ts', 'count-rows.ts', 'links.ts', 'log-position.ts'],
  ...[
    'begins-with.ts',
    'first-rows.ts',
    'old-rows.ts',
    'queries.ts',
    'rows.ts',
    'scope.ts',
    'store-database.ts',
    'tables.ts',
  ],
  'unknown-states.ts',
])

/** Which rooms of the SQL store may import which, besides the ground. */
const storeRooms: Readonly<Record<string, readonly string[]>> = {
  ground: [],
  history: [],
  'search-index': ['history', 'validation'],
  search: ['search-index', 'test-runs', 'validation'],
  'foreign-rows': ['history', 'search-index', 'validation'],
  reads: ['foreign-rows', 'history', 'search', 'validation'],
  writes: ['foreign-rows', 'history', 'reads', 'search-index'],
  'dataset-events': [],
  'test-runs': ['dataset-events'],
  validation: [],
}

/** Which kinds of stores may import which, besides the files beside their folders. `open.ts` opens them all. */
const storeKinds: Readonly<Record<string, readonly string[]>> = {
  sql: [],
  indexed: ['sql'],
  filesystem: ['indexed'],
  git: ['indexed'],
  delta: ['indexed'],
  collibra: ['indexed'],
  custom: ['indexed'],
  transfer: [],
}

/** The room of the SQL store in which a file is: one of its folders, the ground or what is on top of all. */
function storeRoomOf(file: string): string | undefined {
  if (!file.startsWith('stores/sql/')) return undefined
  const [first = '', ...rest] = file.slice('stores/sql/'.length).split('/')
  if (rest.length > 0) return first
  return ground.has(first) ? 'ground' : 'top'
}

/** Of the stores, what knows only of their interface may import. */
const interfaces = new Set([
  ...[
    'stores/store.ts',
    'stores/search-query.ts',
    'stores/highest-query.ts',
    'stores/link-store.ts',
    'stores/test-run-store.ts',
    'stores/dataset-event-store.ts',
  ],
])
const knowInterfacesOnly = /^(http\/|use-cases$|app\.ts$|routes\.ts$)/

interface Import {
  readonly from: string
  readonly to: string
  /** Whether something is there at run time. */
  readonly isValue: boolean
}

const statement = /^(import|export)( type)?\b(?:[^'"]*?\bfrom)? '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(statement)].map(([whole, , type, path, dynamic]) => {
    const to = normalize(join(dirname(file), path ?? dynamic ?? ''))
    const named = /\{([^}]*)\}/
      .exec(whole)?.[1]
      ?.split(',')
      .filter(name => name.trim() !== '')
    const onlyTypes = named?.every(name => name.trim().startsWith('type '))
    return { from: file, to, isValue: type === undefined && !onlyTypes }
  })
}

const imports = files.flatMap(importsOf)

/** Rooms whose folders are rooms of their own, each with its arrows. */
const divided = ['http', 'config', 'auth', 'search']

/** The room of a file: its top folder, or the folder in a divided one. The files beside those folders are one room. */
function roomOf(file: string): string {
  const [room = '', inner, ...deeper] = file.split('/')
  if (inner === undefined || !divided.includes(room)) return room
  return deeper.length > 0 || !(room in allowed) ? `${room}/${inner}` : room
}

describe('the rooms of the house', () => {
  test('are all there', () => {
    const rooms = new Set(files.map(roomOf))
    const leaves = [...rooms].filter(room => !(room in allowed))
    expect(leaves.sort()).toEqual([
      ...['about.ts', 'bounded-map.ts', 'client-address.ts', 'closest-name.ts', 'concurrency'],
      ...['http/server.ts', 'lazy-member.ts', 'local-host.ts', 'memoized.ts'],
    ])
    expect(Object.keys(allowed).filter(room => !rooms.has(room))).toEqual([])
  })

  test('import others in one direction only', () => {
    const crossing = imports.filter(({ from, to }) => roomOf(from) !== roomOf(to))
    const wrong = crossing.filter(({ from, to }) => !allowed[roomOf(from)]?.includes(roomOf(to)))
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
    // nobody keeps an arrow that nothing needs
    const used = new Set(crossing.map(({ from, to }) => `${roomOf(from)} -> ${roomOf(to)}`))
    const arrows = Object.entries(allowed).flatMap(([from, to]) => to.map(one => `${from} -> ${one}`))
    expect(arrows.filter(arrow => !used.has(arrow))).toEqual([])
  })

  test.each(divided)('in and beside the folders of %s lead to none of their own again', outer => {
    const inner = Object.keys(allowed).filter(room => room.split('/')[0] === outer)
    const reached = (room: string, seen = new Set<string>()): Set<string> => {
      for (const next of allowed[room] ?? []) if (!seen.has(next)) reached(next, seen.add(next))
      return seen
    }
    expect(inner.filter(room => reached(room).has(room))).toEqual([])
  })

  test('divide the SQL store in one direction, too', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [room, other] = [storeRoomOf(from), storeRoomOf(to)]
      if (room === undefined || other === undefined || room === other) return false
      if (room === 'top') return false
      // the tables of the whole store are put together of those that each room declares
      if (from === 'stores/sql/store-database.ts') return !to.endsWith('/tables.ts')
      return other !== 'ground' && !storeRooms[room]?.includes(other)
    })
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
    const own = new Set(files.filter(file => storeRoomOf(file) === 'ground').map(file => basename(file)))
    expect([...ground].filter(file => !own.has(file))).toEqual([])
  })

  test('divide the stores by their kinds, of which none knows another but what it is made of', () => {
    const kindOf = (file: string) => /^stores\/([^/]+)\//.exec(file)?.[1]
    const ofStores = imports.filter(({ from, to }) => from.startsWith('stores/') && kindOf(to) !== undefined)
    const wrong = ofStores.filter(({ from, to }) => {
      const [kind, other = ''] = [kindOf(from), kindOf(to)]
      return from !== 'stores/open.ts' && kind !== other && !storeKinds[kind ?? '']?.includes(other)
    })
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
    expect(new Set(files.map(kindOf).filter(kind => kind !== undefined))).toEqual(
      new Set(Object.keys(storeKinds)),
    )
  })

  test('know of stores their interface, unless they open or measure them', () => {
    const wrong = imports.filter(({ from, to }) => {
      return knowInterfacesOnly.test(roomOf(from)) && roomOf(to) === 'stores' && !interfaces.has(to)
    })
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  test('load drivers and SDKs in their own folders only', () => {
    const owners: Readonly<Record<string, RegExp>> = {
      mysql2: /^sql\/mysql\//,
      postgres: /^sql\/postgres\//,
      'better-sqlite3': /^sql\/sqlite\//,
      mssql: /^sql\/mssql\//,
      '@azure/identity': /^sql\/identity\//,
      '@aws-sdk/rds-signer': /^sql\/identity\//,
      piscina: /^workers\//,
      ajv: /^validation\//,
      'ajv-formats': /^validation\//,
    }
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8')
      for (const [name, owner] of Object.entries(owners)) {
        if (owner.test(file)) continue
        expect(text, file).not.toMatch(new RegExp(`(from |import\\()'${name}['/]`))
      }
    }
  })
})

test('no file imports node:http, with which Node.js loads more than the service has a use for', () => {
  for (const file of files)
    expect(readFileSync(join(root, file), 'utf8'), file).not.toMatch(/^import (?!type ).*'node:https?'/m)
})

test('no file needs itself to be loaded', () => {
  expect(cyclesOf(imports.filter(({ isValue }) => isValue))).toEqual([])
})

test('no file names types of one that names its own, directly or through others', () => {
  expect(cyclesOf(imports)).toEqual([])
})

/** The ways that lead from a file back to it. */
function cyclesOf(some: readonly Import[]): string[] {
  const needs = Map.groupBy(some, ({ from }) => from)
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
    if (path.includes(file) || done.has(file)) return
    for (const { to } of needs.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  return cycles
}

test('no file keeps anything, but what functions remember that depend on their arguments alone (memoized)', () => {
  const state =
    /^(export )?(let|var) |^(export )?const \w+(: [^=]+)? = (new (Map|Set|WeakMap|WeakSet|Semaphore|BoundedMap)(<[^(]*>)?\((\{.*)?\)|\[\])$/m
  for (const file of files) expect(readFileSync(join(root, file), 'utf8'), file).not.toMatch(state)
})

test('files stay small', () => {
  const long = files.filter(file => readFileSync(join(root, file), 'utf8').split('\n').length > 350)
  expect(long.map(file => relative(root, join(root, file)))).toEqual([])
})

test('docs/architecture.md names every folder', () => {
  const text = readFileSync(join(root, '../docs/architecture.md'), 'utf8')
  const folders = new Set(files.map(dirname))
  const isNamed = (folder: string) => new RegExp(`[\`/]${basename(folder)}\\b`).test(text)
  expect([...folders].filter(folder => !isNamed(folder))).toEqual([])
})
