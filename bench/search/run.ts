/**
 * Measures searches and lists over HTTP, one request after the other, on a corpus and on one of 1,000 contracts with
 * 10 versions each, and what the index costs publishers. Prints progress on stderr and JSON on stdout, which is also
 * written to `bench/results/search-<database>.json`.
 *
 * Usage: npm run bench:search [-- --database sqlite|postgres|mariadb --contracts 5000 --versions 10 --seconds 2]
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type BenchDatabase, type DatabaseName, databaseMaker, databaseNames } from '../databases.ts'
import type { ServerProcess } from '../processes.ts'
import { startService } from '../service.ts'
import { fill } from './fill.ts'
import { ask, countLines, percentile } from './http.ts'
import { publishingCost } from './publishing.ts'
import { type CorpusSize, measuredRequests } from './queries.ts'

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'sqlite' },
    contracts: { type: 'string', default: '5000' },
    versions: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '2' },
  },
})
const seconds = Number(values.seconds)
const small: CorpusSize = { contracts: 1000, versions: 10 }

interface Timing {
  readonly p50: number
  readonly p95: number
  /** Of the service; on a machine with other work it tells more than the times that passed. */
  readonly cpu: number
  readonly requests: number
}

const name = databaseNames.find(known => known === values.database)
if (!name) throw new Error(`--database is one of ${databaseNames.join(', ')}`)
await main(name, { contracts: Number(values.contracts), versions: Number(values.versions) })

async function main(database: DatabaseName, size: CorpusSize): Promise<void> {
  const maker = await databaseMaker(database)
  if (!maker) throw new Error(`${database} is not installed`)
  try {
    const base = await measured(await maker.create(), small)
    const own = await measured(await maker.create(), size)
    report({ database, size, ...own, queries: withRatios(own.timings, base.timings), base: base.publishing })
  } finally {
    await maker.stop()
  }
}

/** Loads a database, measures on it and drops it. */
async function measured(database: BenchDatabase, size: CorpusSize) {
  const start = performance.now()
  await fill(database.dsn, size, contracts => {
    if (contracts % 1000 === 0) tell(`${contracts} of ${size.contracts} contracts loaded`)
  })
  await database.settle()
  const loadedIn = Math.round((performance.now() - start) / 1000)
  const megabytes = await database.sizes()
  const reading = await measureReads(database.dsn, size)
  const publishing = await publishingCost(database.dsn, size)
  await database.drop()
  return { loadedIn, megabytes, ...reading, publishing }
}

async function measureReads(dsn: string, size: CorpusSize) {
  const service = await startService(dsn)
  const timings = new Map<string, Timing>()
  for (const { name, urls } of await measuredRequests(service.url, size)) {
    timings.set(name, await timed(urls, service))
    tell(`${name}: ${JSON.stringify(timings.get(name))}`)
  }
  const streams = [
    await streamed('/contracts?format=ndjson&versions=all', service.url),
    await streamed('/search?format=ndjson', service.url),
  ]
  const peakMegabytes = service.peakMegabytes()
  await service.stop()
  return { timings, streams, peakMegabytes }
}

/** Sends the requests in turn: once, or for a quarter of the time, to warm up, and then for the time there is. */
async function timed(urls: readonly string[], service: ServerProcess): Promise<Timing> {
  await repeated(urls, seconds / 4)
  const before = service.cpuMilliseconds()
  const times = await repeated(urls, seconds)
  const cpu = Number(((service.cpuMilliseconds() - before) / times.length).toFixed(2))
  return { cpu, p50: percentile(times, 0.5), p95: percentile(times, 0.95), requests: times.length }
}

async function repeated(urls: readonly string[], forSeconds: number): Promise<number[]> {
  const times: number[] = []
  const end = performance.now() + forSeconds * 1000
  for (let at = 0; at < urls.length || performance.now() < end; at++) {
    if (performance.now() > end + 10_000) break
    times.push((await ask(urls[at % urls.length] ?? '')).milliseconds)
  }
  return times
}

async function streamed(path: string, url: string) {
  const { lines, bytes, milliseconds } = await countLines(url + path)
  return { path, lines, megabytes: Math.round(bytes / 1024 / 1024), seconds: Math.round(milliseconds / 1000) }
}

function withRatios(own: ReadonlyMap<string, Timing>, base: ReadonlyMap<string, Timing>) {
  return [...own].map(([name, timing]) => {
    const ratio = timing.p50 / (base.get(name)?.p50 ?? Number.NaN)
    return { name, ...timing, ratioToThousand: Number(ratio.toFixed(2)) }
  })
}

function report({ timings: _, ...results }: Record<string, unknown> & { database: DatabaseName }): void {
  const text = JSON.stringify({ date: new Date().toISOString(), node: process.version, ...results }, null, 2)
  const folder = join(import.meta.dirname, '../results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `search-${results.database}.json`), `${text}\n`)
  console.log(text)
}

function tell(progress: string): void {
  process.stderr.write(`${progress}\n`)
}
