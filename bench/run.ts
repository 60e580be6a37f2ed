/**
 * Measures reads and publishes over HTTP on several databases, as ratios to bare Fastify routes that send the same bytes
 * in the same run, because only ratios can be compared between machines. Prints a line for each result and writes
 * `bench/results/bench.json` and, with `--docs`, `docs/benchmarks.md`. The Python service of dc43 is measured beside them
 * on the same databases, when `--python` names an interpreter that has it, with uvicorn and the drivers.
 *
 * Usage: npm run bench [-- --store sqlite,postgres --case publish,latest --rounds 5 --seconds 4 --program src/cli.ts]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Case, cases } from './cases.ts'
import { type DatabaseName, databaseNames } from './databases.ts'
import { dc43On } from './dc43.ts'
import { Bench, type Result } from './measure.ts'
import { outputOf } from './output.ts'
import { pageOf } from './page.ts'
import { bareRoutes, registryOn, type Subject } from './subjects.ts'

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: databaseNames.join(',') },
    case: { type: 'string', default: '' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    program: { type: 'string', default: 'dist/cli.js' },
    python: { type: 'string', default: '.venv/bin/python' },
    docs: { type: 'boolean', default: false },
  },
})
const method = { rounds: Number(values.rounds), seconds: Number(values.seconds) }
const folder = mkdtempSync(join(tmpdir(), 'registry-bench-'))
const subjects: Subject[] = []

try {
  const chosen = chosenCases(values.case)
  const bench = new Bench(folder)
  const data = new Set(chosen.flatMap(one => one.data))
  for (const name of chosenStores(values.store)) {
    tell(`${name}: publishing what is read`)
    const subject = await registryOn(name, values.program, data)
    if (subject) subjects.push(subject)
    else tell(`${name} is not installed`)
  }
  const [first] = subjects
  if (!first) throw new Error('there is no database to measure on')
  const known = new Set(chosen.filter(one => one.isInDc43).flatMap(one => one.data))
  for (const name of chosenStores(values.store)) {
    const other = await dc43On(name, values.python, known)
    if (other) subjects.push(other)
    else tell(`dc43 on ${name} is not measured: dc43, uvicorn, the driver or the database is missing`)
  }
  subjects.unshift(await bareRoutes(await bench.answers(chosen, first), join(folder, 'answers.json')))
  const results: Result[] = []
  for (const one of chosen) {
    const own = await bench.measure(one, subjects, method.rounds, method.seconds)
    results.push(...own)
    print(one, own)
  }
  write(results)
} finally {
  for (const subject of subjects) await subject.stop()
  rmSync(folder, { recursive: true, force: true })
}

function chosenCases(text: string): Case[] {
  const chosen = cases.filter(({ name }) => text.split(',').some(part => name.startsWith(part)))
  if (chosen.length > 0) return chosen
  throw new Error(`--case is one or more of ${cases.map(({ name }) => name).join(', ')}, or how they begin`)
}

function chosenStores(text: string): DatabaseName[] {
  return text.split(',').map(part => {
    const name = databaseNames.find(known => known === part)
    if (!name) throw new Error(`--store is one or more of ${databaseNames.join(', ')}`)
    return name
  })
}

function print({ title }: Case, results: readonly Result[]): void {
  console.log(title)
  for (const { subject, requestsPerSecond, ratioToBare, p50, p99, serviceCpu, databaseCpu } of results) {
    const rate = `${String(requestsPerSecond).padStart(7)} requests/s  ${ratioToBare.toFixed(3)} of bare`
    const times = `p50 ${p50} ms  p99 ${p99} ms`
    console.log(`  ${subject.padEnd(14)}${rate}  ${times}  CPU ${serviceCpu} + ${databaseCpu} ms`)
  }
}

function write(results: readonly Result[]): void {
  const output = outputOf(subjects, results, method)
  for (const { name, readyMilliseconds, readyMegabytes, peakMegabytes } of output.subjects)
    console.log(
      `${name.padEnd(14)}ready after ${readyMilliseconds} ms with ${readyMegabytes} MB of memory, at most ${peakMegabytes} MB`,
    )
  const place = join(import.meta.dirname, 'results')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'bench.json'), `${JSON.stringify(output, null, 2)}\n`)
  if (values.docs) writeFileSync(join(import.meta.dirname, '../docs/benchmarks.md'), pageOf(output))
}

function tell(progress: string): void {
  process.stderr.write(`${progress}\n`)
}
