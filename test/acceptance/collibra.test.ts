/** The built service at a server that does what Collibra does, and dc43's own adapter at the same server. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { findPython, repositoryRoot } from '../support/python.ts'
import { FakeCollibra } from '../support/servers/collibra.ts'
import { startService } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'

const run = promisify(execFile)
const yaml = { 'content-type': 'application/yaml' }
const document = (id: string, version: string, status: string) =>
  `# ours\nid: ${id}\nversion: ${version}\nstatus: ${status}\nname: Orders\napiVersion: v3.0.2\nkind: DataContract\n`

/** A service whose configuration is that of dc43, and what it prints. */
async function startBoth(...lines: string[]) {
  const collibra = new FakeCollibra()
  const url = await collibra.start()
  onTestFinished(() => collibra.stop())
  const cwd = tempFolder()
  const file = ['[contract_store]', 'type = "collibra_http"', 'reconcile_interval = 1', ...lines]
  writeFileSync(join(cwd, 'dc43-service-backends.toml'), file.join('\n'))
  const start = async (env: Record<string, string>) => {
    const service = await startService({
      cwd,
      env: {
        DC43_CONTRACT_STORE_DSN: '',
        DC43_CONTRACT_STORE_URL: url,
        DC43_SERVER_LOG_LEVEL: 'trace',
        ...env,
      },
    })
    onTestFinished(async () => void (await service.stop()))
    const at = (path: string, init: RequestInit = {}) => fetch(service.url + path, init)
    return {
      service,
      at,
      put: (id: string, version: string, status: string) => {
        const body = document(id, version, status)
        return at(`/contracts/${id}/versions/${version}`, { method: 'PUT', headers: yaml, body })
      },
      json: async (path: string) => (await at(path)).json(),
    }
  }
  return { collibra, url, start }
}

test('serves the active version, goes on while Collibra is away, and prints no credentials', async () => {
  const { collibra, start } = await startBoth(
    'status_filter = "Validated"',
    '[policy]',
    'require_if_match = false',
  )
  const user = { DC43_CONTRACT_STORE_USERNAME: 'registry', DC43_CONTRACT_STORE_PASSWORD: collibra.password }
  const { service, at, put, json } = await start(user)
  await expect.poll(async () => (await at('/health/ready')).status).toBe(200)
  expect((await put('a', '1.0.0', 'active')).status).toBe(204)
  expect((await put('a', '1.1.0', 'draft')).status).toBe(204)
  expect(collibra.named('a')?.versions.get('1.1.0')?.manifest.toString()).toBe(
    document('a', '1.1.0', 'draft'),
  )
  expect(await json('/contracts/a/latest')).toMatchObject({ version: '1.0.0' })
  const long = 'a'.repeat(201)
  const refused = await put(long, '1.0.0', 'active')
  expect([refused.status, (await refused.json()).detail]).toEqual([
    400,
    expect.stringContaining('at most 200'),
  ])

  collibra.steward('a', contract => {
    collibra.put(contract, '1.2.0', Buffer.from(document('a', '1.2.0', 'active')))
  })
  await expect.poll(async () => (await json('/contracts/a/latest')).version).toBe('1.2.0')
  const { items } = await json('/contracts/a/history')
  expect(items.find((event: { version: string }) => event.version === '1.2.0')).toMatchObject({
    operation: 'external',
    caller: 'steward',
  })

  // another version is made active by hand, until a later one is approved
  collibra.steward('a', contract => collibra.activate(contract, '1.1.0'))
  await expect.poll(async () => (await json('/contracts/a/latest')).version).toBe('1.1.0')
  expect((await put('a', '2.0.0', 'draft')).status).toBe(204)
  const body = JSON.stringify({ items: [{ contract_id: 'a' }] })
  const resolved = await at('/contracts/resolve', {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body,
  })
  expect(await resolved.text()).toContain('"1.1.0"')
  expect(await json('/contracts/a/latest')).toMatchObject({ version: '1.1.0', status: 'draft' })
  expect(await json('/contracts/a/latest?status=active')).toMatchObject({ version: '1.2.0' })
  expect(await json('/contracts/a')).toMatchObject({ latest: '1.1.0' })
  expect((await put('a', '1.2.1', 'active')).status).toBe(204)
  expect(await json('/contracts/a/latest')).toMatchObject({ version: '1.2.1' })
  expect(collibra.activeOf('a')).toBe('1.2.1')

  collibra.troubles.push({ on: 'POST ', does: { status: 429, headers: { 'retry-after': '77' } } })
  const limited = await put('a', '1.3.0', 'draft')
  expect(limited.status).toBe(503)
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(60)
  await collibra.stop()
  expect(await json('/contracts/a/latest')).toMatchObject({ version: '1.2.1' })
  const away = await put('a', '1.3.0', 'draft')
  expect([away.status, await away.json()]).toEqual([
    503,
    expect.objectContaining({ code: 'store-unavailable' }),
  ])
  expect(await json('/health/ready')).toMatchObject({
    status: 'ready',
    warnings: [expect.stringContaining('reads go on')],
  })
  expect(await service.stop()).toBe(0)
  const printed = service.stdout() + service.stderr()
  expect(printed).toContain('collibra-index.db')
  expect(printed).toContain('the history, the links and the former revisions of contracts in Collibra')
  const basic = Buffer.from(`registry:${collibra.password}`).toString('base64')
  for (const secret of [collibra.password, basic, encodeURIComponent(basic)])
    expect(printed).not.toContain(secret)
})

test('a token that is refused is in no log and no answer, and another one in its file is used', async () => {
  const { collibra, start } = await startBoth()
  const token = 'wrong-secret-token-of-collibra'
  const file = join(tempFolder(), 'token')
  writeFileSync(file, `${token}\n`)
  const { service, at, put } = await start({ DC43_CONTRACT_STORE_TOKEN_FILE: file })
  await expect.poll(async () => (await at('/health/ready')).status).toBe(200)
  const refused = await put('a', '1.0.0', 'active')
  expect(refused.status).toBe(503)
  await expect.poll(() => service.stdout()).toContain('was answered with 401')
  writeFileSync(file, collibra.token)
  await expect.poll(async () => (await put('a', '1.0.0', 'active')).status).toBe(204)
  await service.stop()
  expect(service.stdout()).not.toContain(collibra.token)
  expect((await refused.text()) + service.stdout() + service.stderr()).not.toContain(token)
})

const title = "dc43's own adapter reads what the service writes, and the service what the adapter does"
const found = await findPython()
if ('missing' in found) {
  process.stderr.write(`NOT RUN: ${title}: ${found.missing}\n`)
  test.skip(title)
} else {
  test(title, async () => {
    const { collibra, url, start } = await startBoth()
    collibra.addPort('Sales', 'Orders')
    const { put, json, at } = await start({ DC43_CONTRACT_STORE_TOKEN: collibra.token })
    await expect.poll(async () => (await at('/health/ready')).status).toBe(200)
    for (const [version, status] of [
      ['1.0.0', 'active'],
      ['2.0.0', 'draft'],
    ] as const)
      expect((await put('ours', version, status)).status).toBe(204)
    const script = join(repositoryRoot, 'test/support/dc43_collibra.py')
    const { stdout } = await run(found.python, [script, url, collibra.token])
    expect(JSON.parse(stdout)).toEqual({
      seen: [
        ['1.0.0', 'Validated'],
        ['2.0.0', 'Draft'],
      ],
      latest: ['1.0.0', 'Orders'],
      theirs: ['1.0.0', '1.1.0'],
      active: ['1.1.0'],
      again: 409,
    })
    await expect.poll(() => json('/contracts/theirs/versions')).toEqual(['1.0.0', '1.1.0'])
    await expect.poll(() => json('/contracts/ours/versions')).toContain('3.0.0')
    expect(await json('/contracts/theirs/versions/1.0.0')).toMatchObject({ name: "It's é", status: 'active' })
    const { items } = await json('/contracts/theirs/history')
    expect(items).toHaveLength(2)
    expect((await put('theirs', '1.2.0', 'active')).status).toBe(204)
    expect(collibra.activeOf('theirs')).toBe('1.2.0')
  })
}
