import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { postgresServer } from '../support/live-servers.ts'
import { notRun } from '../support/not-run.ts'
import { repositoryRoot } from '../support/python.ts'
import { type CommandResult, cleanEnvironment, type Service, startService } from '../support/service.ts'
import { untilReady } from '../support/service-requests.ts'
import { tempFolder } from '../support/temp-folder.ts'

// The Data Contract CLI and the command line of Entropy Data, as people use them: each call is a process of its own.

const programs = join(repositoryRoot, 'test/datacontract-cli/.venv/bin')
const isThere = existsSync(join(programs, 'datacontract'))
if (!isThere)
  notRun(
    'the Data Contract CLI',
    'run "python3 -m venv test/datacontract-cli/.venv && test/datacontract-cli/.venv/bin/pip install -r test/datacontract-cli/requirements.txt" (Python 3.11 or newer)',
  )

const stores = [
  { name: 'SQLite', isThere: true, create: undefined },
  { name: 'PostgreSQL', isThere: postgresServer.isThere, create: () => postgresServer.create() },
]

const oddId = 'sales/orders 2026?#é'

function documentOf(id: string, { version = '1.0.0', status = 'draft', name = 'Orders' } = {}): string {
  return `version: ${version}
kind: DataContract
apiVersion: v3.1.0
id: ${id}
name: ${name} # of all shops
status: ${status}
contractCreatedTs: 2026-01-02T03:04:05Z
servers:
  - {server: production, type: postgres, host: db, port: 5432, database: shop, schema: public}
schema:
  - name: orders
    physicalType: table
    properties:
      - {name: order_id, logicalType: integer, physicalType: bigint, required: true}
`
}

/** Runs the programs in a folder with documents, against a registry that wants a token. */
function programsFor(service: Service, token: string) {
  const cwd = tempFolder()
  const env = cleanEnvironment({
    HOME: cwd,
    ENTROPY_DATA_HOST: service.url,
    ENTROPY_DATA_API_KEY: token,
    PYTHONUTF8: '1',
    NO_COLOR: '1',
    COLUMNS: '2000',
  })
  const run = (program: string, args: readonly string[]) =>
    new Promise<CommandResult>(resolve => {
      const child = execFile(join(programs, program), [...args], { cwd, env }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode, stdout, stderr }),
      )
    })
  return {
    write: (name: string, text: string) => writeFileSync(join(cwd, name), text),
    datacontract: (...args: string[]) => run('datacontract', args),
    entropyData: (...args: string[]) => run('entropy-data', args),
    read: (path: string, accept = 'application/json') =>
      fetch(service.url + path, { headers: { 'x-api-key': token, accept } }),
  }
}

async function started(dsn?: string) {
  const env = { DC43_BACKEND_TOKEN: 'secret', ...(dsn !== undefined && { DC43_CONTRACT_STORE_DSN: dsn }) }
  const service = await startService({ env })
  onTestFinished(async () => void (await service.stop()))
  await untilReady(service)
  return { service, ...programsFor(service, 'secret') }
}

describe.skipIf(!isThere)('a registry', () => {
  test.each(stores)('on $name is published to, linted and exported by the Data Contract CLI', async ({
    isThere,
    create,
  }) => {
    if (!isThere) return
    const database = await create?.()
    if (database) onTestFinished(() => database.drop())
    const { service, write, datacontract, read } = await started(database?.dsn)
    write('orders.odcs.yaml', documentOf(JSON.stringify(oddId)))
    const published = await datacontract('publish', 'orders.odcs.yaml')
    expect(published.code, published.stderr).toBe(0)
    expect(published.stdout).toContain('Published data contract successfully')
    const version = `/contracts/${encodeURIComponent(oddId)}/versions/1.0.0`
    expect(published.stdout).toContain(`Open ${service.url}${version}\n`)
    expect(await (await read(version)).json()).toMatchObject({
      id: oddId,
      contractCreatedTs: '2026-01-02T03:04:05Z',
      schema: [{ properties: [{ name: 'order_id', required: true }] }],
    })
    const { items } = (await (await read('/history')).json()) as { items: object[] }
    expect(items).toMatchObject([{ operation: 'create', contract_id: oddId }])

    const url = `${service.url}/api/datacontracts/${encodeURIComponent(oddId)}`
    const linted = await datacontract('lint', url)
    expect([linted.code, linted.stdout]).toEqual([0, expect.stringContaining('Data contract is valid')])
    const sql = await datacontract('export', 'sql', `${url}/datacontract.yaml`)
    expect(sql.stdout).toMatch(/CREATE TABLE orders \(\s+order_id bigint NOT NULL/i)
  })

  test('keeps the test runs of the Data Contract CLI, which uses DuckDB on a file', async () => {
    const { service, write, datacontract, read } = await started()
    const server = '{server: local, type: local, path: ./orders.csv, format: csv, delimiter: ","}'
    const document = documentOf('orders', { status: 'active' }).replace(/\{server: production.*\}/, server)
    write('orders.yaml', document)
    expect((await datacontract('publish', 'orders.yaml')).code).toBe(0)
    const tested = async (column: string) => {
      write('orders.csv', `${column}\n1\n2\n`)
      return datacontract('test', 'orders.yaml', '--publish-test-results')
    }
    const told = expect.stringContaining(`Open ${service.url}/test-runs/datacontract-cli%3A`)
    const passed = await tested('order_id')
    expect([passed.code, passed.stdout]).toEqual([0, told])
    const failed = await tested('number')
    expect([failed.code, failed.stdout]).toEqual([1, told])
    const runs = await read('/contracts/orders/versions/1.0.0/test-runs')
    const { items } = (await runs.json()) as { items: { run_id: string }[] }
    expect(items).toMatchObject([
      { source: 'datacontract-cli', server: 'local', result: 'failed', version_known: true },
      { source: 'datacontract-cli', server: 'local', result: 'passed', checks: { failed: 0, error: 0 } },
    ])
    const report = await read(`/test-runs/${encodeURIComponent(items[0]?.run_id ?? '')}/report`)
    expect(await report.json()).toMatchObject({ dataContractId: 'orders', result: 'failed' })
    expect(((await (await read('/search?tests=failed')).json()) as { total: number }).total).toBe(1)
  })

  test('says why it refuses, in what the Data Contract CLI prints', async () => {
    const { write, datacontract } = await started()
    write('first.yaml', documentOf('orders', { status: 'active' }))
    write('other.yaml', documentOf('orders', { status: 'active', name: 'Others' }))
    write('number.yaml', documentOf('orders', { version: '1.5' }))
    expect((await datacontract('publish', 'first.yaml')).code).toBe(0)
    const refused = await datacontract('publish', 'other.yaml')
    expect([refused.code, refused.stdout]).toEqual([
      1,
      expect.stringContaining('the content of such a version is not changed; publish a new version instead'),
    ])
    const number = await datacontract('publish', 'number.yaml')
    expect([number.code, number.stdout]).toEqual([1, expect.stringContaining('in quotes')])
  })

  test('is used by the command line of Entropy Data', async () => {
    const { write, entropyData, read } = await started()
    const document = documentOf('orders').replace(/^contractCreatedTs.*\n/m, '')
    write('orders.yaml', document)
    const saved = await entropyData('datacontracts', 'put', 'orders', '--file', 'orders.yaml')
    expect([saved.code, saved.stdout + saved.stderr]).toEqual([0, expect.stringContaining("'orders' saved")])
    const listed = await entropyData('datacontracts', 'list', '--query', 'orders', '-o', 'json')
    expect(JSON.parse(listed.stdout)).toMatchObject([{ id: 'orders', name: 'Orders', version: '1.0.0' }])
    const yaml = await entropyData('datacontracts', 'yaml', 'orders')
    expect(yaml.stdout).toContain('id: orders\n')
    expect((await entropyData('datacontracts', 'delete', 'orders')).code).toBe(0)
    expect((await read('/api/datacontracts/orders')).status).toBe(404)
    const missing = await entropyData('datacontracts', 'delete', 'orders')
    expect([missing.code, missing.stdout + missing.stderr]).toEqual([
      1,
      expect.stringContaining('there is no contract "orders"'),
    ])
  })
})
