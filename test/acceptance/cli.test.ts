import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { product } from '../../src/about.ts'
import { runCommand } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'

const sqlite = { DC43_CONTRACT_STORE_DSN: 'sqlite:///./contracts.db' }

test('--version and --help answer and end with 0', async () => {
  const cwd = tempFolder()
  expect(await runCommand(['--version'], { cwd })).toEqual({
    code: 0,
    stdout: `${product.version}\n`,
    stderr: '',
  })
  const help = await runCommand(['--help'], { cwd })
  expect(help.code).toBe(0)
  for (const word of ['serve', 'migrate', '--status', '--dry-run', 'check-config', 'openapi', '--config']) {
    expect(help.stdout).toContain(word)
  }
})

test.each([
  ['serv'],
  ['serve', 'now'],
  ['--confg', 'x'],
  ['--config'],
])('%s %s is refused with 2', async (...args) => {
  const { code, stdout, stderr } = await runCommand(args, { cwd: tempFolder() })
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain('dc43-registry --help')
  expect(stderr).not.toContain('    at ')
})

test('lint reads standard input, in which - stands for the name of the file', () => {
  const input = 'version: 1.0.0\napiVersion: v3.1.0\nkind: DataContract\nid: orders\nstatus: 7\n'
  const given = [join(import.meta.dirname, '../../dist/cli.js'), 'lint', '-', '--format', 'github']
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { input, encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^::error file=-,line=5,col=9,title=document::/)
  expect(status).toBe(1)
})

test('migrate tells what is pending, does it, and has nothing left to do', async () => {
  const cwd = tempFolder()
  const names = readdirSync(join(import.meta.dirname, '../../migrations/sqlite')).map(file =>
    file.replace('.sql', ''),
  )
  const status = () => runCommand(['migrate', '--status'], { cwd, env: sqlite })
  const before = await status()
  expect(before.code).toBe(1)
  expect(before.stdout).toBe(names.map(name => `pending  ${name}\n`).join(''))
  const dryRun = await runCommand(['migrate', '--dry-run'], { cwd, env: sqlite })
  expect(dryRun.code).toBe(0)
  expect(dryRun.stdout).toContain('CREATE TABLE IF NOT EXISTS "contracts"')
  expect((await status()).stdout).toBe(before.stdout)
  expect(readdirSync(cwd)).toEqual([])
  expect((await runCommand(['migrate'], { cwd, env: sqlite })).code).toBe(0)
  const after = await status()
  expect(after.code).toBe(0)
  expect(after.stdout).toBe(names.map(name => `applied  ${name}\n`).join(''))
  expect((await runCommand(['migrate', '--dry-run'], { cwd, env: sqlite })).stdout).toBe(
    '-- nothing is pending\n',
  )
})

test('check-config shows the configuration without its secrets', async () => {
  const cwd = tempFolder()
  const env = {
    DC43_CONTRACT_STORE_DSN: 'postgresql+psycopg://me:hunter2@db/contracts',
    DC43_BACKEND_TOKEN: 'super-secret',
  }
  const { code, stdout, stderr } = await runCommand(['check-config'], { cwd, env })
  expect(code).toBe(0)
  expect(stdout).toContain('(variable DC43_CONTRACT_STORE_DSN)')
  expect(stdout + stderr).not.toMatch(/hunter2|super-secret/)
})

test.each([
  ['a named file that is missing', { args: ['--config', 'missing.toml'] }, /missing\.toml/],
  [
    'a variable that names a missing file',
    { env: { DC43_SERVICE_BACKENDS_CONFIG: 'gone.toml' } },
    /gone\.toml/,
  ],
  ['malformed TOML', { toml: '[contract_store\ntype = "sql"' }, /dc43-service-backends\.toml:1:/],
  [
    'a wrong type',
    { toml: '[contract_store]\ndsn = "sqlite://"\n[server]\nport = "high"' },
    /toml:4:\d+: server\.port/,
  ],
  [
    'an unknown key',
    { toml: '[contract_store]\ndsn = "sqlite://"\ntabel = "x"' },
    /toml:3:\d+:.*tabel.*table/,
  ],
  ['an unknown store', { toml: '[contract_store]\ntype = "sqll"' }, /contract_store\.type.*sql/],
  ['a store that is not wholly set', { toml: '[contract_store]\ntype = "delta"' }, /warehouse_id/],
  ['a token of white space', { env: { ...sqlite, DC43_BACKEND_TOKEN: '  ' } }, /DC43_BACKEND_TOKEN/],
  ['no store at all', {}, /DC43_CONTRACT_STORE_DSN|contract_store/],
  [
    'an unreachable path',
    { env: { DC43_CONTRACT_STORE_DSN: 'sqlite:////no/such/folder/c.db' } },
    /no\/such\/folder/,
  ],
  ['a path that is a folder', { env: { DC43_CONTRACT_STORE_DSN: 'sqlite:////tmp' } }, /is a directory/],
  [
    'a password in a DSN that is wrong',
    { env: { DC43_CONTRACT_STORE_DSN: 'orcl://u:hunter2@h/d' } },
    /orcl|scheme|forms/,
  ],
] as [
  string,
  { args?: string[]; env?: Record<string, string>; toml?: string },
  RegExp,
][])('%s stops start-up and check-config with 2 and one clear message', async (_, {
  args = [],
  env = {},
  toml,
}, message) => {
  const cwd = tempFolder()
  if (toml !== undefined) writeFileSync(join(cwd, 'dc43-service-backends.toml'), toml)
  for (const command of ['serve', 'check-config']) {
    const { code, stderr } = await runCommand([command, ...args], { cwd, env })
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/hunter2| {4}at /)
  }
  expect(existsSync(join(cwd, 'contracts.db'))).toBe(false)
})

test('a file that is no database is refused with 2 and left as it is', async () => {
  const cwd = tempFolder()
  writeFileSync(
    join(cwd, 'contracts.db'),
    'this is not a database, but a text that someone wants to keep'.repeat(100),
  )
  const { code, stderr } = await runCommand(['serve'], { cwd, env: sqlite })
  expect(code).toBe(2)
  expect(stderr).toMatch(/contracts\.db.*SQLite/)
})

test('a folder in which nothing can be created is refused with 2', async context => {
  if (process.getuid?.() === 0) return context.skip('root may write everywhere')
  const cwd = tempFolder()
  mkdirSync(join(cwd, 'locked'))
  chmodSync(join(cwd, 'locked'), 0o500)
  const env = { DC43_CONTRACT_STORE_DSN: 'sqlite:///./locked/contracts.db' }
  const { code, stderr } = await runCommand(['serve'], { cwd, env })
  expect(code).toBe(2)
  expect(stderr).toContain('locked')
})
