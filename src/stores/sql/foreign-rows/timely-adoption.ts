import type { VersionIdentity } from '../../../domain/identity.ts'
import type { BestEffort } from '../best-effort.ts'
import type { Indexer } from '../search-index/indexer.ts'
import type { Adoption } from './adoption.ts'

/**
 * Takes over what other programs wrote, on the way of a read: for a moment at most, and reads answer what they can when
 * it is not possible now.
 */
export class TimelyAdoption {
  readonly #adoption: Adoption
  readonly #indexer: Indexer
  readonly #bestEffort: BestEffort
  readonly #isUpToDate: () => Promise<boolean>

  /** @param isUpToDate whether there is nothing to take over, and the index has followed the history. */
  constructor(
    adoption: Adoption,
    indexer: Indexer,
    bestEffort: BestEffort,
    isUpToDate: () => Promise<boolean>,
  ) {
    this.#adoption = adoption
    this.#indexer = indexer
    this.#bestEffort = bestEffort
    this.#isUpToDate = isUpToDate
  }

  /**
   * For what the index answers: a few rows at most, of any contract; and has the index follow the history.
   *
   * @throws RegistryError `store-busy` or `store-unavailable` when the storage takes no writes now.
   */
  async all(): Promise<void> {
    if (await this.#isUpToDate()) return
    await this.some()
    await this.#indexer.catchUp()
  }

  /**
   * As `all`, as far as possible.
   *
   * @returns whether the index has all that was committed.
   */
  async possible(): Promise<boolean> {
    return (await this.#isUpToDate()) || ((await this.some()) && (await this.index()))
  }

  /**
   * A few rows at most, of any contract.
   *
   * @returns whether nothing is left.
   */
  some(): Promise<boolean> {
    return this.#bestEffort.run('some', () => this.#adoption.adoptSome())
  }

  /**
   * Has the index follow the history.
   *
   * @returns whether it has all that was committed.
   */
  index(): Promise<boolean> {
    return this.#bestEffort.run('index', async () => {
      await this.#indexer.catchUp()
      return true
    })
  }

  async contracts(contractIds: readonly string[]): Promise<void> {
    await this.#bestEffort.run(JSON.stringify(contractIds), async () => {
      await this.#adoption.adopt(contractIds)
      return true
    })
  }

  async version(identity: VersionIdentity): Promise<void> {
    await this.#bestEffort.run(JSON.stringify(identity), async () => {
      await this.#adoption.adoptVersion(identity)
      return true
    })
  }

  /** Resolves when nothing is under way any more. */
  settle(): Promise<void> {
    return this.#bestEffort.settle()
  }
}
