import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerOf, type KnownAnswer } from './answers.ts'
import type { Case } from './cases.ts'
import { documentLines } from './data.ts'
import { median } from './median.ts'
import type { ServerProcess } from './processes.ts'
import type { Subject } from './subjects.ts'
import { type Load, type Outcome, runWrk } from './wrk/run.ts'

/** What one subject did in one case, in the middle of all rounds. */
export interface Result {
  readonly case: string
  readonly subject: string
  readonly requestsPerSecond: number
  /** Its rate as a share of that of the bare route in the same round. */
  readonly ratioToBare: number
  /** Milliseconds within which half of the requests, and 99 of 100, were answered. */
  readonly p50: number
  readonly p99: number
  /** Milliseconds of processor time for each request. */
  readonly serviceCpu: number
  readonly databaseCpu: number
}

interface Sample extends Outcome {
  readonly serviceCpu: number
  readonly databaseCpu: number
}

/** Sends the requests of cases to subjects. */
export class Bench {
  readonly #folder: string
  readonly #documents: string
  /** Tells the contracts of one run from those of the others. */
  #runs = 0

  /** @param folder where files may be written. */
  constructor(folder: string) {
    this.#folder = folder
    this.#documents = join(folder, 'documents.ndjson')
    writeFileSync(this.#documents, documentLines(500))
  }

  /** What the registry answers in the cases that send one request again and again. */
  async answers(cases: readonly Case[], { server }: Subject): Promise<KnownAnswer[]> {
    const fixed = cases.filter(({ load }) => typeof load !== 'string')
    return Promise.all(
      fixed.map(async one => {
        const { headers = {}, ...request } = typeof one.load === 'string' ? { path: '' } : one.load
        const tag = one.isConditional ? await this.#tagHeader(one, server.url) : {}
        return answerOf(one.name, server.url, { ...request, headers: { ...headers, ...tag } })
      }),
    )
  }

  /** Each round measures every subject once, so that a change of the machine's speed meets all of them. */
  async measure(one: Case, subjects: readonly Subject[], rounds: number, seconds: number): Promise<Result[]> {
    const loads = new Map<Subject, () => Load>()
    const knowing = subjects.filter(subject => subject.knows(one))
    for (const subject of knowing) loads.set(subject, await this.#loadOf(one, subject))
    const samples = new Map(knowing.map(subject => [subject, [] as Sample[]]))
    for (const [subject, load] of loads) await sampleOf(one, subject, load(), Math.max(3, seconds / 2))
    for (let round = 0; round < rounds; round++) {
      for (const [subject, load] of loads)
        samples.get(subject)?.push(await sampleOf(one, subject, load(), seconds))
    }
    const bare = [...samples].find(([{ name }]) => name === 'bare')?.[1] ?? []
    return [...samples].map(([{ name }, own]) => resultOf(one.name, name, own, bare))
  }

  async #loadOf(one: Case, { server, pathOf }: Subject): Promise<() => Load> {
    const { load, connections } = one
    if (typeof load === 'string') {
      return () => {
        this.#runs++
        const script = { name: 'publish', args: [load, this.#documents, String(this.#runs)] }
        return { url: server.url, connections, script }
      }
    }
    const url = server.url + (pathOf(one.name) ?? load.path)
    const isBare = pathOf(one.name) !== undefined
    const tag = one.isConditional && !isBare ? await this.#tagHeader(one, server.url) : {}
    const headers = { ...load.headers, ...tag }
    if (load.inTurn && !isBare) {
      const file = join(this.#folder, `${one.name}.txt`)
      writeFileSync(file, load.inTurn.join('\n'))
      return () => ({ url, connections, headers, script: { name: 'paths', args: [file] } })
    }
    if (load.body === undefined) return () => ({ url, connections, headers })
    const file = join(this.#folder, `${one.name}.json`)
    writeFileSync(file, load.body)
    return () => ({ url, connections, headers, script: { name: 'post', args: [file] } })
  }

  async #tagHeader({ name, load }: Case, url: string): Promise<Record<string, string>> {
    if (typeof load === 'string') return {}
    const { headers } = await answerOf(name, url, load)
    return { 'if-none-match': headers.etag ?? '' }
  }
}

async function sampleOf(
  { title, load: asked }: Case,
  { name, server, databaseCpu }: Subject,
  load: Load,
  seconds: number,
): Promise<Sample> {
  const before = { service: server.cpuMilliseconds(), database: databaseCpu() }
  const outcome = await runWrk(load, seconds).catch((cause: unknown) => {
    throw new Error(`${name}, ${title}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  })
  if (typeof asked === 'string') await settle(server)
  return {
    ...outcome,
    serviceCpu: (server.cpuMilliseconds() - before.service) / outcome.requests,
    databaseCpu: (databaseCpu() - before.database) / outcome.requests,
  }
}

/** Has the index follow what was published: that is part of what it costs, and would slow down who is measured next. */
async function settle({ url }: ServerProcess): Promise<void> {
  const answer = await fetch(`${url}/search?q=order`)
  await answer.arrayBuffer()
}

function resultOf(name: string, subject: string, own: readonly Sample[], bare: readonly Sample[]): Result {
  const middle = (value: (sample: Sample) => number) => rounded(median(own.map(value)))
  const ratios = own.map((sample, round) => {
    return sample.requestsPerSecond / (bare[round]?.requestsPerSecond ?? Number.NaN)
  })
  return {
    ...{ case: name, subject },
    requestsPerSecond: middle(sample => sample.requestsPerSecond),
    ratioToBare: rounded(median(ratios)),
    p50: middle(sample => sample.p50),
    p99: middle(sample => sample.p99),
    serviceCpu: middle(sample => sample.serviceCpu),
    databaseCpu: middle(sample => sample.databaseCpu),
  }
}

/** To three digits that count, and to thousandths at most. */
function rounded(value: number): number {
  return Number(value >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toFixed(3))
}
