import { describe, expect, test } from 'vitest'
import { openLog } from '../../../src/commands/log.ts'
import { Secrets } from '../../../src/commands/secrets.ts'
import { loadConfig } from '../../../src/config/load.ts'
import { keptLines } from '../../support/log-lines.ts'

function logged(write: (log: ReturnType<typeof openLog>) => void): string {
  const env = {
    DC43_CONTRACT_STORE_DSN: 'postgresql://me:p%40ss%2Fword@db/contracts',
    DC43_BACKEND_TOKEN: 'super-secret',
  }
  const { stream, lines } = keptLines()
  const secrets = new Secrets(env)
  secrets.learn(loadConfig({ env, cwd: import.meta.dirname }).config)
  write(openLog('info', secrets, stream))
  return JSON.stringify(lines)
}

describe('the log does not tell', () => {
  test('the password and the token, when an error has them', () => {
    const cause = new Error('no entry for me:p@ss/word (p%40ss%2Fword)')
    const error = Object.assign(new Error('failed with super-secret', { cause }), { detail: ['p@ss/word'] })
    const text = logged(log => {
      log.error({ err: error }, 'failed')
      log.warn({ cause: 'password p@ss/word' }, 'away')
    })
    expect(text).toContain('failed with ***')
    expect(text).not.toMatch(/p@ss|p%40ss|super-secret/)
  })

  test('a secret that a caller has put where it does not belong', () => {
    const text = logged(log => {
      log.info({ path: '/contracts/super-secret/p%40ss%2Fword', status: 404 }, 'for super-secret')
    })
    expect(text).toContain('"path":"/contracts/***/***","status":404,"msg":"for ***"')
  })

  test('the values of a statement that failed', () => {
    const error = new Error('Failed query: select $1\nparams: a,\n confidential')
    Object.assign(error, { params: ['confidential'], query: 'select $1' })
    const text = logged(log => log.error({ err: error }, 'failed'))
    expect(text).toContain('select $1')
    expect(text).toContain('    at ')
    expect(text).not.toContain('confidential')
  })

  test('headers that carry secrets', () => {
    const headers = {
      authorization: 'Bearer hunter2',
      'x-api-key': 'hunter2',
      cookie: 'hunter2',
      accept: 'a/b',
    }
    const text = logged(log => {
      log.info({ headers }, 'one')
      log.info({ req: { headers } }, 'another')
      log.info({ request: { headers } }, 'another')
    })
    expect(text).toContain('a/b')
    expect(text).not.toContain('hunter2')
  })
})

test('a secret that is a part of many words is masked in errors only', () => {
  const { stream, lines } = keptLines()
  const secrets = new Secrets({})
  secrets.learn(load('postgresql://dc43:dc43@db/dc43'))
  openLog('info', secrets, stream).warn({ path: '/contracts/dc43.a', cause: 'no dc43' }, 'of dc43')
  expect(lines).toMatchObject([{ path: '/contracts/dc43.a', cause: 'no ***', msg: 'of dc43' }])
})

test('former secrets, and those of variables, stay secret', () => {
  const secrets = new Secrets({
    AWS_SESSION_TOKEN: 'session-secret',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20header-secret,x=other-secret',
  })
  secrets.learn(load('postgresql://me:first-secret@db/contracts'))
  secrets.learn(load('mssql://me:later-secret@db/contracts?clientsecret=option-secret'))
  const text = 'first-secret later-secret option-secret session-secret header-secret other-secret'
  expect(secrets.scrubText(text)).toBe('*** *** *** *** *** ***')
})

function load(dsn: string) {
  return loadConfig({ env: { DC43_CONTRACT_STORE_DSN: dsn }, cwd: import.meta.dirname }).config
}
