import { RegistryError } from '../../../domain/errors.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { BestEffort } from '../best-effort.ts'
import type { Indexer } from '../search-index/indexer.ts'
import { type Adoption, countedRows } from './adoption.ts'

/** How many times as long as other reads one waits that must have everything. */
const wholePatience = 10

/** After how many seconds to ask again for an answer that would not have had everything. */
const retryAfter = 10

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
   * For an answer from the index that must have everything: all rows, of any contract; and has the index follow.
   *
   * @throws RegistryError `store-busy` when they are more than are taken over in a moment, or none can be now; else as
   *   `all`.
   */
  async whole(): Promise<void> {
    if (await this.#isUpToDate()) return
    const adopt = async () => {
      await this.#adoption.adopt()
      return true
    }
    if (!(await this.#bestEffort.run('whole', adopt, wholePatience))) await this.#refuse()
    await this.#indexer.catchUp()
  }

  /** @throws RegistryError when there are rows that are not taken over. */
  async #refuse(): Promise<void> {
    const left = await this.#adoption.count()
    if (left === 0) return
    const versions = left > countedRows ? `more than ${countedRows} versions` : `${left} versions`
    throw new RegistryError(
      'store-busy',
      `${versions} that other programs wrote to the table are not taken over yet, and would be missing from this answer; that goes on in the background, so try again later, or run dc43-registry migrate, which does it at once`,
      [],
      { retryAfter },
    )
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
      await this.#adoption.adoptContracts(contractIds)
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
