import { cpus, totalmem } from 'node:os'
import type { Result } from './measure.ts'
import type { Subject } from './subjects.ts'

/** What a run gives, as JSON. */
export interface Output {
  readonly date: string
  readonly machine: { readonly processor: string; readonly cores: number; readonly memoryGigabytes: number }
  readonly node: string
  readonly rounds: number
  readonly seconds: number
  readonly subjects: readonly {
    readonly name: string
    readonly version: string
    readonly readyMilliseconds: number
    readonly readyMegabytes: number
    readonly peakMegabytes: number
  }[]
  readonly results: readonly Result[]
}

/** All that is to be told of a run that has just ended. */
export function outputOf(
  subjects: readonly Subject[],
  results: readonly Result[],
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Output {
  return {
    date: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    },
    node: process.version,
    ...{ rounds, seconds },
    subjects: subjects.map(({ name, version, server }) => {
      const { readyMilliseconds, readyMegabytes } = server
      return { name, version, readyMilliseconds, readyMegabytes, peakMegabytes: server.peakMegabytes() }
    }),
    results,
  }
}
