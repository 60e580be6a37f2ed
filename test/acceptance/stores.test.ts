/** Each type of store, by the built service and its commands. */
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repositoryRoot } from '../support/python.ts'
import { runCommand, startService } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'

const json = { 'content-type': 'application/json' }
const document = JSON.stringify({ id: 'a', version: '1.0.0', name: 'Orders of the shop' })

/** A folder with a configuration, and a module for a store of one's own. */
function folderWith(...lines: string[]): string {
  const folder = tempFolder()
  cpSync(join(repositoryRoot, 'test/support/custom-stores/folder-store.mjs'), join(folder, 'my-store.mjs'))
  writeFileSync(join(folder, 'dc43-service-backends.toml'), ['[contract_store]', ...lines].join('\n'))
  return folder
}

const command = (cwd: string, ...args: string[]) => runCommand(args, { cwd })

const custom = [
  'type = "custom"',
  'module = "./my-store.mjs"',
  'index_dsn = "sqlite:///index.db"',
  'folder = "documents"',
]

describe.each([
  ['filesystem', ['root = "contracts"'], /store filesystem \S+\/contracts, index beside it/],
  [
    'filesystem',
    ['root = "contracts"', 'index_dsn = "sqlite:///shared.db"'],
    /store filesystem \S+\/contracts, index sqlite:\S+\/shared.db, table contracts/,
  ],
  ['git', ['type = "git"', 'root = "contracts"'], /store git \S+\/contracts, index beside it/],
  [
    'collibra_stub',
    ['type = "collibra_stub"', 'base_path = "contracts"', '[contract_store.catalog]'],
    /store collibra_stub \S+\/contracts, index beside it/,
  ],
  ['custom', custom, /store custom \S+\/my-store.mjs, index sqlite:\S+\/index.db, table contracts/],
])('a store of type %s', (type, lines, startLine) => {
  test('serves what was published, also after a restart, and commands know it', async () => {
    const cwd = folderWith(...lines)
    expect((await command(cwd, 'check-config')).stdout).toMatch(
      new RegExp(`^contract_store.type +${type} `, 'm'),
    )
    // the settings stand in the file
    const start = async () => {
      const service = await startService({ cwd, env: { DC43_CONTRACT_STORE_DSN: '' } })
      await expect.poll(async () => (await fetch(`${service.url}/health/ready`)).status).toBe(200)
      return service
    }
    const first = await start()
    const url = '/contracts/a/versions/1.0.0'
    const put = await fetch(first.url + url, { method: 'PUT', headers: json, body: document })
    expect(put.status).toBe(204)
    expect(await first.stop()).toBe(0)
    expect(first.stdout()).toMatch(startLine)

    const second = await start()
    await expect.poll(async () => (await fetch(second.url + url)).text()).toBe(document)
    const found = (await (await fetch(`${second.url}/search?q=shop`)).json()) as { total: number }
    expect(found.total).toBe(1)
    expect(await (await fetch(`${second.url}/health/ready`)).json()).toMatchObject({ status: 'ready' })
    expect(await (await fetch(`${second.url}/metrics`)).text()).toMatch(/^dc43_registry_index_lag_events 0$/m)
    expect((await command(cwd, 'reindex')).stdout).toMatch(/^looked at 1 contracts/)
    expect((await fetch(second.url + url, { method: 'DELETE' })).status).toBe(204)
    expect(await second.stop()).toBe(0)
  })
})

test('migrates the index where the configuration names one, and says when there is none', async () => {
  const cwd = folderWith(...custom)
  expect(await command(cwd, 'migrate')).toMatchObject({ code: 0 })
  expect(await command(cwd, 'migrate', '--status')).toMatchObject({ code: 0 })
  expect(await command(folderWith('type = "git"'), 'migrate')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'dc43-service-backends.toml:2:8: contract_store.type: is "git", which has no tables to migrate while contract_store.index_dsn is not set: the index is made by serve\n',
  })
})

test.each([
  [
    ['module = "./none.mjs"', 'index_dsn = "sqlite://"'],
    'check-config',
    /^dc43-service-backends.toml:3:10: contract_store.module: there is no \/.*\/none.mjs\n$/,
  ],
  [
    ['module = "./none.mjs"', 'index_dsn = "sqlite://"'],
    'reindex',
    /^dc43-service-backends.toml:3:10: contract_store.module: \/.*\/none.mjs cannot be loaded \(Cannot find module '\/.*\/none.mjs'\)\n$/,
  ],
  [
    ['module = "./my-store.mjs"', 'index_dsn = "sqlite:////none/x.db"'],
    'reindex',
    /^dc43-service-backends.toml:4:13: contract_store.index_dsn: the directory \/none does not exist/,
  ],
])('%j: %s names the place of the key', async (lines, name, message) => {
  const { code, stderr } = await command(folderWith('type = "custom"', ...lines), name)
  expect(stderr).toMatch(message)
  expect(code).toBe(2)
})
