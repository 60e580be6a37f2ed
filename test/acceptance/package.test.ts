/** The package as npm publishes it, installed for somebody else: none of our settings for npm count there. */
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { notRun } from '../support/not-run.ts'
import { npmEnvironment, unreachableRegistry } from '../support/npm.ts'
import { patience } from '../support/patient.ts'
import { cleanEnvironment, startService } from '../support/service.ts'
import { TdsServer } from '../support/tds/server.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-package-'))
const installed = join(folder, 'node_modules/dc43-registry')
const executable = join(folder, 'node_modules/.bin/dc43-registry')
let missing: string | undefined
let contents: string[] = []

beforeAll(async () => {
  // the build is that of the tests
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const { stdout } = await run('npm', pack, { cwd: root, env: npmEnvironment() })
  const answer = JSON.parse(stdout)
  const [{ filename, files }] = Array.isArray(answer) ? answer : Object.values(answer)
  contents = files.map(({ path }: { path: string }) => path)
  writeFileSync(join(folder, 'package.json'), '{}')
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `./${filename}`]
  try {
    await run('npm', install, { cwd: folder, env: npmEnvironment() })
  } catch (error) {
    missing = unreachableRegistry(error)
    if (missing === undefined) throw error
    notRun('installation of the package', missing)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the installed executable in an empty folder. */
async function command(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return run(executable, args, { cwd: emptyFolder(), env: cleanEnvironment({}) })
}

function emptyFolder(): string {
  const empty = mkdtempSync(join(tmpdir(), 'dc43-registry-empty-'))
  onTestFinished(() => rmSync(empty, { recursive: true, force: true }))
  return empty
}

test('has the build, the migrations, the schemas, a configuration to begin with, and what people read', () => {
  const top = new Set(contents.map(path => path.split('/')[0]))
  const wanted = ['CHANGELOG.md', 'LICENSE', 'README.md', 'dc43-service-backends.toml', 'dist', 'migrations']
  expect([...top].toSorted()).toEqual([...wanted, 'package.json', 'schemas'])
  expect(contents).toContain(manifest.bin['dc43-registry'])
})

test('says its version', async context => {
  context.skip(missing !== undefined, missing)
  expect(await command('--version')).toEqual({ stdout: `${manifest.version}\n`, stderr: '' })
})

test('migrates an SQLite file and serves it from an empty folder', async context => {
  context.skip(missing !== undefined, missing)
  const cwd = emptyFolder()
  const env = cleanEnvironment({ DC43_CONTRACT_STORE_DSN: 'sqlite:///./contracts.db' })
  const { stdout } = await run(executable, ['migrate'], { cwd, env })
  expect(stdout).toContain('0001_migrations')
  await expect(run(executable, ['migrate', '--status'], { cwd, env })).resolves.toMatchObject({ stderr: '' })

  const service = await startService({ cwd, command: [executable] })
  const url = `${service.url}/contracts/sales.orders/versions/1.0.0`
  const document = '# by the shop team\nversion: 1.0.0\nid: sales.orders\n'
  const headers = { 'content-type': 'application/yaml' }
  expect((await fetch(url, { method: 'PUT', headers, body: document })).status).toBe(204)
  expect(await (await fetch(url, { headers: { accept: 'application/yaml' } })).text()).toBe(document)
  expect(await service.stop()).toBe(0)
  expect(service.stderr()).toBe('')
})

test('serves with the configuration that it brings', async context => {
  context.skip(missing !== undefined, missing)
  const config = join(installed, 'dc43-service-backends.toml')
  const { stdout } = await command('check-config', '--config', config)
  expect(stdout).toMatch(/contract_store\.dsn +sqlite:.*contracts\.db /)
})

/** A folder beside the installed package, with a store of one's own in it. */
function authorsFolder(): string {
  const author = mkdtempSync(join(folder, 'author-'))
  copyFileSync(join(root, 'test/support/custom-stores/folder-store.mjs'), join(author, 'my-store.mjs'))
  return author
}

test('brings the suite with which authors test stores of their own', async context => {
  context.skip(missing !== undefined, missing)
  const author = authorsFolder()
  const suite = (change: string) => `
    import { testStore } from 'dc43-registry/store-suite'
    import open from './my-store.mjs'
    testStore(async () => ({ ...(await open({ folder: 'documents' })), ${change} }))`
  const test = (name: string) => run('node', ['--test', name], { cwd: author, env: cleanEnvironment({}) })
  writeFileSync(join(author, 'right.test.mjs'), suite(''))
  expect((await test('right.test.mjs')).stdout).toMatch(/^\S+ pass 13$/m)
  writeFileSync(join(author, 'wrong.test.mjs'), suite('delete: async () => {}'))
  await expect(test('wrong.test.mjs')).rejects.toMatchObject({
    stdout: expect.stringMatching(/deletes a version, if it can delete at all.*^\S+ fail 1$/ms),
  })
})

test('brings types for stores of their own', async context => {
  context.skip(missing !== undefined, missing)
  const author = authorsFolder()
  const write = (name: string, get: string) =>
    writeFileSync(
      join(author, name),
      `import type { Documents, OpenDocuments, VersionIdentity } from 'dc43-registry/store'
      import { testStore } from 'dc43-registry/store-suite'
      const open: OpenDocuments = async (settings, { log, signal }): Promise<Documents> => {
        log.info({ bucket: settings.bucket, aborted: signal.aborted }, 'opened')
        const nameOf = ({ contractId, version }: VersionIdentity): string => contractId + version
        return {
          put: async (identity, { json, yaml }) => log.info({ size: yaml?.length ?? json.length }, nameOf(identity)),
          get: async () => (${get}),
          listContracts: () => ['a'],
          listVersions: async contractId => [{ version: contractId }],
        }
      }
      testStore(() => open({}, { log: { info() {}, warn() {} }, signal: new AbortController().signal }))
      export default open`,
    )
  write('right.mts', '{ yaml: new Uint8Array() }')
  write('wrong.mts', '{ xml: 1 }')
  const tsc = (name: string) =>
    run(join(root, 'node_modules/.bin/tsc'), ['--strict', '--noEmit', '--module', 'nodenext', name], {
      cwd: author,
    })
  await tsc('right.mts')
  await expect(tsc('wrong.mts')).rejects.toMatchObject({ stdout: expect.stringContaining('wrong.mts') })
})

test('sends dates to SQL Server, whichever release of the driver npm lays beside drizzle', async context => {
  context.skip(missing !== undefined, missing)
  const server = await TdsServer.start(() => 'welcome')
  const { connectMssql } = await import(join(installed, 'dist/sql/mssql/connect.js'))
  const { parseDsn } = await import(join(installed, 'dist/config/dsn/parse.js'))
  const { storeTables } = await import(join(installed, 'dist/stores/sql/store-database.js'))
  const times = {
    queueTimeout: patience,
    connectTimeout: patience,
    statementTimeout: patience,
    idleTimeout: 60_000,
  }
  const connected = connectMssql({ dsn: parseDsn(server.dsn), table: 'contracts', poolSize: 1, ...times })
  onTestFinished(() => connected.close())
  const database = await connected.database(storeTables)
  const row = { linkKey: 'key', contractId: 'sales.orders', linkedAt: new Date(0) }
  await database.transaction((session: { insertAll(table: unknown, rows: unknown[]): Promise<void> }) =>
    session.insertAll(database.tables.links, [row]),
  )
  expect(server.statements).toEqual(['begin', expect.stringMatching(/^insert into /), 'commit'])
})
