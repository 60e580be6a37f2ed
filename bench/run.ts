/**
 * Measures reads on SQLite as ratios to a bare fastify route that sends the same bytes, all in one run, because
 * only ratios can be compared between machines. Prints a table and writes `bench/results/reads.json`.
 *
 * Usage: npm run bench [-- --rounds 5 --seconds 4]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { contractDocument } from './documents.ts'
import { median, requestRate, type Target } from './wrk.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' } },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const ports = { bare: 18_101, registry: 18_102 }
const registry = `http://127.0.0.1:${ports.registry}`
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'registry-bench-'))
const children: ChildProcess[] = []

try {
  const targets = await prepare()
  const rates = await measure(targets)
  report(targets, rates)
} finally {
  for (const child of children) child.kill()
  rmSync(folder, { recursive: true, force: true })
}

/** As `npm start` and the image have it. */
const heap = ['--max-semi-space-size=8', '--heap-growing-percent=50']

async function prepare(): Promise<Target[]> {
  const json = JSON.stringify(contractDocument('bench.read', '1.0.0'))
  writeFileSync(join(folder, 'document.json'), json)
  start(['bench/bare.ts', join(folder, 'document.json'), String(ports.bare)], {})
  start([...heap, 'dist/cli.js', 'serve'], {
    DC43_CONTRACT_STORE_DSN: `sqlite:///${join(folder, 'bench.db')}`,
    DC43_SERVER_HOST: '127.0.0.1',
    DC43_SERVER_PORT: String(ports.registry),
    DC43_SERVER_LOG_LEVEL: 'warn',
  })
  await answering(`http://127.0.0.1:${ports.bare}/constant`)
  await answering(`${registry}/health`)
  await publish('bench.read', '1.0.0')
  for (let version = 0; version < 1000; version++) await publish('bench.latest', `1.${version}.0`)
  const exact = `${registry}/contracts/bench.read/versions/1.0.0`
  const etag = (await fetch(exact)).headers.get('etag') ?? ''
  return [
    { name: 'bare route', url: `http://127.0.0.1:${ports.bare}/constant` },
    { name: 'exact version', url: exact },
    { name: 'not modified (304)', url: exact, headers: { 'If-None-Match': etag } },
    { name: 'latest of 1,000', url: `${registry}/contracts/bench.latest/latest` },
  ]
}

function start(args: string[], env: Record<string, string>): void {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  children.push(child)
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await delay(50)
  }
  throw new Error(`${url} does not answer`)
}

async function publish(id: string, version: string): Promise<void> {
  const answer = await fetch(`${registry}/contracts/${id}/versions/${version}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(contractDocument(id, version)),
  })
  if (answer.status !== 204)
    throw new Error(`publishing ${id} ${version} answered ${answer.status}: ${await answer.text()}`)
}

/** Each round measures every target once, so that a change of the machine's speed meets all of them. */
async function measure(targets: readonly Target[]): Promise<Map<string, number[]>> {
  const rates = new Map(targets.map(target => [target.name, [] as number[]]))
  for (const target of targets) await requestRate(target, 1)
  for (let round = 0; round < rounds; round++) {
    for (const target of targets) rates.get(target.name)?.push(await requestRate(target, seconds))
  }
  return rates
}

function report(targets: readonly Target[], rates: ReadonlyMap<string, readonly number[]>): void {
  const bare = rates.get('bare route') ?? []
  const results = targets.map(({ name }) => {
    const own = rates.get(name) ?? []
    const ratio = median(own.map((rate, round) => rate / (bare[round] ?? Number.NaN)))
    return { name, requestsPerSecond: Math.round(median(own)), ratioToBare: Number(ratio.toFixed(3)) }
  })
  const output = {
    date: new Date().toISOString(),
    node: process.version,
    rounds,
    seconds,
    connections: 50,
    results,
  }
  mkdirSync(join(root, 'bench/results'), { recursive: true })
  writeFileSync(join(root, 'bench/results/reads.json'), `${JSON.stringify(output, null, 2)}\n`)
  for (const { name, requestsPerSecond, ratioToBare } of results) {
    console.log(
      `${name.padEnd(20)} ${String(requestsPerSecond).padStart(7)} requests/s   ${ratioToBare.toFixed(2)} of bare`,
    )
  }
}
