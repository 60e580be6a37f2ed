import type { ContractVersion } from '../../../src/domain/contract-version.ts'

/** What a stub of a driver answers, told by the text of the statement alone. */
export class StubAnswers {
  readonly #version: ContractVersion
  #isForeign = false
  #affected = 0

  /** @param version the contract version that every read finds. */
  constructor(version: ContractVersion) {
    this.#version = version
  }

  /** From now on updates find no row, as for a key that is new. */
  asEmpty(): void {
    this.#affected = 0
    this.#isForeign = false
  }

  /** From now on the version was written by another program, until it is taken over. */
  asForeign(): void {
    this.#affected = 1
    this.#isForeign = true
  }

  /** How many rows a write touches. */
  write(text: string): number {
    if (text.startsWith('update')) this.#isForeign = false
    return this.#affected
  }

  /** The rows of a query, as arrays of their fields. */
  rows(text: string): unknown[][] {
    const { contractId, version, json, fingerprint, status, digest, source } = this.#version
    if (/ is null/.test(text)) return this.#isForeign ? [[contractId, version, json, fingerprint]] : []
    if (text.includes('derived_from')) {
      const derivedFrom = this.#isForeign ? null : fingerprint
      return [[version, json, fingerprint, 2, status ?? null, digest, derivedFrom]]
    }
    if (text.includes('_sources')) return [[digest, source]]
    if (text.includes('count(')) return [[1]]
    if (text.includes('release_rank')) return [[version, 2]]
    return [[text.includes('distinct') ? contractId : version]]
  }
}
