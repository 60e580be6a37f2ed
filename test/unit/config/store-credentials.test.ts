import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeConfig } from '../../../src/config/describe.ts'
import { loadConfig } from '../../../src/config/load.ts'
import { databaseOf } from '../../../src/config/sections/contract-store.ts'
import { fileName, load, problems, workingDirectory } from './support.ts'

const fileOf = (dsn: string, more = '') => `[contract_store]\ndsn = "${dsn}"\n${more}`

describe('user and password beside the DSN', () => {
  test.each(['postgresql://h/d', 'mysql://h/d', 'mssql://h/d'])('complete %s', dsn => {
    const env = { DC43_CONTRACT_STORE_USERNAME: ' dc43 ', DC43_CONTRACT_STORE_PASSWORD: 'p@ss' }
    const fromVariables = load(fileOf(dsn), env)
    expect(databaseOf(fromVariables.config.contractStore)).toMatchObject({
      host: 'h',
      user: 'dc43',
      password: 'p@ss',
    })
    expect(describeConfig(fromVariables)).not.toContain('p@ss')
    const fromFile = load(fileOf(dsn, 'username = "dc43"\npassword = "p@ss"'))
    expect(databaseOf(fromFile.config.contractStore)).toEqual(databaseOf(fromVariables.config.contractStore))
  })

  test('complete each what the DSN lacks, and may say the same', () => {
    const dsnOf = (dsn: string, env: Record<string, string>) =>
      databaseOf(load(fileOf(dsn), env).config.contractStore)
    expect(dsnOf('postgresql://u@h/d', { DC43_CONTRACT_STORE_PASSWORD: 'p' })).toMatchObject({
      user: 'u',
      password: 'p',
    })
    expect(dsnOf('postgresql://u:p@h/d', { DC43_CONTRACT_STORE_USERNAME: 'u' })).toMatchObject({
      user: 'u',
      password: 'p',
    })
  })

  test('may stand in a file', () => {
    const cwd = workingDirectory(fileOf('postgresql://u@h/d'))
    writeFileSync(join(cwd, 'password'), 'p\n')
    const { config, secretFiles } = loadConfig({
      env: { DC43_CONTRACT_STORE_PASSWORD_FILE: 'password' },
      cwd,
    })
    expect(databaseOf(config.contractStore)).toMatchObject({ user: 'u', password: 'p' })
    expect(secretFiles).toEqual([join(cwd, 'password')])
  })

  test.each([
    [
      'postgresql://u@h/d',
      'username = "v"',
      'username is set, but the DSN names another user; keep one of the two',
    ],
    [
      'mysql://u:p@h/d',
      'password = "q"',
      'password is set, but the DSN has another password; keep one of the two',
    ],
    ['sqlite:///x.db', 'username = "v"', 'username is set, but SQLite has no accounts; remove it'],
    ['sqlite:///x.db', 'password = "q"', 'password is set, but SQLite has no accounts; remove it'],
    [
      'mysql://h/d',
      `password = "'q'"`,
      'password stands in quotation marks, which would be part of the password',
    ],
    ['mysql://h/d', 'password = 5', 'password is an integer; expected a password in quotes'],
  ])('of %s and %s are a problem with its place', (dsn, line, text) => {
    const [problem, ...others] = problems(fileOf(dsn, line))
    expect(problem).toMatch(new RegExp(`^${fileName}:3:12: contract_store\\.`))
    expect(problem).toContain(`contract_store.${text}`)
    expect(others).toEqual([])
  })

  test('exclude an identity', () => {
    const more = 'identity = "aws"\npassword = "p"'
    const [problem] = problems(fileOf('postgresql://u@h/d?sslmode=require', more))
    expect(problem).toContain('contract_store.identity is set, but there is a password as well')
  })
})

test.each(['URL', 'BASE_URL', 'TOKEN'])('DC43_CONTRACT_STORE_%s is known, and said to be not used', name => {
  const variable = `DC43_CONTRACT_STORE_${name}`
  const { config, warnings } = load(fileOf('postgresql://h/d'), { [variable]: 'https://u:hunter2@h' })
  expect(databaseOf(config.contractStore)).toEqual(
    databaseOf(load(fileOf('postgresql://h/d')).config.contractStore),
  )
  expect(warnings).toEqual([
    `variable ${variable}: not used here; it belongs to a store of type "collibra_http", and the type is "sql"`,
  ])
})
