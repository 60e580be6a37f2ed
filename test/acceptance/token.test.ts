import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand, startService } from '../support/service.ts'
import { ask } from '../support/service-requests.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** Runs `token create`: the token, and what is to be put into the configuration. */
async function create(cwd: string, ...args: string[]): Promise<{ token: string; snippet: string }> {
  const { code, stdout, stderr } = await runCommand(['token', 'create', ...args], { cwd })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const [token = ''] = stdout.split('\n')
  return { token, snippet: stdout.slice(stdout.indexOf('[[auth.tokens]]')) }
}

test('a token that was made is let in with its role, and nothing else is', async () => {
  const cwd = tempFolder()
  const reader = await create(cwd)
  const spark = await create(
    cwd,
    ...['--name', 'spark "1"', '--role', 'publisher'],
    ...['--contracts', 'sales.*,hr', '--contracts', 'web', '--expires', '2999-01-01T00:00:00Z'],
  )
  expect(reader.token).toMatch(/^dc43_[\w-]{43}$/)
  expect(reader.token).not.toBe(spark.token)
  expect(reader.snippet).not.toContain(reader.token)
  writeFileSync(join(cwd, 'dc43-service-backends.toml'), `${reader.snippet}\n${spark.snippet}`)

  const service = await startService({ cwd })
  try {
    const status = async (token: string, id: string, method = 'GET') => {
      const headers = { 'x-api-key': token, 'content-type': 'application/json' }
      const body = method === 'PUT' ? { body: '{}' } : {}
      return (await ask(service, `/contracts/${id}/versions/1.0.0`, { method, headers, ...body })).status
    }
    expect(await status(spark.token, 'sales.a', 'PUT')).toBe(204)
    expect(await status(spark.token, 'other', 'PUT')).toBe(403)
    expect(await status(reader.token, 'sales.a')).toBe(200)
    expect(await status(reader.token, 'sales.a', 'PUT')).toBe(403)
    expect(await status('dc43_x', 'sales.a')).toBe(401)
    const history = await ask(service, '/history', { headers: { authorization: `Bearer ${reader.token}` } })
    expect(JSON.parse(history.text).items[0].caller).toBe('spark "1"')
    expect(JSON.parse((await ask(service, '/health')).text)).toEqual({ status: 'ok', authentication: 'on' })
  } finally {
    await service.stop()
  }
  expect(service.stdout()).not.toContain(spark.token)
  const checked = await runCommand(['check-config'], {
    cwd,
    env: { DC43_CONTRACT_STORE_DSN: 'sqlite://' },
  })
  expect(checked.stdout).toContain('spark "1" (publisher for sales.* hr web until 2999-01-01T00:00:00.000Z)')
})

test.each([
  [['--role', 'boss'], '--role is "boss"'],
  [['--contracts', 'a*b'], '--contracts is "a*b"'],
  [['--contracts', ''], '--contracts is ""'],
  [['--expires', 'soon'], '--expires is "soon"'],
  [['--name', 'token'], '--name is "token"'],
  [['--status'], '--status belongs to the command migrate'],
])('token create %s is refused with 2', async (args, message) => {
  const { code, stdout, stderr } = await runCommand(['token', 'create', ...args], { cwd: tempFolder() })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
})

test('a service without a token warns at every start, and one with a token does not', async () => {
  const open = await startService()
  expect((await ask(open, '/health')).text).toContain('"authentication":"off"')
  await open.stop()
  expect(open.stdout()).toMatch(/"level":40.*AUTHENTICATION IS OFF: anybody on this machine/)
  const closed = await startService({ env: { DC43_BACKEND_TOKEN: 'secret' } })
  await closed.stop()
  expect(closed.stdout()).not.toContain('"level":40')
})

test('without a host it listens for this machine only; with one for all networks it warns of them', async () => {
  const closed = await startService({ env: { DC43_SERVER_HOST: '' } })
  await closed.stop()
  expect(closed.stdout()).toContain(`listening on http://127.0.0.1:${closed.port};`)
  for (const [host, shown] of [
    ['0.0.0.0', '0.0.0.0'],
    ['::', '[::]'],
  ] as const) {
    const open = await startService({ env: { DC43_SERVER_HOST: host } })
    await open.stop()
    expect(open.stdout()).toContain(`listening on http://${shown}:${open.port};`)
    expect(open.stdout()).toMatch(/"level":40.*AUTHENTICATION IS OFF: anybody on any network of this machine/)
  }
})
