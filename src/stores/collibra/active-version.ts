import type { CollibraClient } from './client.ts'
import { NotThere } from './faults.ts'

const verbs = ['PUT', 'PATCH'] as const

/** Sets the active version of contracts. Its descriptions name two methods for that: where one is not known, the other is. */
export class ActiveVersion {
  readonly #client: CollibraClient
  #verb: (typeof verbs)[number] = 'PUT'

  constructor(client: CollibraClient) {
    this.#client = client
  }

  /** @param path of the contract. */
  async set(path: string, version: string): Promise<void> {
    const first = this.#verb
    for (const method of [first, ...verbs.filter(verb => verb !== first)]) {
      try {
        await this.#client.send({ method, path: `${path}/activeVersion`, query: { version } })
        this.#verb = method
        return
      } catch (error) {
        const isOther = error instanceof NotThere && error.status === 405 && method === first
        if (!isOther) throw error
      }
    }
  }
}
