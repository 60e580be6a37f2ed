import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { notRun } from '../support/not-run.ts'
import { repositoryRoot } from '../support/python.ts'
import { type CommandResult, cleanEnvironment, type Service, startService } from '../support/service.ts'
import { findSpark } from '../support/spark.ts'
import { tempFolder } from '../support/temp-folder.ts'

const found = await findSpark()
if ('missing' in found) notRun('the example for Spark', found.missing)
const spark = 'missing' in found ? { python: '', env: {} } : found

const token = 'secret'
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

const column = (name: string, physicalType: string, more: object = {}) => ({
  name,
  physicalType,
  required: true,
  ...more,
})

async function publish(service: Service, id: string, version: string, status: string, properties: object[]) {
  const document = { version, kind: 'DataContract', apiVersion: 'v3.1.0', id, status }
  const answer = await fetch(`${service.url}/contracts/${id}/versions/${version}`, {
    ...{ method: 'PUT', headers },
    body: JSON.stringify({ ...document, schema: [{ name: 'orders', properties }] }),
  })
  expect(answer.status, await answer.text()).toBe(204)
}

const read = async (service: Service, path: string) =>
  (await fetch(`${service.url}${path}`, { headers })).json()

/** Writes what the job reads: once as the contract says, and once with an amount below 0. */
const landing = `
import os, pyarrow, pyarrow.parquet
for folder, amount in (("good", 2.5), ("bad", -1.0)):
    os.mkdir(folder)
    orders = pyarrow.table({"customer_id": [1, 1, 2], "amount": [10.0, 5.0, amount]})
    pyarrow.parquet.write_table(orders, f"{folder}/orders.parquet")
`

test.skipIf('missing' in found)(
  'a job on Spark reads and writes by its contracts, and leaves links and test runs',
  async () => {
    const cwd = tempFolder()
    const service = await startService({ env: { DC43_BACKEND_TOKEN: token } })
    onTestFinished(async () => void (await service.stop()))
    const run = (...args: string[]) =>
      new Promise<CommandResult>(resolve => {
        const env = cleanEnvironment({
          ...spark.env,
          DC43_REGISTRY_URL: service.url,
          DC43_REGISTRY_TOKEN: token,
          PYTHONUTF8: '1',
          NO_PROXY: '*',
        })
        const child = execFile(spark.python, args, { cwd, env }, (_, stdout, stderr) =>
          resolve({ code: child.exitCode, stdout, stderr }),
        )
      })
    const job = (source: string, target: string) =>
      run(join(repositoryRoot, 'examples/spark/orders_job.py'), join(cwd, source), join(cwd, target))

    const made = await run('-c', landing)
    expect(made.code, made.stderr).toBe(0)
    const orders = [
      column('customer_id', 'bigint'),
      column('amount', 'double', { quality: [{ mustBeGreaterThan: 0 }] }),
    ]
    const totals = [column('customer_id', 'bigint'), column('total', 'double')]
    await publish(service, 'landing.orders', '1.0.0', 'active', orders)
    await publish(service, 'landing.orders', '1.1.0', 'draft', orders)
    await publish(service, 'landing.orders', '2.0.0', 'active', orders)
    await publish(service, 'gold.orders', '2.1.0', 'active', totals)

    const good = await job('good', 'gold')
    expect(good.code, good.stderr).toBe(0)
    expect(good.stdout.split('\n').slice(0, 2)).toEqual(['landing.orders 1.0.0: ok', 'gold.orders 2.1.0: ok'])
    expect(good.stdout).toMatch(/spark:orders\/\S+: passed\npath:\S+\/gold follows gold.orders:2.1.0\n$/)
    const runs = await read(service, '/contracts/gold.orders/versions/2.1.0/test-runs')
    const told = runs.items.map(({ source, result, dataset }: Record<string, unknown>) => ({
      source,
      result,
      dataset,
    }))
    const dataset = { id: `path:${join(cwd, 'gold')}`, version: expect.any(String) }
    expect(told).toHaveLength(2)
    for (const source of ['dc43', 'spark']) expect(told).toContainEqual({ source, result: 'passed', dataset })
    const datasets = await read(service, '/contracts/gold.orders/versions/2.1.0/datasets')
    expect(datasets.items).toContainEqual(expect.objectContaining({ dataset_id: dataset.id }))

    const bad = await job('bad', 'nothing')
    expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining('column amount: 1 value of which')])
    expect(existsSync(join(cwd, 'nothing'))).toBe(false)
    const [last] = (await read(service, '/contracts/landing.orders/versions/1.0.0/test-runs?limit=1')).items
    expect(last).toMatchObject({ source: 'dc43', result: 'failed' })
  },
)
