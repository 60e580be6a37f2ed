import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { describeConfig } from '../../../src/config/describe.ts'
import { ignoredSections } from '../../../src/config/file-values.ts'
import { findKey, keys, sections, variablePrefix } from '../../../src/config/keys.ts'
import { loadConfig } from '../../../src/config/load.ts'
import { databaseOf, typesWith } from '../../../src/config/sections/contract-store.ts'
import { defaultTransitions } from '../../../src/domain/lifecycle.ts'
import { fileName, load, problems, withStore, workingDirectory } from './support.ts'

const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')
const defaultFile = readFileSync(new URL(`../../../${fileName}`, import.meta.url), 'utf8')

/** The rows of the key tables, by key. */
const rows = new Map(
  page
    .split('\n')
    .map(line => line.split(' | ').map(cell => cell.replace(/^\| | \|$/g, '')))
    .filter(([key = '']) => /^`\w+\.\w+`$/.test(key))
    .map(([key = '', ...cells]) => [key.replaceAll('`', ''), cells]),
)

/** The types of keys whose default does not tell them. */
const severalTypes: Readonly<Record<string, string>> = {
  'contract_store.status_filter': 'string or array of strings',
  'contract_store.identity': 'string or table',
  'contract_store.workspace_identity': 'string or table',
  'contract_store.catalog': 'table',
  'policy.transitions': 'string or table',
  'validation.enforce_statuses': 'string or array of strings',
  'validation.rules': 'string or table',
  'policy.rules': 'table',
  'policy.contracts': 'array of tables',
  'auth.tokens': 'array of tables',
  'auth.oidc': 'table',
}

/** The directory of the tests holds no configuration file. */
const defaults = loadConfig({ env: { DC43_CONTRACT_STORE_DSN: 'sqlite://' }, cwd: import.meta.dirname })
const inFolder = import.meta.dirname
const ofType = (type: string, more: Record<string, string> = {}) =>
  loadConfig({ env: { DC43_CONTRACT_STORE_TYPE: type, ...more }, cwd: inFolder })
const ofTypes = [
  ofType('filesystem'),
  ofType('git'),
  ofType('collibra_http', {
    DC43_CONTRACT_STORE_URL: 'https://c',
    DC43_CONTRACT_STORE_INDEX_DSN: 'sqlite:///x',
  }),
  ofType('custom', { DC43_CONTRACT_STORE_MODULE: 'x', DC43_CONTRACT_STORE_INDEX_DSN: 'sqlite://' }),
  defaults,
]
const shownDefaults = new Map(
  ofTypes
    .flatMap(loaded => describeConfig(loaded).split('\n'))
    .filter(line => line.endsWith('(default)'))
    .map(line => line.replace(`${inFolder}/`, './').split(/ {3,}/).slice(0, 2) as [string, string]),
)

describe('docs/configuration.md', () => {
  test('has a row for each key of the schema, and no other', () => {
    expect([...rows.keys()]).toEqual(keys.map(key => key.name))
  })

  test.each(keys)('tells the variables, the default and the meaning of $name', ({
    name,
    variables,
    info,
  }) => {
    const [variable, , byDefault, meaning] = rows.get(name) ?? []
    expect(variable).toBe(variables.map(text => `\`${text}\``).join(', ') || 'none')
    expect(byDefault?.replaceAll('`', '')).toBe(shownDefaults.get(name) ?? 'not set')
    expect(meaning).toBe(info.meaning)
  })

  test.each(keys)('tells the type of $name', ({ name, property: [section, key], info }) => {
    const [, noun] = /^an? (integer|number) /.exec(info.expected) ?? []
    const value = ofTypes
      .map(
        ({ config }) =>
          (config as unknown as Record<string, Readonly<Record<string, unknown>>>)[section]?.[key],
      )
      .find(one => one !== undefined)
    const fromDefault: Record<string, string> = { boolean: 'boolean', number: 'string or integer' }
    const other = Array.isArray(value) ? 'array of strings' : (fromDefault[typeof value] ?? 'string')
    expect(rows.get(name)?.[1]).toBe(severalTypes[name] ?? noun ?? other)
  })

  test('names the range of each number of the store', () => {
    const ranges = keys.flatMap(({ path: [section, key], info }) => {
      const [, range] = /^(?:an integer|a number of seconds) from (\S+ to \S+)$/.exec(info.expected) ?? []
      return section === 'contract_store' && range !== undefined ? [`\n| \`${key}\` | ${range} | `] : []
    })
    expect(ranges).toHaveLength(9)
    for (const row of ranges) expect(page).toContain(row)
  })

  test('names every section and ignored section', () => {
    for (const name of [...sections, ...ignoredSections]) expect(page).toContain(`\`[${name}]\``)
  })

  test('names no variable that does not exist', () => {
    const known = [
      ...keys.flatMap(key => key.variables),
      ...keys.filter(key => key.info.secret).flatMap(key => key.variables.map(name => `${name}_FILE`)),
      'DC43_SERVICE_BACKENDS_CONFIG',
      'DC43_CONTRACT_STORE',
    ]
    const prefixes = sections.map(variablePrefix)
    const named = page.match(/\bDC43_[A-Z_]+/g) ?? []
    expect(
      named.filter(name => !known.includes(name) && !prefixes.includes(name) && name !== 'DC43_'),
    ).toEqual([])
  })

  test('names what an unknown variable may begin with', () => {
    for (const section of sections) expect(page).toContain(`\`${variablePrefix(section)}\``)
  })

  test('shows the default transitions, and a table for a variable', () => {
    const [rows = ''] = /^\[policy\.transitions\]\n(\w+ = .+\n)+/m.exec(page) ?? []
    expect(load(withStore(rows)).config.policy.transitions).toEqual(defaultTransitions)
    const [, text = ''] = /^DC43_POLICY_TRANSITIONS='(.+)'$/m.exec(page) ?? []
    const { transitions } = load(withStore(''), { DC43_POLICY_TRANSITIONS: text }).config.policy
    expect(transitions).toMatchObject({ draft: ['review'], retired: [] })
  })

  test('shows what check-config prints', () => {
    const cwd = workingDirectory(
      '[contract_store]\nschema = "governance"\n\n[server]\ntrusted_proxies = ["10.0.0.0/8"]\n',
    )
    const env = {
      DC43_CONTRACT_STORE_DSN: 'postgresql://dc43:secret@db:5432/dc43?sslmode=require',
      DC43_BACKEND_TOKEN: 'secret',
    }
    expect(page).toContain(describeConfig(loadConfig({ env, cwd })).replace(cwd, '/srv/registry'))
  })

  test('shows the error messages as they are', () => {
    const text = `${'\n'.repeat(10)}[server]\nport = "abc"\nlog_levle = "info"`
    const env = { DC43_CONTRACT_STORE_DSN: 'sqlite://', DC43_SERVER_BODY_LIMIT: 'lots' }
    for (const problem of problems(text, env)) expect(page).toContain(`\n${problem}\n`)
  })
})

describe('dc43-service-backends.toml', () => {
  /** Whether a key of that name may stand beside a DSN. */
  const isOfSql = (name: string) => {
    const key = findKey('contract_store', name)
    return key === undefined || typesWith(key.property[1]).includes('sql')
  }

  test('is a configuration with the defaults and a SQLite file beside the service', () => {
    const cwd = workingDirectory(defaultFile)
    const { config, warnings } = loadConfig({ env: {}, cwd })
    const dsn = { dialect: 'sqlite', file: `${cwd}/contracts.db`, options: {} }
    expect(config).toEqual({ ...defaults.config, contractStore: { ...defaults.config.contractStore, dsn } })
    expect(warnings).toEqual([])
  })

  test('names each key of the schema', () => {
    for (const { path, info } of keys) {
      const mention = info.fileOnly ? `# \\[+${path.join('\\.')}\\]` : `(# )?${path[1]} = `
      expect(defaultFile).toMatch(new RegExp(`^${mention}`, 'm'))
    }
  })

  test('has in its comments the defaults, and examples that load', () => {
    const uncommented = defaultFile.replace(
      /^# (?!token|anonymous|schema|dsn|username|password|status_filter|identity|overlay|enforce_statuses)(\w+) = /gm,
      (line, key) => (isOfSql(key) ? line.slice(2) : line),
    )
    const { config, origins } = load(uncommented)
    expect(config).toEqual({
      ...defaults.config,
      contractStore: { ...defaults.config.contractStore, dsn: databaseOf(config.contractStore) },
    })
    const byDefault = [...origins].filter(([, origin]) => origin.kind === 'default').map(([key]) => key)
    expect(byDefault.filter(name => name.startsWith('auth.') || isOfSql(name.split('.')[1] ?? ''))).toEqual([
      'contract_store.username',
      'contract_store.password',
      'contract_store.schema',
      'contract_store.status_filter',
      'contract_store.identity',
      'auth.token',
      'auth.tokens',
      'auth.oidc',
      'auth.anonymous',
      'policy.rules',
      'policy.contracts',
      'validation.enforce_statuses',
      'validation.overlay',
    ])

    const examples = [...defaultFile.matchAll(/^# dsn = "(.*)"$/gm)].map(([, dsn = '']) => dsn)
    expect(examples).toHaveLength(3)
    for (const dsn of examples) expect(problems(undefined, { DC43_CONTRACT_STORE_DSN: dsn })).toEqual([])
  })
})
