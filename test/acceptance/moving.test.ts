import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { startChild } from '../support/child.ts'
import { patience } from '../support/patient.ts'
import { cleanEnvironment, executable, runCommand, startService } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** An export as its documentation describes it. */
function exportOf(versions: number): string {
  const entries = Array.from({ length: versions }, (_, at) => ({
    ...{ kind: 'version', id: `e${at}`, contract_id: `c${at % 50}`, version: `${Math.floor(at / 50)}` },
    ...{
      operation: 'create',
      revision: 1,
      time: new Date(1_700_000_000_000 + at).toISOString(),
      caller: 'ana',
    },
    state: { name: 'n', status: 'draft', fingerprint: `f${at}`, document: { json: `{"n":${at}.0}` } },
  }))
  const header = {
    kind: 'export',
    format: 1,
    program: 'a test',
    exported_at: 'now',
    source: 'x',
    sequence: 1,
  }
  const lines = [header, ...entries].map(line => `${JSON.stringify(line)}\n`).join('')
  const sha256 = createHash('sha256').update(lines).digest('hex')
  return `${lines}${JSON.stringify({ kind: 'end', versions, test_runs: 0, links: 0, sha256 })}\n`
}

const target = 'sqlite:///./target.db'

test('what a running service has is exported, imported and compared', async () => {
  const service = await startService()
  const cwd = tempFolder()
  const source = `sqlite:///${join(service.cwd, 'contracts.db')}`
  const env = { DC43_CONTRACT_STORE_DSN: source }
  const run = (...args: string[]) => runCommand(args, { cwd, env })
  try {
    const put = (version: string, status: string) =>
      fetch(`${service.url}/contracts/a%2Fb/versions/${version}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/yaml' },
        body: `id: a/b\nversion: ${version} # é\nstatus: ${status}\n`,
      })
    await put('1.0.0', 'draft')
    await put('1.0.0', 'active')
    expect(await run('export', '-o', 'all.ndjson')).toEqual({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/^exported 2 changes of versions, 0 test runs and 0 links, 1\.\d kB\n$/),
    })
    expect(await run('export', '-o', 'all.ndjson')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^all\.ndjson is there already/),
    })
    const dryRun = await run('import', 'all.ndjson', '--to', target, '--dry-run')
    expect(dryRun).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^would record 2 changes of versions/),
    })
    const imported = await run('import', 'all.ndjson', '--to', target)
    expect(imported).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^recorded 2 changes of versions/),
    })
    expect((await run('verify', target)).code).toBe(0)

    await put('2.0.0', 'draft')
    const different = await run('verify', target)
    expect(different.code).toBe(1)
    expect(different.stdout).toMatch(
      /^"a\/b" "2\.0\.0", revision 1: only in sqlite:.*contracts\.db, table contracts\n/,
    )
    const report = JSON.parse((await run('verify', 'all.ndjson', '--json')).stdout)
    expect(report).toMatchObject({
      ...{ equal: false, second: 'all.ndjson', contracts: 1, changes: 3, different_contracts: 1 },
      differences: [{ contract_id: 'a/b', version: '2.0.0', revision: 1, only_in: 'first', differs: [] }],
    })
    writeFileSync(join(cwd, 'other.toml'), `[contract_store]\ndsn = "${target}"\n`)
    expect((await run('export', '--from', 'other.toml')).stdout.split('\n')).toHaveLength(5)
    expect((await run('export', '--ids', 'x.*')).stdout.split('\n')).toHaveLength(3)

    // a folder is a store as well
    const toFolder = await run('export', '--output', 'files/')
    expect(toFolder).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^recorded 3 changes of versions/),
    })
    expect(readFileSync(join(cwd, 'files/a%2Fb/2.0.0.json'), 'utf8')).toContain('"status":"draft"')
    expect((await run('verify', 'files/')).code).toBe(0)
    expect((await run('export', '--output', 'files/')).stdout).toMatch(/^recorded 0 changes .* 3 changes/)
    expect((await run('verify', target, '--from', 'files/')).code).toBe(1)
    expect((await run('import', 'all.ndjson', '--to', 'more/')).code).toBe(0)
    expect((await run('verify', 'none/')).stderr).toMatch(/none/)
  } finally {
    await service.stop()
  }
})

test('an import that is ended goes on, and an export that was goes on to the same file', async () => {
  const cwd = tempFolder()
  const env = { DC43_CONTRACT_STORE_DSN: target }
  const all = exportOf(1500)
  writeFileSync(join(cwd, 'all.ndjson'), all)
  let recorded = 0
  for (const signal of ['SIGTERM', 'SIGKILL', 'SIGKILL'] as const) {
    const args = [executable, 'import', 'all.ndjson']
    const child = startChild(process.execPath, args, { cwd, env: cleanEnvironment(env) })
    // a fast machine may have recorded all before it is ended
    await child.until(() => recordedIn(cwd) > Math.min(recorded, 1499) || 'nothing more was recorded')
    child.process.kill(signal)
    await child.ended
    recorded = recordedIn(cwd)
  }
  // whole batches or nothing
  expect(recorded % 100).toBe(0)
  const { stdout } = await runCommand(['import', 'all.ndjson'], { cwd, env })
  expect(stdout).toBe(
    `recorded ${1500 - recorded} changes of versions, 0 test runs and 0 links of 50 contracts; ${recorded} changes of versions, 0 test runs and 0 links were there already\n`,
  )
  expect((await runCommand(['verify', 'all.ndjson'], { cwd, env })).code).toBe(0)

  await runCommand(['export', '-o', 'whole.ndjson'], { cwd, env })
  const whole = readFileSync(join(cwd, 'whole.ndjson'))
  writeFileSync(join(cwd, 'cut.ndjson.partial'), whole.subarray(0, whole.length / 2))
  await runCommand(['export', '-o', 'cut.ndjson'], { cwd, env })
  expect(readFileSync(join(cwd, 'cut.ndjson')).equals(whole)).toBe(true)
  expect(existsSync(join(cwd, 'cut.ndjson.partial'))).toBe(false)
  // what another export has begun is no beginning of this one
  copyFileSync(join(cwd, 'whole.ndjson'), join(cwd, 'c1.ndjson.partial'))
  const other = await runCommand(['export', '-o', 'c1.ndjson', '--ids', 'c1'], { cwd, env })
  expect(other).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/c1\.ndjson\.partial was begun by another export/),
  })
})

/** How many events the target has. */
function recordedIn(cwd: string): number {
  if (!existsSync(join(cwd, 'target.db'))) return 0
  const database = new Database(join(cwd, 'target.db'), { timeout: patience })
  try {
    return (database.prepare('select count(*) as n from contracts_history').get() as { n: number }).n
  } catch {
    // the tables are still being made
    return 0
  } finally {
    database.close()
  }
}

test('a broken file and another history are refused with 1, and nothing is written', async () => {
  const cwd = tempFolder()
  const env = { DC43_CONTRACT_STORE_DSN: target }
  const all = exportOf(60)
  writeFileSync(join(cwd, 'all.ndjson'), all)
  writeFileSync(join(cwd, 'broken.ndjson'), all.replace('"e30"', '""'))
  writeFileSync(join(cwd, 'other.ndjson'), exportOf(60).replace('"caller":"ana"', '"caller":"bob"'))
  const run = (...args: string[]) => runCommand(args, { cwd, env })
  const broken = await run('import', 'broken.ndjson')
  expect(broken).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^nothing was imported: line 32: id: /),
  })
  expect(recordedIn(cwd)).toBe(0)
  expect((await run('import', 'all.ndjson')).code).toBe(0)
  expect(await run('import', 'other.ndjson')).toMatchObject({
    code: 1,
    stderr:
      'nothing was imported: the target has another history of "c0": version "0", revision 1: its caller is "ana" there and "bob" in line 2 of the file\n',
  })
  expect(recordedIn(cwd)).toBe(60)
})

test.each([
  [['import'], 'import needs the file that export wrote'],
  [['import', 'gone.ndjson'], 'gone.ndjson: no such file'],
  [['import', '.'], '. is no file'],
  [['verify'], 'verify needs what the store is compared with'],
  [['export', 'x'], 'export takes no argument "x"'],
  [['export', '--to', target], '--to belongs to the command import'],
  [['import', 'x', '--status'], '--status belongs to the command migrate'],
  [['serve', '--dry-run'], '--dry-run belongs to the commands migrate and import'],
  [['export', '--ids', 'a*b'], '--ids is "a*b"'],
  [['export', '--config', 'a.toml', '--from', 'b.toml'], '--config and --from exclude each other'],
  [
    ['export', '--from', 'gone'],
    'gone: no such file (named by the arguments, where a DSN has :// and a folder a',
  ],
  [['export', '--from', 'sqlite:///gone.db'], 'the DSN given: contract_store.dsn: there is no '],
  [['verify', 'sqlite:///gone.db'], 'the DSN given: contract_store.dsn: there is no '],
  [
    ['import', 'x', '--to', 'orcl://me:hunter2@h/d'],
    'the DSN given: contract_store.dsn names an unknown kind',
  ],
])('%s is refused with 2', async (args, message) => {
  const cwd = tempFolder()
  if (args.includes('x')) writeFileSync(join(cwd, 'x'), '')
  const { code, stdout, stderr } = await runCommand(args, {
    cwd,
    env: { DC43_CONTRACT_STORE_DSN: 'sqlite://' },
  })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/hunter2| {4}at /)
})
