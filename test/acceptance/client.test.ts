import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startChild } from '../support/child.ts'
import { runCommand, type Service, startService } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { startUnsteadyProxy } from '../support/unsteady-proxy.ts'

const tokens = {
  admin: 'admin-token-of-the-test',
  reader: 'reader-token-of-the-test',
  sales: 'sales-token-of-the-test',
}

/** A registry with callers of several roles. */
async function startRegistry(policy = ''): Promise<Service> {
  const cwd = tempFolderOfService()
  const entry = (name: string, role: string, more = '') =>
    `[[auth.tokens]]\nname = "${name}"\nrole = "${role}"\ntoken_variable = "TOKEN_${name}"\n${more}`
  const toml = [
    `[contract_store]\ndsn = "sqlite:///./contracts.db"\n${policy}`,
    ...[entry('admin', 'admin'), entry('reader', 'reader')],
    entry('sales', 'publisher', 'contracts = ["sales.*"]'),
  ]
  writeFileSync(join(cwd, 'dc43-service-backends.toml'), toml.join('\n'))
  const env = Object.fromEntries(Object.entries(tokens).map(([name, token]) => [`TOKEN_${name}`, token]))
  return startService({ cwd, env })
}

const serviceFolders: string[] = []
function tempFolderOfService(): string {
  const folder = join(
    process.env.TMPDIR ?? '/tmp',
    `dc43-registry-client-${process.pid}-${serviceFolders.length}`,
  )
  mkdirSync(folder, { recursive: true })
  serviceFolders.push(folder)
  return folder
}

let registry: Service
let empty: Service
beforeAll(async () => {
  registry = await startRegistry()
  empty = await startRegistry('[policy]\nversion_order = "increasing"\n')
})
afterAll(async () => {
  for (const service of [registry, empty]) await service.stop()
  for (const folder of serviceFolders) rmSync(folder, { recursive: true, force: true })
})

/** Runs a command against a registry; its result, and standard output as JSON where it is that. */
async function run(
  args: readonly string[],
  {
    url = registry.url,
    token = tokens.admin,
    cwd = tempFolder(),
    env = {},
  }: Partial<Record<'url' | 'token' | 'cwd', string>> & { env?: Record<string, string> } = {},
) {
  const result = await runCommand(args, {
    cwd,
    env: { DC43_REGISTRY_URL: url, DC43_REGISTRY_TOKEN: token, HOME: cwd, XDG_CONFIG_HOME: '', ...env },
  })
  for (const secret of Object.values(tokens)) expect(result.stdout + result.stderr).not.toContain(secret)
  expect(result.stderr).not.toMatch(/^ {4}at /m)
  return { ...result, json: result.stdout.startsWith('{') ? JSON.parse(result.stdout) : undefined }
}

function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

function yamlOf(id: string, version: string, more = ''): string {
  return `# ${id}\nkind: DataContract\napiVersion: v3.1.0\nid: ${JSON.stringify(id)}\nversion: "${version}"\n${more}`
}

/** The files below a folder, by their paths. */
function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = files.map(entry => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(paths.map(path => [relative(folder, path), readFileSync(path, 'utf8')]))
}

function withoutIndex({ '.dc43-registry': _, ...files }: Record<string, string>): Record<string, string> {
  return files
}

test('a folder is published once, and what changes in it afterwards', async () => {
  const folder = write(tempFolder(), {
    'orders.odcs.yaml': yamlOf('push.orders', '1.10.0'),
    'old/orders.yml': yamlOf('push.orders', '1.9.0', 'status: draft\n'),
    'refunds.json': '{"kind": "DataContract", "id": "push.refunds", "version": "1"}',
    'package.json': '{"name": "shop", "version": "1.0.0"}',
    'deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\n',
    '.github/workflow.yaml': yamlOf('push.hidden', '1.0.0'),
  })
  const first = await run(['push', '.', '--json'], { cwd: folder })
  expect(first.code).toBe(0)
  expect(first.json).toEqual({
    registry: registry.url,
    dry_run: false,
    counts: { created: 3, updated: 0, unchanged: 0, refused: 0, 'not-tried': 0 },
    items: [
      { file: 'old/orders.yml', contract_id: 'push.orders', version: '1.9.0', result: 'created' },
      { file: 'orders.odcs.yaml', contract_id: 'push.orders', version: '1.10.0', result: 'created' },
      { file: 'refunds.json', contract_id: 'push.refunds', version: '1', result: 'created' },
    ],
    skipped: ['deployment.yaml', 'package.json'],
    doubtful: [],
    error: null,
  })
  const proxy = await startUnsteadyProxy(registry.port, () => 'pass')
  const again = await run(['push', '.', './orders.odcs.yaml', 'old'], { cwd: folder, url: proxy.url })
  expect(again).toMatchObject({ code: 0, stdout: '3 unchanged\n', stderr: '' })
  // nothing was sent
  expect(proxy.seen.filter(line => !line.startsWith('HEAD '))).toEqual([])
  write(folder, { 'old/orders.yml': yamlOf('push.orders', '1.9.0', 'status: draft # soon\n') })
  const status = await run(['status', '.'], { cwd: folder })
  expect(status.code).toBe(1)
  expect(status.stdout).toMatch(/^layout +push\.orders +1\.9\.0 +draft +old\/orders\.yml$/m)
  expect((await run(['push', '.'], { cwd: folder })).stdout).toContain('1 updated, 2 unchanged\n')
  expect(await run(['status', '.'], { cwd: folder })).toMatchObject({ code: 0, stdout: '3 unchanged\n' })
})

test('JSON of what is there as YAML is unchanged, in whatever order', async () => {
  const folder = write(tempFolder(), { 'a.yaml': yamlOf('push.same', '1.0.0', 'name: Same\n') })
  await run(['push', folder])
  rmSync(join(folder, 'a.yaml'))
  const same = { name: 'Same', version: '1.0.0', id: 'push.same', apiVersion: 'v3.1.0', kind: 'DataContract' }
  write(folder, { 'a.json': JSON.stringify(same, null, 2) })
  for (const command of ['status', 'push', 'status'])
    expect(await run([command, folder])).toMatchObject({ code: 0, stdout: '1 unchanged\n' })
})

test('what is pulled from one registry and pushed to another is the same, byte by byte', async () => {
  const folder = tempFolder()
  const ids = ['pull/orders', '../pull', 'Pull', 'pull', 'pull?a=b#c', '%2Fpull', 'pull é', '😀'.repeat(120)]
  for (const [at, id] of ids.entries()) {
    write(folder, {
      [`${at}.yaml`]: yamlOf(id, '1.0.0+b/1', 'status: retired\nname: "x"   # odd   spaces\r\n'),
      [`${at}.json`]: `{ "id": ${JSON.stringify(id)},\n "version": "..rc 2", "tags": [1.0, 1e2], "kind": "DataContract" }`,
    })
  }
  expect((await run(['push', folder])).stdout).toContain(`${2 * ids.length} created\n`)
  // documents that do not name themselves
  const put = (path: string, body: string) =>
    fetch(`${registry.url}/contracts/${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${tokens.admin}`, 'content-type': 'application/yaml' },
      body,
    })
  await put('pull.nameless/versions/7%2F1', 'kind: DataContract\napiVersion: v3.0.0\n')
  await put(
    'pull.old/versions/1.0',
    'kind: DataContract\napiVersion: v2.2.2\nuuid: 53581432\nversion: "1.0"\n',
  )
  const pulled = join(tempFolder(), 'new', 'folder')
  expect(await run(['pull', '--all', '-o', pulled])).toMatchObject({ code: 0, stderr: '' })
  const proxy = await startUnsteadyProxy(registry.port, () => 'pass')
  const again = await run(['pull', '--all', '-o', pulled, '--json'], { url: proxy.url })
  // it is another address, so the documents are compared
  expect(again.json.counts).toMatchObject({ written: 0, kept: 0, refused: 0 })
  expect((await run(['push', pulled], { url: empty.url })).stdout).toMatch(/^\d+ created\n$/m)
  const back = tempFolder()
  await run(['pull', '--all', '-o', back], { url: empty.url })
  const files = withoutIndex(filesOf(pulled))
  expect(Object.keys(files).length).toBeGreaterThanOrEqual(2 * ids.length + 2)
  expect(withoutIndex(filesOf(back))).toEqual(files)
  expect(Object.values(files)).toContain(readFileSync(join(folder, '1.yaml'), 'utf8'))
  expect(await run(['status', pulled], { url: empty.url })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+ unchanged\n$/),
  })
})

test('a pull keeps what was changed here, and goes on where it ended', async () => {
  const source = tempFolder()
  for (let at = 0; at < 200; at++) write(source, { [`${at}.yaml`]: yamlOf('pull.many', `1.${at}.0`) })
  let left = 120
  const limited = await startUnsteadyProxy(registry.port, () =>
    left-- > 0 ? 'pass' : { status: 302, headers: { location: 'https://elsewhere.example/' } },
  )
  const broken = await run(['push', source, '--json'], { url: limited.url })
  expect(broken.code).toBe(2)
  expect(broken.json.counts['not-tried']).toBeGreaterThan(100)
  expect(broken.stderr).toContain('to go on, run the same command again')
  const rest = await run(['push', source, '--json'])
  expect(rest.json.counts).toMatchObject({
    created: 200 - broken.json.counts.created,
    unchanged: broken.json.counts.created,
  })
  const folder = tempFolder()
  left = 100
  expect((await run(['pull', 'pull.many', '-o', folder], { url: limited.url })).code).toBe(2)
  left = Infinity
  limited.seen.length = 0
  expect(
    (await run(['pull', 'pull.many', '-o', folder, '--json'], { url: limited.url })).json.counts,
  ).toMatchObject({ refused: 0, kept: 0 })
  // JSON and YAML of each that was not there yet
  expect(limited.seen.length).toBeLessThan(400 - 80)
  const file = join(folder, 'pull.many', '1.7.0.yaml')
  expect(readFileSync(file, 'utf8')).toBe(yamlOf('pull.many', '1.7.0'))
  writeFileSync(file, 'mine')
  writeFileSync(join(folder, 'pull.many', '1.8.0.yaml'), yamlOf('pull.many', '1.8.0'))
  const kept = await run(['pull', 'pull.many', '-o', folder], { url: limited.url })
  expect(kept).toMatchObject({ code: 1, stdout: expect.stringMatching(/199 unchanged, 1 kept\n$/) })
  expect(readFileSync(file, 'utf8')).toBe('mine')
  expect((await run(['pull', 'pull.many', '-o', folder, '--overwrite'])).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toBe(yamlOf('pull.many', '1.7.0'))
})

test('nothing is written through links, and links in folders are not published', async () => {
  const folder = write(tempFolder(), { 'a.yaml': yamlOf('links', '1.0.0') })
  const outside = write(tempFolder(), { 'secret.yaml': yamlOf('links.secret', '1.0.0') })
  symlinkSync(join(outside, 'secret.yaml'), join(folder, 'secret.yaml'))
  symlinkSync(outside, join(folder, 'folder'))
  const pushed = await run(['push', folder, '--json'])
  expect(pushed.json).toMatchObject({
    counts: { created: 1 },
    skipped: [join(folder, 'folder'), join(folder, 'secret.yaml')],
  })
  const output = tempFolder()
  symlinkSync(outside, join(output, 'links'))
  const pulled = await run(['pull', 'links', '--output', output])
  expect(pulled).toMatchObject({ code: 2, stderr: expect.stringContaining('is a link') })
  rmSync(join(output, 'links'))
  mkdirSync(join(output, 'links'))
  symlinkSync(join(outside, 'target'), join(output, 'links', '1.0.0.yaml'))
  expect((await run(['pull', 'links', '--output', output])).code).toBe(1)
  expect((await run(['pull', 'links', '--output', output, '--overwrite'])).code).toBe(0)
  expect(existsSync(join(outside, 'target'))).toBe(false)
  expect(readFileSync(join(output, 'links', '1.0.0.yaml'), 'utf8')).toBe(yamlOf('links', '1.0.0'))
})

test('a refused file is told with its place, and the others go on', async () => {
  const folder = write(tempFolder(), {
    'a.yaml': yamlOf('refused.a', '1.0.0', 'status: active\n'),
    'b.yaml': yamlOf('refused.b', '1.0.0', 'nmae: x\n'),
    'c.json': '{"id": "refused.c",\n "version": 1.0}',
    'd.yaml': 'kind: DataContract\nid: [\n',
    'e.yaml': yamlOf('refused.e', '1.0.0'),
    'f.yaml': yamlOf('refused.e', '1.0.0'),
    'g.yaml': yamlOf('refused.g', '1.0.0'),
  })
  const pushed = await run(['push', '.'], { cwd: folder })
  expect(pushed.code).toBe(1)
  expect(pushed.stdout).toContain('2 created, 5 refused\n')
  expect(pushed.stdout).toMatch(/^b\.yaml:6:1: ODCS has no root key "nmae"; did you mean "name"\?$/m)
  expect(pushed.stdout).toMatch(/^c\.json:2:13: version must be text/m)
  expect(pushed.stdout).toMatch(/^d\.yaml:\d+:\d+: /m)
  expect(pushed.stdout).toContain('e.yaml: f.yaml is of the same version; keep one\n')
  write(folder, { 'a.yaml': yamlOf('refused.a', '1.0.0', 'status: active\nname: other\n') })
  const changed = await run(['push', 'a.yaml', '--json'], { cwd: folder })
  expect(changed).toMatchObject({
    code: 1,
    json: { items: [{ result: 'refused', problem: { code: 'overwrite-refused', status: 409 } }] },
  })
})

test('a file that was meant to be a contract and is not taken is told', async () => {
  const folder = write(tempFolder(), {
    'a.yaml': yamlOf('push.doubt', '1.0.0').replace('kind: DataContract', 'kind: Datacontract'),
    'b.yaml': yamlOf('push.good', '1.0.0'),
    'compose.yaml': 'services: {}\n',
  })
  const doubt = 'passed over, because its kind is not DataContract, but "Datacontract"'
  const pushed = await run(['push', '.', '--json'], { cwd: folder })
  expect(pushed).toMatchObject({ code: 0, stderr: `a.yaml: ${doubt}\n` })
  expect(pushed.json).toMatchObject({
    counts: { created: 1, refused: 0 },
    skipped: ['a.yaml', 'compose.yaml'],
    doubtful: [{ file: 'a.yaml', detail: doubt }],
  })
  const status = await run(['status', '.'], { cwd: folder })
  expect(status).toMatchObject({ code: 0, stdout: '1 unchanged\n', stderr: `a.yaml: ${doubt}\n` })
})

test('in CI mode all is tried first, and nothing published that others would keep back', async () => {
  const folder = write(tempFolder(), {
    'a.yaml': yamlOf('ci.a', '1.0.0'),
    'b.yaml': yamlOf('ci.b', '1.0.0', 'nmae: x\n'),
  })
  const bad = await run(['push', folder, '--ci', '--yes'])
  expect(bad).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('dry run, nothing was changed: 1 created, 1 refused\n'),
  })
  expect((await run(['show', 'ci.a'])).code).toBe(1)
  write(folder, { 'b.yaml': yamlOf('ci.b', '1.0.0') })
  const tried = await run(['push', folder, '--ci', '--json'])
  expect(tried).toMatchObject({ code: 0, json: { dry_run: true, counts: { created: 2 } }, stderr: '' })
  expect((await run(['show', 'ci.a'])).code).toBe(1)
  const done = await run(['push', folder, '--ci', '--yes', '--json', '--reason', 'für Ö'])
  expect(done).toMatchObject({ code: 0, json: { dry_run: false, counts: { created: 2 } } })
  const history = await run(['history', 'ci.a', '--json'])
  expect(history.json.items).toMatchObject([{ operation: 'create', reason: 'für Ö', caller: 'admin' }])
  const move = ['promote', 'ci.a', '1.0.0', 'active', '--reason', 'ok']
  expect(await run([...move, '--ci'])).toMatchObject({
    code: 0,
    stdout: 'dry run: ci.a 1.0.0 would be active\n',
  })
  expect(await run([...move, '--ci', '--yes'])).toMatchObject({
    code: 0,
    stdout: 'ci.a 1.0.0 is active, revision 2\n',
  })
  const end = ['promote', 'ci.a', '1.0.0', 'deprecated', '--sunset', '2099-01-01T00:00:00Z', '--json']
  expect((await run(end)).json).toMatchObject({ status: 'deprecated', revision: 3 })
  expect(await run(['promote', 'ci.a', '1.0.0', 'draft', '--json'])).toMatchObject({
    code: 1,
    json: { result: 'refused', problem: { code: 'transition-refused' } },
  })
})

test('contracts are searched and shown', async () => {
  const text = yamlOf('find.orders', '1.0.0', 'status: active\nname: "Ord\\u001b[31mers"\ndomain: shop\n')
  await run([
    'push',
    write(tempFolder(), { 'a.yaml': text, 'b.yaml': yamlOf('find.orders', '2.0.0-rc.1', 'status: draft\n') }),
  ])
  const found = await run(['search', 'find', 'orders', '--status', 'active', '--domain', 'shop', '--json'])
  expect(found.json).toMatchObject({ total: 1, items: [{ contract_id: 'find.orders', version: '1.0.0' }] })
  const table = await run(['search', 'find', '--domain', 'shop'])
  expect(table.stdout).toMatch(
    /^CONTRACT +VERSION +STATUS +OWNER +NAME\nfind\.orders +1\.0\.0 +active +- +Ord\\u\{1b\}\[31mers\n$/,
  )
  expect(await run(['show', 'find.orders', '1.0.0'])).toMatchObject({ code: 0, stdout: text })
  expect((await run(['show', 'find.orders', 'latest', '--json'])).json).toMatchObject({ version: '1.0.0' })
  expect((await run(['show', 'find.orders'])).stdout).toMatch(/^draft +2\.0\.0-rc\.1$/m)
  expect((await run(['show', 'find.orders', '--json'])).json).toMatchObject({ latest: '1.0.0' })
  expect((await run(['show', 'find.nothing'])).code).toBe(1)
  expect(await run(['status', '--json'])).toMatchObject({
    code: 0,
    json: { registry: registry.url, authentication: 'on' },
  })
})

test('contracts are found by how their tests stand', async () => {
  const more = 'status: active\nservers: [{server: p, type: snowflake, environment: prod}]\n'
  const names = ['tested.good', 'tested.bad', 'tested.never']
  await run([
    'push',
    write(tempFolder(), Object.fromEntries(names.map(id => [`${id}.yaml`, yamlOf(id, '1.0.0', more)]))),
  ])
  for (const [id, result] of [
    ['tested.good', 'passed'],
    ['tested.bad', 'failed'],
  ]) {
    const { status } = await fetch(`${registry.url}/contracts/${id}/versions/1.0.0/test-runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.admin}`, 'content-type': 'application/json' },
      body: JSON.stringify({ run_id: id, result }),
    })
    expect(status).toBe(201)
  }
  const found = async (...options: string[]) =>
    (await run(['search', 'tested', ...options, '--json'])).json.items.map(
      (item: { contract_id: string }) => item.contract_id,
    )
  expect(await found('--tests', 'failed')).toEqual(['tested.bad'])
  expect(await found('--tests', 'none,passed', '--sort', 'id')).toEqual(['tested.good', 'tested.never'])
  expect(await found('--server-type', 'snowflake', '--tests', 'none')).toEqual(['tested.never'])
  expect(await found('--updated-before', '2020-01-01T00:00:00Z')).toEqual([])
  expect(await run(['search', '--tests', 'broken'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('query parameter tests: "broken" is none'),
  })
})

test('callers are told what they may not do', async () => {
  const folder = write(tempFolder(), {
    'a.yaml': yamlOf('sales.x', '1.0.0'),
    'b.yaml': yamlOf('hr.x', '1.0.0'),
  })
  const wrong = await run(['push', folder], { token: 'no-such-token' })
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('does not let this caller in') })
  expect((await run(['push', folder, '--json'], { token: tokens.reader })).json).toMatchObject({
    items: [{ problem: { status: 403 } }, { problem: { status: 403 } }],
  })
  const scoped = await run(['push', folder, '--json'], { token: tokens.sales })
  expect(scoped).toMatchObject({ code: 1, json: { counts: { created: 1, refused: 1 } } })
})

test('busy registries and broken connections are tried again', async () => {
  const folder = write(tempFolder(), {
    'a.yaml': yamlOf('again.a', '1.0.0'),
    'b.yaml': yamlOf('again.b', '1.0.0'),
  })
  const busy = { status: 503, headers: { 'retry-after': '0' } }
  const fates = ['break', busy, { status: 429, headers: { 'retry-after': '0' } }, 'lose', 'lose'] as const
  let at = 0
  const proxy = await startUnsteadyProxy(registry.port, ({ method }) =>
    method === 'PUT' ? (fates[at++] ?? 'pass') : 'pass',
  )
  const pushed = await run(['push', folder, '--json', '--parallel', '1'], { url: proxy.url })
  expect(pushed).toMatchObject({ code: 0, json: { counts: { created: 2, refused: 0 } } })
  expect(pushed.stderr).toContain('the registry is busy (503)')
  expect(proxy.seen.filter(line => line.startsWith('PUT')).length).toBe(7)
})

test('why a registry stays busy is told, also of requests whose answers have no bodies', async () => {
  const folder = write(tempFolder(), { 'a.yaml': yamlOf('busy.a', '1.0.0') })
  const problem = { title: 'Busy', status: 503, code: 'store-busy', detail: 'the store is being moved' }
  const proxy = await startUnsteadyProxy(registry.port, () => ({
    status: 503,
    headers: { 'retry-after': '0', 'content-type': 'application/problem+json' },
    body: JSON.stringify(problem),
  }))
  const pushed = await run(['push', folder], { url: proxy.url })
  expect(pushed).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('(503): the store is being moved'),
  })
})

test('what somebody else has published meanwhile is unchanged', async () => {
  const folder = write(tempFolder(), {
    'a.yaml': yamlOf('race.a', '1.0.0'),
    'b.yaml': yamlOf('race.b', '1.0.0'),
  })
  let isFirst = true
  const proxy = await startUnsteadyProxy(registry.port, ({ method, url }) => {
    // the version that the other one publishes is not seen yet
    const isMissed = isFirst && method === 'HEAD' && (url ?? '').includes('race.a')
    if (isMissed) isFirst = false
    return isMissed ? { status: 404, headers: { 'content-type': 'application/problem+json' } } : 'pass'
  })
  await run(['push', join(folder, 'a.yaml')])
  const pushed = await run(['push', folder, '--json'], { url: proxy.url })
  expect(pushed).toMatchObject({ code: 0, json: { counts: { created: 1, unchanged: 1, refused: 0 } } })
})

test('what was not looked at is not published', async () => {
  const folder = write(tempFolder(), {
    'a.yaml': yamlOf('late.a', '1.0.0'),
    'b.yaml': yamlOf('late.b', '1.0.0'),
    'c.yaml': yamlOf('late.c', '1.0.0'),
  })
  // all files were read when the first of them is asked for
  const proxy = await startUnsteadyProxy(registry.port, () => {
    write(folder, { 'b.yaml': yamlOf('late.b', '1.0.0', 'name: other\n') })
    rmSync(join(folder, 'c.yaml'), { force: true })
    return 'pass'
  })
  const pushed = await run(['push', '.', '--json'], { url: proxy.url, cwd: folder })
  expect(pushed).toMatchObject({ code: 1, stderr: '', json: { counts: { created: 1, refused: 2 } } })
  expect(pushed.json.items).toMatchObject([
    { file: 'a.yaml', result: 'created' },
    { file: 'b.yaml', result: 'refused', problem: { code: 'changed-file' } },
    { file: 'c.yaml', result: 'refused', problem: { detail: 'the file cannot be read (ENOENT)' } },
  ])
  expect((await run(['show', 'late.b'])).code).toBe(1)
})

test('a document comes from a pipe, which is read once only', async () => {
  const cwd = write(tempFolder(), { document: yamlOf('push.pipe', '1.0.0') })
  const pipe = join(cwd, 'pipe')
  execFileSync('mkfifo', [pipe])
  // a process that waits for a reader which never comes can only be killed
  const writer = startChild('sh', ['-c', 'cat document > pipe'], { cwd })
  onTestFinished(async () => void (await writer.kill()))
  expect(await run(['push', pipe])).toMatchObject({ code: 0, stdout: expect.stringContaining('1 created') })
  expect(await writer.ended, writer.stderr()).toEqual([0, null])
})

test('proxies may compress answers, and refuse what is too large for them', async () => {
  const folder = write(tempFolder(), {
    'a.yaml': yamlOf('proxied.a', '1.0.0'),
    'b.yaml': yamlOf('proxied.b', '1.0.0'),
  })
  const html = { 'content-type': 'text/html' }
  const proxy = await startUnsteadyProxy(registry.port, ({ method, url, headers }) => {
    expect(method === 'PUT' || headers['accept-encoding'] === 'identity').toBe(true)
    return method === 'PUT' && url?.includes('proxied.a')
      ? { status: 413, headers: html, body: '<p>' }
      : 'pass'
  })
  const pushed = await run(['push', folder, '--json'], { url: proxy.url })
  expect(pushed).toMatchObject({ code: 1, json: { counts: { created: 1, refused: 1 } } })
  expect(pushed.json.items[0].problem).toMatchObject({ status: 413, code: 'document-too-large' })
})

test('what is no registry is told in plain words', async () => {
  const folder = write(tempFolder(), { 'a.yaml': yamlOf('plain.a', '1.0.0') })
  const site = await startUnsteadyProxy(registry.port, () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<p>Hello',
  }))
  const lost = await startUnsteadyProxy(registry.port, () => ({
    status: 404,
    headers: { 'content-type': 'text/html' },
  }))
  for (const command of [['push', folder], ['status'], ['pull', '--all', '-o', join(folder, 'out')]])
    for (const { url } of [site, lost])
      expect(await run(command, { url })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('is no dc43 registry'),
      })
  const secure = await run(['status'], { url: registry.url.replace('http:', 'https:') })
  expect(secure).toMatchObject({ code: 2, stderr: expect.stringContaining('does not speak TLS') })
  const unknown = await run(['status'], { url: 'http://no-such-host.invalid' })
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toMatch(/name of the host|no way to the host/)
})

test('registries have names in a file, each with its token', async () => {
  const home = write(tempFolder(), {
    '.config/dc43-registry/token': `${tokens.admin}\n`,
    '.config/dc43-registry/contexts.toml': `default = "prod"\n[contexts.prod]\nurl = "${registry.url}/"\ntoken_file = "token"\n[contexts.none]\nurl = "${registry.url}"\n`,
  })
  const unset = { DC43_REGISTRY_URL: '', DC43_REGISTRY_TOKEN: '' }
  expect((await run(['status', '--json'], { cwd: home, env: unset })).json).toMatchObject({
    registry: registry.url,
  })
  // the token of the variables is for their registry only
  const none = await run(['status', '--context', 'none'], { cwd: home })
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('does not let this caller in') })
  const unknown = await run(['status', '--context', 'tset'], { cwd: home })
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('there are prod, none') })
})

test.each([
  [['push', '.'], /there is no contract in \./],
  [['push', 'gone.yaml'], /gone\.yaml is not there/],
  [['pull', '--all'], /--output/],
  [['--dry-run', 'push', '.'], /write push before its options/],
  [['pusch', '.'], /no command "pusch"; there are serve,.*, push, pull/],
  [['pull', '-o', 'x'], /ids of contracts, or --all/],
  [['promote', 'x', '..', 'active'], /"\.\." is no name/],
])('%j is refused with 2', async (args, message) => {
  const { code, stdout, stderr } = await run(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(message)
})

test.each([
  ['', /no registry is named/],
  ['example.com', /is no URL of a registry/],
  ['https://me:secret@example.com', /has a user name or a password/],
])('the URL %j is refused with 2', async (url, message) => {
  const { code, stderr } = await run(['status'], { url })
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
  expect(stderr).not.toContain('me:secret')
})

test('a token that cannot be sent is not shown', async () => {
  const { code, stderr } = await run(['status'], { token: 'two words' })
  expect(code).toBe(2)
  expect(stderr).not.toContain('two words')
  expect(stderr).toMatch(/^DC43_REGISTRY_TOKEN: the token has a character/)
})
