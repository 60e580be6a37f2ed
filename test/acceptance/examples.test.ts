import { execFile } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { notRun } from '../support/not-run.ts'
import { findPython, repositoryRoot } from '../support/python.ts'
import { type CommandResult, cleanEnvironment, type Service, startService } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'

const found = await findPython()
if ('missing' in found) notRun('the examples in Python', found.missing)
const python = 'python' in found ? found.python : ''

const token = 'secret'

async function publish(service: Service, id: string, version: string, status: string): Promise<void> {
  const answer = await fetch(`${service.url}/contracts/${id}/versions/${version}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ version, id, status, schema: [{ name: `${id} ${version}` }] }),
  })
  expect(answer.status, await answer.text()).toBe(204)
}

test.skipIf('missing' in found)(
  'a job in Python has its contracts by range and status, and when the registry is away',
  async () => {
    const cwd = tempFolder()
    const service = await startService({ env: { DC43_BACKEND_TOKEN: token } })
    onTestFinished(async () => void (await service.stop()))
    const example = join(repositoryRoot, 'examples/python/contracts_of_job.py')
    const run = () =>
      new Promise<CommandResult>(resolve => {
        const env = cleanEnvironment({
          DC43_REGISTRY_URL: service.url,
          DC43_REGISTRY_TOKEN: token,
          DC43_CONTRACTS_CACHE: join(cwd, 'kept'),
          PYTHONUTF8: '1',
          NO_PROXY: '*',
        })
        const child = execFile(python, [example], { cwd, env }, (_, stdout, stderr) =>
          resolve({ code: child.exitCode, stdout, stderr }),
        )
      })

    await publish(service, 'sales.orders', '1.2.0', 'active')
    await publish(service, 'sales.orders', '1.3.0', 'draft')
    await publish(service, 'sales.orders', '2.0.0', 'active')
    const missing = await run()
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringContaining('ContractsMissing: there is no contract "sales.customers"'),
    ])

    await publish(service, 'sales.customers', '3.0.0', 'active')
    const shown =
      "sales.orders 1.2.0 ['sales.orders 1.2.0']\nsales.customers 3.0.0 ['sales.customers 3.0.0']\n"
    for (const _ of ['all is sent', 'nothing has changed'])
      expect(await run()).toEqual({ code: 0, stdout: shown, stderr: '' })
    // two exact versions and one answer for the job
    expect(readdirSync(join(cwd, 'kept'))).toHaveLength(3)

    // files that are damaged, as by a full disk, count as none
    for (const file of readdirSync(join(cwd, 'kept'))) writeFileSync(join(cwd, 'kept', file), '{"etag": "')
    expect(await run()).toEqual({ code: 0, stdout: shown, stderr: '' })

    await service.stop()
    // the log is whole when the service has ended
    const statuses = [...service.stdout().matchAll(/"operation":"get_version".*?"status":(\d+)/g)]
    expect(statuses.map(match => match[1])).toEqual(['200', '200', '304', '304', '200', '200'])
    const away = await run()
    expect([away.code, away.stdout]).toEqual([0, shown])
    expect(away.stderr).toContain('the registry is away')
    for (const file of readdirSync(join(cwd, 'kept'))) writeFileSync(join(cwd, 'kept', file), '')
    const lost = await run()
    expect([lost.code, lost.stdout]).toEqual([1, ''])
    expect(lost.stderr).toContain('ConnectionError')
  },
)
