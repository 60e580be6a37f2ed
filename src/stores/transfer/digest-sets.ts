import { createHash } from 'node:crypto'

/** How many texts there are of a contract, and a digest of them all. */
export interface DigestSet {
  readonly count: number
  readonly sum: bigint
}

const none: DigestSet = { count: 0, sum: 0n }

/** Two digests are added in 128 bits. */
const mask = (1n << 128n) - 1n

/**
 * What is known of many contracts in little memory: of each a digest of its texts in whatever order they came. Histories
 * of two stores are compared by it: stores number what happened at the same moment each in its own order.
 */
export class DigestSets {
  readonly #sets = new Map<string, DigestSet>()

  /** The set of the contract with this text. */
  add(contractId: string, text: string): DigestSet {
    const { count, sum } = this.of(contractId)
    const set = { count: count + 1, sum: (sum + numberOf(text)) & mask }
    this.#sets.set(contractId, set)
    return set
  }

  of(contractId: string): DigestSet {
    return this.#sets.get(contractId) ?? none
  }

  get size(): number {
    return this.#sets.size
  }

  contractIds(): IterableIterator<string> {
    return this.#sets.keys()
  }
}

function numberOf(text: string): bigint {
  return BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 32)}`)
}
