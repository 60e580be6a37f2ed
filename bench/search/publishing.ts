import { startService } from '../service.ts'
import { corpusContract } from './corpus.ts'
import { ask } from './http.ts'
import type { CorpusSize } from './queries.ts'

/** Milliseconds between one publication and the next of a single client, with the index and without. */
export interface PublishingCost {
  readonly indexed: number
  readonly bare: number
  /** The rate with the index as a share of the rate without. */
  readonly rateShare: number
}

/** Each round publishes as many versions to either service, so that a change of the machine's speed meets both. */
const rounds = 5
const versionsInRound = 100

/**
 * Publishes further versions of contracts that are there, each another contract's, to the service as it is and to one
 * whose index is switched off. Nothing else may be measured on the database afterwards.
 */
export async function publishingCost(dsn: string, size: CorpusSize): Promise<PublishingCost> {
  const services = [await startService(dsn), await startService(dsn, { isIndexing: false })] as const
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    for (const [at, service] of services.entries()) {
      const number = `99.${round}.${at}`
      times[at]?.push(await publishMany(service.url, size, number))
    }
  }
  for (const service of services) await service.stop()
  // the first round warms up
  const [indexed = 0, bare = 0] = times.map(all => middle(all.slice(1)))
  return { indexed, bare, rateShare: Number((bare / indexed).toFixed(2)) }
}

async function publishMany(url: string, { contracts }: CorpusSize, number: string): Promise<number> {
  const step = Math.max(1, Math.floor(contracts / versionsInRound))
  let total = 0
  for (let at = 0; at < versionsInRound; at++) {
    const [version] = corpusContract((at * step) % contracts, 1)
    if (!version) continue
    const { contractId, document } = version
    const body = JSON.stringify({ ...document, version: number })
    total += (await ask(`${url}/contracts/${contractId}/versions/${number}`, 'PUT', body)).milliseconds
  }
  return total / versionsInRound
}

function middle(values: readonly number[]): number {
  return Number((values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0).toFixed(2))
}
