import { describe, expect, test } from 'vitest'
import { openLog } from '../../../src/commands/log.ts'
import { loadConfig } from '../../../src/config/load.ts'
import { keptLines } from '../../support/log-lines.ts'

function logged(write: (log: ReturnType<typeof openLog>) => void): string {
  const env = {
    DC43_CONTRACT_STORE_DSN: 'postgresql://me:p%40ss%2Fword@db/contracts',
    DC43_BACKEND_TOKEN: 'super-secret',
  }
  const { stream, lines } = keptLines()
  write(openLog(loadConfig({ env, cwd: import.meta.dirname }).config, stream))
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
