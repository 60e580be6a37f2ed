import type { CollibraClient } from './client.ts'
import { isMissing } from './faults.ts'
import { itemsOf } from './pages.ts'

/** Where the data product API has its contracts. */
export const contractsPath = '/rest/dataProduct/v1/dataContracts'

/** A contract of Collibra: an asset, with the id that its manifests have. */
interface Contract {
  readonly id: string
  readonly manifestId?: string | null
}

/** Which assets the contracts are. */
export class Contracts {
  readonly #client: CollibraClient
  /** The assets, by the ids of contracts, as they were last told. */
  #assets = new Map<string, string>()

  constructor(client: CollibraClient) {
    this.#client = client
  }

  /** The ids of all contracts that have one. */
  async *list(): AsyncGenerator<string> {
    const found = new Map<string, string>()
    for await (const { id, manifestId } of itemsOf<Contract>(this.#client, { path: contractsPath })) {
      if (!manifestId || found.has(manifestId)) continue
      found.set(manifestId, id)
      this.#assets.set(manifestId, id)
      yield manifestId
    }
    // what is not among them was removed, or has another id now
    this.#assets = found
  }

  /** The path of a contract, as Collibra tells it now; undefined when it has none. */
  async find(contractId: string): Promise<string | undefined> {
    this.#assets.delete(contractId)
    const asked = { path: contractsPath, query: { manifestId: contractId } }
    for await (const { id, manifestId } of itemsOf<Contract>(this.#client, asked)) {
      // others might be found by a part of it
      if (manifestId !== contractId) continue
      this.#assets.set(contractId, id)
      return pathOf(id)
    }
    return undefined
  }

  /**
   * Reads something at the path of a contract; undefined when there is no such contract. It is looked for when it is not
   * known, or gone from where it was.
   *
   * @throws NotThere when the contract is there, and lacks what was asked for.
   */
  async read<T>(contractId: string, work: (path: string) => Promise<T>): Promise<T | undefined> {
    const asset = this.#assets.get(contractId)
    if (asset === undefined) return this.change(contractId, work)
    try {
      return await work(pathOf(asset))
    } catch (error) {
      if (!isMissing(error)) throw error
      const path = await this.find(contractId)
      if (path === pathOf(asset)) throw error
      return path === undefined ? undefined : work(path)
    }
  }

  /** As `read`, but never at the path of a contract that has got another id since it was looked for. */
  async change<T>(contractId: string, work: (path: string) => Promise<T>): Promise<T | undefined> {
    const path = await this.find(contractId)
    return path === undefined ? undefined : work(path)
  }
}

function pathOf(asset: string): string {
  return `${contractsPath}/${encodeURIComponent(asset)}`
}
