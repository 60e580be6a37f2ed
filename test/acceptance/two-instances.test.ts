/** Services whose contracts are in files: two on the same place, one after the other, and by the configuration alone. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { notRun } from '../support/not-run.ts'
import { type Service, startService } from '../support/service.ts'
import { ask, publishTo, readFrom, untilReady } from '../support/service-requests.ts'
import { tempFolder } from '../support/temp-folder.ts'

async function start(env: Readonly<Record<string, string>>): Promise<Service> {
  const service = await startService({ env: { DC43_CONTRACT_STORE_DSN: '', ...env } })
  onTestFinished(async () => void (await service.stop()))
  await untilReady(service)
  return service
}

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    notRun('services on git repositories', `there is no ${program}`)
    return false
  }
}

describe.each([
  ['filesystem', true],
  ['git', isThere('git')],
])('services on %s', (type, isPossible) => {
  const places = () => ({
    DC43_CONTRACT_STORE_TYPE: type,
    DC43_CONTRACT_STORE: join(tempFolder(), 'contracts'),
  })

  test.skipIf(!isPossible).each([
    ['with an index each', () => ({})],
    [
      'with one index',
      () => ({ DC43_CONTRACT_STORE_INDEX_DSN: `sqlite:///${join(tempFolder(), 'index.db')}` }),
    ],
  ])('two at a time see what the other one does, %s', async (_, more) => {
    const env = { ...places(), ...more() }
    const [one, other] = [await start(env), await start(env)]
    const versions = Array.from({ length: 10 }, (_, at) => `1.0.${at}`)
    const answers = await Promise.all(
      versions.map((version, at) =>
        publishTo(at % 2 ? one : other, 'sales.orders', version, { name: `n${at}` }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(versions.map(() => 204))
    for (const service of [one, other]) {
      expect(JSON.parse((await ask(service, '/contracts/sales.orders/versions')).text)).toEqual(versions)
      expect(JSON.parse((await ask(service, '/search?q=n7')).text).items).toMatchObject([
        { contract_id: 'sales.orders' },
      ])
      const { items } = JSON.parse((await ask(service, '/history')).text)
      expect(items.map((event: { sequence: number }) => event.sequence)).toEqual(
        versions.map((_, at) => at + 1),
      )
    }
    const runs = '/contracts/sales.orders/versions/1.0.0/test-runs'
    const headers = { 'content-type': 'application/json' }
    const run = { method: 'POST', headers, body: JSON.stringify({ run_id: 'r', result: 'failed' }) }
    expect((await ask(one, runs, run)).status).toBe(201)
    expect((await ask(other, '/test-runs/job:r')).status).toBe(200)
    expect((await ask(other, '/search?tests=failed')).status).toBe(200)
    expect(await one.stop()).toBe(0)
    expect((await publishTo(other, 'sales.orders', '1.1.0')).status).toBe(204)
    const next = await start(env)
    expect((await readFrom(next, 'sales.orders', '1.1.0')).status).toBe(200)
    expect((await ask(next, '/test-runs/job:r')).status).toBe(200)
  })
})
