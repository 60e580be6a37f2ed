import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../../src/config/load.ts'
import { fileName, problems, problemsOf, withStore, workingDirectory } from './support.ts'

const fileWithTable = (table: string) => `[contract_store]\ndsn = "sqlite://"\ntable = "${table}"`

function setUp(): { cwd: string; path: (name: string) => string } {
  const cwd = workingDirectory(fileWithTable('implicit'))
  const path = (name: string) => join(cwd, name)
  mkdirSync(path('home'))
  writeFileSync(path('option.toml'), fileWithTable('option'))
  writeFileSync(path('variable.toml'), fileWithTable('variable'))
  writeFileSync(path('home/home.toml'), fileWithTable('home'))
  return { cwd, path }
}

describe('which file is read', () => {
  test('the one --config names comes first', () => {
    const { cwd, path } = setUp()
    const env = { DC43_SERVICE_BACKENDS_CONFIG: path('variable.toml') }
    const loaded = loadConfig({ configPath: path('option.toml'), env, cwd })
    expect(loaded.config.contractStore.table).toBe('option')
    expect(loaded.file).toBe(path('option.toml'))
  })

  test('then the one the variable names', () => {
    const { cwd, path } = setUp()
    const loaded = loadConfig({ env: { DC43_SERVICE_BACKENDS_CONFIG: path('variable.toml') }, cwd })
    expect(loaded.config.contractStore.table).toBe('variable')
  })

  test.each([
    {},
    { DC43_SERVICE_BACKENDS_CONFIG: '' },
  ])('then the default one of the working directory, with %j', env => {
    const { cwd, path } = setUp()
    const loaded = loadConfig({ env, cwd })
    expect(loaded.config.contractStore.table).toBe('implicit')
    expect(loaded.file).toBe(path(fileName))
  })

  test('then none at all', () => {
    const loaded = loadConfig({ env: { DC43_CONTRACT_STORE_DSN: 'sqlite://' }, cwd: workingDirectory() })
    expect(loaded).not.toHaveProperty('file')
  })

  test('a relative path is relative to the working directory', () => {
    const { cwd } = setUp()
    expect(loadConfig({ configPath: './option.toml', env: {}, cwd }).config.contractStore.table).toBe(
      'option',
    )
    const env = { DC43_SERVICE_BACKENDS_CONFIG: 'variable.toml' }
    expect(loadConfig({ env, cwd }).config.contractStore.table).toBe('variable')
  })

  test('~ is the home directory of the environment', () => {
    const { cwd, path } = setUp()
    const env = { HOME: path('home') }
    const named = { ...env, DC43_SERVICE_BACKENDS_CONFIG: '~/home.toml' }
    expect(loadConfig({ env: named, cwd }).config.contractStore.table).toBe('home')
    expect(loadConfig({ configPath: '~/home.toml', env, cwd }).config.contractStore.table).toBe('home')
    expect(problemsOf(() => loadConfig({ configPath: '~other/x.toml', env, cwd }))).toEqual([
      '~other/x.toml: no such file (named by --config)',
    ])
  })
})

describe('a file that was named and cannot be read is an error', () => {
  test('because it is missing', () => {
    const { cwd } = setUp()
    expect(problemsOf(() => loadConfig({ configPath: 'no.toml', env: {}, cwd }))).toEqual([
      'no.toml: no such file (named by --config)',
    ])
    const env = { DC43_SERVICE_BACKENDS_CONFIG: '/no/such.toml' }
    expect(problemsOf(() => loadConfig({ env, cwd }))).toEqual([
      '/no/such.toml: no such file (named by variable DC43_SERVICE_BACKENDS_CONFIG)',
    ])
    expect(problemsOf(() => loadConfig({ configPath: 'option.toml/x', env: {}, cwd }))).toEqual([
      'option.toml/x: no such file (named by --config)',
    ])
  })

  test('because it is a directory', () => {
    const { cwd } = setUp()
    expect(problemsOf(() => loadConfig({ configPath: 'home', env: {}, cwd }))).toEqual([
      'home: this is a directory; expected a TOML file (named by --config)',
    ])
  })

  test.skipIf(process.getuid?.() === 0)('because permission is lacking (not run as root)', () => {
    const { cwd, path } = setUp()
    chmodSync(path('option.toml'), 0)
    expect(problemsOf(() => loadConfig({ configPath: 'option.toml', env: {}, cwd }))).toEqual([
      'option.toml: no permission to read the file (named by --config)',
    ])
  })

  test('because the name is empty', () => {
    expect(problemsOf(() => loadConfig({ configPath: '', env: {}, cwd: workingDirectory() }))).toEqual([
      '--config names no file',
    ])
  })

  test('and so is a default file that exists without being readable', () => {
    const cwd = workingDirectory()
    mkdirSync(join(cwd, fileName))
    expect(problemsOf(() => loadConfig({ env: { DC43_CONTRACT_STORE_DSN: 'sqlite://' }, cwd }))).toEqual([
      `${fileName}: this is a directory; expected a TOML file (found in the working directory)`,
    ])
  })
})

describe('the bytes of the file', () => {
  test('must be UTF-8', () => {
    expect(problems(Buffer.from('[auth]\ntoken = "é"', 'latin1'))).toEqual([
      `${fileName}: the file is not UTF-8 text`,
    ])
    expect(problems(Buffer.from('\ufeff[auth]', 'utf16le'))).toEqual([
      `${fileName}: the file is not UTF-8 text`,
    ])
  })

  test.each([
    ['a byte order mark', `\ufeff${withStore('')}`],
    ['Windows line ends', withStore('table = "t"').replaceAll('\n', '\r\n')],
    ['comments in any language', withStore('# été 日本')],
  ])('may have %s', (_, text) => {
    expect(problems(text)).toEqual([])
  })

  test.each([
    ['[contract_store', 1],
    ['[auth]\ntoken = abc', 2],
    ['[auth]\ntoken = "abc', 2],
    ['[auth]\ntoken = "a"\ntoken = "b"', 3],
    ['[auth]\n[auth]', 2],
    ['auth', 1],
  ])('%j is a syntax error with its place', (text, line) => {
    const [problem, ...others] = problems(text)
    expect(problem).toMatch(new RegExp(`^${fileName}:${line}:\\d+: not valid TOML: [a-z -]+(: [a-z ]+)?$`))
    expect(others).toEqual([])
  })

  test('a syntax error never falls back to defaults, whatever the variables say', () => {
    expect(problems('[auth', { DC43_CONTRACT_STORE_DSN: 'sqlite://', DC43_BACKEND_TOKEN: 'x' })).toHaveLength(
      1,
    )
  })
})
