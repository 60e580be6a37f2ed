import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand, type Service, startService } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'

const env = { DC43_CONTRACT_STORE_DSN: 'sqlite:///./contracts.db' }
const reindex = (cwd: string, ...args: string[]) => runCommand(['reindex', ...args], { cwd, env })

interface Page {
  readonly items: readonly { readonly contract_id: string }[]
  readonly total: number
  readonly next_cursor: string | null
}

async function pageOf(service: Service, query: string): Promise<Page> {
  return (await (await fetch(`${service.url}/search?${query}`)).json()) as Page
}

async function put(service: Service, id: string, version = '1.0.0', name = 'Orders'): Promise<void> {
  const answer = await fetch(`${service.url}/contracts/${id}/versions/${version}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version, id, name }),
  })
  expect(answer.status).toBe(204)
}

async function found(service: Service, query = 'q=orders&sort=id'): Promise<string[]> {
  const page = await pageOf(service, query)
  expect(page.total).toBe(page.items.length)
  return page.items.map(hit => hit.contract_id)
}

/** A running service with three contracts, and its table. */
async function started() {
  const cwd = tempFolder()
  const service = await startService({ cwd })
  onTestFinished(async () => void (await service.stop()))
  for (const id of ['a', 'b', 'c']) await put(service, id)
  // the index follows before a search is answered
  expect(await found(service)).toEqual(['a', 'b', 'c'])
  const table = new Database(join(cwd, 'contracts.db'))
  onTestFinished(() => void table.close())
  return { cwd, service, table }
}

test('the index is made anew while a service runs, as a whole, from a place on, and where it misses something', async () => {
  const { cwd, service, table } = await started()
  const lose = () =>
    table.exec('delete from contracts_texts; delete from contracts_fields; delete from contracts_search')
  lose()
  expect(await found(service)).toEqual([])
  const whole = await reindex(cwd)
  expect(whole).toEqual({ code: 0, stdout: 'looked at 3 contracts and indexed 3 of them\n', stderr: '' })
  expect(await found(service)).toEqual(['a', 'b', 'c'])
  lose()
  expect((await reindex(cwd, '--after', 'a')).stdout).toBe('looked at 2 contracts and indexed 2 of them\n')
  expect(await found(service)).toEqual(['b', 'c'])
  expect((await reindex(cwd, '--missing')).stdout).toBe('looked at 3 contracts and indexed 1 of them\n')
  expect(await found(service)).toEqual(['a', 'b', 'c'])
  expect((await reindex(cwd, '--missing')).stdout).toBe('looked at 3 contracts and indexed 0 of them\n')
})

test('what others deleted is taken out, and may be written again before that', async () => {
  const { cwd, service, table } = await started()
  await put(service, 'a', '2.0.0', 'Refunds')
  table.exec(`delete from contracts where contract_id in ('b', 'c') or version = '2.0.0'`)
  await put(service, 'c')
  await reindex(cwd, '--missing')
  expect(await found(service)).toEqual(['a', 'c'])
  expect(await found(service, 'q=refunds')).toEqual([])
  const list = await (await fetch(`${service.url}/contracts`)).json()
  expect(list).toEqual({ items: ['a', 'c'], total: 2, limit: null, offset: 0 })
})

test('what another program inserts is found at once, also when it is made anew before it is taken over', async () => {
  const { cwd, service, table } = await started()
  const insert = table.prepare(
    `insert into contracts (contract_id, version, name, json, fingerprint) values (?, '1.0.0', ?, ?, ?)`,
  )
  const insertForeign = (id: string) =>
    insert.run(id, id, JSON.stringify({ id, version: '1.0.0', name: 'foreign orders' }), 'f'.repeat(64))
  insertForeign('d')
  expect(await found(service)).toEqual(['a', 'b', 'c', 'd'])
  insertForeign('e')
  await reindex(cwd)
  expect(await found(service)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(await found(service, 'q=foreign&sort=id')).toEqual(['d', 'e'])
})

test('the order of hits stays: the time of the last change, and the place', async () => {
  const { cwd, service } = await started()
  await put(service, 'a', '2.0.0')
  await put(service, 'b', '0.1.0')
  await put(service, 'a', '0.1.0')
  const orders = () => Promise.all(['relevance', 'updated'].map(sort => found(service, `sort=${sort}`)))
  const before = await orders()
  expect(before[1]).toEqual(['a', 'b', 'c'])
  const { next_cursor } = await pageOf(service, 'limit=1')
  await reindex(cwd)
  expect(await orders()).toEqual(before)
  const rest = await pageOf(service, `cursor=${next_cursor}`)
  expect(rest.items.map(hit => hit.contract_id)).toEqual(['b', 'c'])
})
