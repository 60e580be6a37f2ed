import type { CollibraClient } from './client.ts'
import { NotThere } from './faults.ts'
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
  /** The assets, by the ids of contracts. */
  readonly #assets = new Map<string, string>()

  constructor(client: CollibraClient) {
    this.#client = client
  }

  /** The ids of all contracts that have one. */
  async *list(): AsyncGenerator<string> {
    const seen = new Set<string>()
    for await (const { id, manifestId } of itemsOf<Contract>(this.#client, { path: contractsPath })) {
      if (!manifestId || seen.has(manifestId)) continue
      seen.add(manifestId)
      this.#assets.set(manifestId, id)
      yield manifestId
    }
  }

  /** The path of a contract; undefined when Collibra has none. */
  async find(contractId: string): Promise<string | undefined> {
    const asset = this.#assets.get(contractId) ?? (await this.#ask(contractId))
    return asset && `${contractsPath}/${encodeURIComponent(asset)}`
  }

  /** Does something with the path of a contract; undefined when there is none. One that is gone is looked for anew. */
  async with<T>(contractId: string, work: (path: string) => Promise<T>): Promise<T | undefined> {
    const path = await this.find(contractId)
    if (path === undefined) return undefined
    try {
      return await work(path)
    } catch (error) {
      if (!(error instanceof NotThere) || error.status !== 404) throw error
      this.#assets.delete(contractId)
      const other = await this.find(contractId)
      return other === undefined || other === path ? undefined : work(other)
    }
  }

  async #ask(contractId: string): Promise<string | undefined> {
    const asked = { path: contractsPath, query: { manifestId: contractId } }
    for await (const { id, manifestId } of itemsOf<Contract>(this.#client, asked)) {
      // others might be found by a part of it
      if (manifestId !== contractId) continue
      this.#assets.set(contractId, id)
      return id
    }
    return undefined
  }
}
