import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../../src/config/load.ts'
import { databaseOf } from '../../../src/config/sections/contract-store.ts'
import { problemsOf, withStore, workingDirectory } from './support.ts'

const variables = ['DC43_CONTRACT_STORE_DSN_FILE', 'DC43_BACKEND_TOKEN_FILE', 'DC43_AUTH_TOKEN_FILE'] as const

/** A working directory with a configuration file and the files that are named. */
function directoryWith(files: Record<string, string | Uint8Array>): string {
  const cwd = workingDirectory(withStore(''))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content)
  return cwd
}

const problemsWith = (files: Record<string, string | Uint8Array>, env: Record<string, string>) => {
  const cwd = directoryWith(files)
  return problemsOf(() => loadConfig({ env, cwd }))
}

describe('a secret in a file', () => {
  test('counts as if the variable held it, without the white space around it', () => {
    const cwd = directoryWith({ dsn: ' postgres://u:pw@h/d\n', token: '\uFEFFs3cret\r\n' })
    const env = { DC43_CONTRACT_STORE_DSN_FILE: join(cwd, 'dsn'), DC43_BACKEND_TOKEN_FILE: ' token ' }
    const { config, origins, secretFiles } = loadConfig({ env, cwd })
    expect(databaseOf(config.contractStore)).toMatchObject({ dialect: 'postgres', user: 'u', password: 'pw' })
    expect(config.auth.token).toBe('s3cret')
    expect(origins.get('auth.token')).toEqual({ kind: 'variable', name: 'DC43_BACKEND_TOKEN_FILE' })
    expect(secretFiles).toEqual([join(cwd, 'dsn'), join(cwd, 'token')])
  })

  test('selects the store, whatever type the file of the configuration names', () => {
    const cwd = directoryWith({ dsn: 'mysql://h/d' })
    const { config } = loadConfig({ env: { DC43_CONTRACT_STORE_DSN_FILE: 'dsn' }, cwd })
    expect(config.contractStore).toMatchObject({ type: 'sql', dsn: { dialect: 'mysql' } })
  })

  test('is not named by an empty variable', () => {
    for (const name of variables) expect(problemsWith({}, { [name]: '' })).toEqual([])
  })
})

describe('a file that cannot be used stops the start with one line', () => {
  test.each(variables)('%s names none', name => {
    const [problem, ...others] = problemsWith({}, { [name]: 'nowhere/secret' })
    expect(problem).toMatch(
      new RegExp(`^variable ${name}: \\w+\\.\\w+: the file "nowhere/secret" is not there$`),
    )
    expect(others).toEqual([])
  })

  test.each([
    ['holds nothing', ' \n'],
    ['is not UTF-8 text', Uint8Array.of(0xff, 0xfe, 0x41)],
  ])('it %s', (complaint, content) => {
    expect(problemsWith({ secret: content }, { DC43_BACKEND_TOKEN_FILE: 'secret' })).toEqual([
      `variable DC43_BACKEND_TOKEN_FILE: auth.token: the file "secret" ${complaint}`,
    ])
  })

  test('it is a directory', () => {
    const cwd = directoryWith({})
    mkdirSync(join(cwd, 'secret'))
    expect(problemsOf(() => loadConfig({ env: { DC43_BACKEND_TOKEN_FILE: 'secret' }, cwd }))).toEqual([
      'variable DC43_BACKEND_TOKEN_FILE: auth.token: the file "secret" is a directory',
    ])
  })

  test.skipIf(process.getuid?.() === 0)('it may not be read', () => {
    const cwd = directoryWith({ secret: 'x' })
    chmodSync(join(cwd, 'secret'), 0)
    expect(problemsOf(() => loadConfig({ env: { DC43_BACKEND_TOKEN_FILE: 'secret' }, cwd }))).toEqual([
      'variable DC43_BACKEND_TOKEN_FILE: auth.token: the file "secret" may not be read by this user',
    ])
  })

  test('what is wrong with its content is told without the content', () => {
    const files = { dsn: 'hunter2', token: 'hun ter2' }
    const env = { DC43_CONTRACT_STORE_DSN_FILE: 'dsn', DC43_BACKEND_TOKEN_FILE: 'token' }
    const found = problemsWith(files, env)
    expect(found).toHaveLength(2)
    expect(found.join()).not.toMatch(/hun ?ter2/)
    expect(found.join()).toContain(
      'variable DC43_CONTRACT_STORE_DSN_FILE: contract_store.dsn is not a database URL',
    )
  })
})

describe('two sources of one secret are an error, even of the same value', () => {
  test.each([
    ['DC43_BACKEND_TOKEN_FILE', 'DC43_BACKEND_TOKEN', 'auth.token'],
    ['DC43_BACKEND_TOKEN_FILE', 'DC43_AUTH_TOKEN', 'auth.token'],
    ['DC43_CONTRACT_STORE_DSN_FILE', 'DC43_CONTRACT_STORE_DSN', 'contract_store.dsn'],
  ])('%s and %s', (file, variable, key) => {
    const value = 'sqlite://'
    expect(problemsWith({ secret: value }, { [file]: 'secret', [variable]: value })).toEqual([
      `variable ${file}: ${key} is also set by ${variable}; keep one of the two`,
    ])
  })

  test('two files', () => {
    const env = { DC43_BACKEND_TOKEN_FILE: 'secret', DC43_AUTH_TOKEN_FILE: 'secret' }
    expect(problemsWith({ secret: 'x' }, env)).toEqual([
      'variable DC43_AUTH_TOKEN_FILE: auth.token is also set by DC43_BACKEND_TOKEN_FILE; keep one of the two',
    ])
  })
})

test('what is no secret has no file', () => {
  expect(problemsWith({ port: '1' }, { DC43_SERVER_PORT_FILE: 'port' })[0]).toContain('unknown variable')
})

test.each([
  `"s3cret"`,
  `'s3cret'\n`,
  '`s3cret`',
])('a token in quotation marks, %j, is refused wherever it stands', quoted => {
  const text = 'auth.token stands in quotation marks, which would be part of the token; remove them'
  expect(problemsWith({ token: quoted }, { DC43_BACKEND_TOKEN_FILE: 'token' })).toEqual([
    `variable DC43_BACKEND_TOKEN_FILE: ${text}`,
  ])
  for (const name of ['DC43_BACKEND_TOKEN', 'DC43_AUTH_TOKEN'])
    expect(problemsWith({}, { [name]: quoted })).toEqual([`variable ${name}: ${text}`])
  const inFile = withStore(`[auth]\ntoken = ${JSON.stringify(quoted)}`)
  expect(problemsOf(() => loadConfig({ env: {}, cwd: workingDirectory(inFile) }))).toEqual([
    expect.stringMatching(new RegExp(`:\\d+:\\d+: ${text}$`)),
  ])
  const named = withStore('[[auth.tokens]]\nname = "a"\nrole = "reader"\ntoken_variable = "A_TOKEN"')
  expect(problemsOf(() => loadConfig({ env: { A_TOKEN: quoted }, cwd: workingDirectory(named) }))).toEqual([
    expect.stringContaining('which stands in quotation marks, which would be part of the token; remove them'),
  ])
})
