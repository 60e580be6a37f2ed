/**
 * A generous gate: it fails when a read takes many times more processor time than it did, and not because a machine is slow or
 * busy. What it costs exactly is measured by `npm run bench`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cases } from '../../bench/cases.ts'
import { Bench } from '../../bench/measure.ts'
import { bareRoutes, registryOn, type Subject } from '../../bench/subjects.ts'

const rounds = 5
const requests = 500

/** Today it is twice that of a bare route that sends the same bytes, with a client that keeps ten connections. */
const mostTimesBare = 12

test('an exact read takes few times the processor time of a route that only sends the document', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-cost-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const exact = cases.find(({ name }) => name === 'exact')
  const registry = await registryOn('sqlite', 'dist/cli.js', ['read'])
  if (!exact || !registry || typeof exact.load === 'string') throw new Error('there is nothing to measure')
  onTestFinished(() => registry.stop())
  const answers = await new Bench(folder).answers([exact], registry)
  const bare = await bareRoutes(answers, join(folder, 'answers.json'))
  onTestFinished(() => bare.stop())
  const { path } = exact.load
  // both have compiled what they run often
  await cpuOf(registry, path)
  await cpuOf(bare, '/exact')
  // the best round counts: what else the machine does makes caches cold and so each request dearer
  const own: number[] = []
  let ofBare = 0
  for (let round = 0; round < rounds; round++) {
    own.push(await cpuOf(registry, path))
    ofBare += await cpuOf(bare, '/exact')
  }
  expect(Math.min(...own)).toBeLessThan(mostTimesBare * (ofBare / rounds))
})

/** Milliseconds of processor time that a server takes for the requests of a round. */
async function cpuOf({ server }: Subject, path: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 10 })
  const before = server.cpuMilliseconds()
  const statuses = await Promise.all(
    Array.from({ length: requests }, () => statusOf(server.url + path, agent)),
  )
  agent.destroy()
  expect(new Set(statuses)).toEqual(new Set([200]))
  return server.cpuMilliseconds() - before
}

function statusOf(url: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, answer => {
      answer.resume().on('end', () => resolve(answer.statusCode))
    }).on('error', reject)
  })
}
