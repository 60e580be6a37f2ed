import type { CollibraClient } from './client.ts'
import { CollibraAway } from './faults.ts'

/** How many names are kept. */
const most = 10_000

/** The names of Collibra's users, by their ids. */
export class Users {
  readonly #client: CollibraClient
  readonly #names = new Map<string, string>()

  constructor(client: CollibraClient) {
    this.#client = client
  }

  /** The name of a user; the id of one whose name may not be read. */
  async nameOf(id: string | undefined): Promise<string | undefined> {
    if (!id) return undefined
    const name = this.#names.get(id) ?? (await this.#ask(id))
    if (this.#names.size >= most) this.#names.clear()
    this.#names.set(id, name)
    return name
  }

  async #ask(id: string): Promise<string> {
    try {
      const path = `/rest/2.0/users/${encodeURIComponent(id)}`
      const { userName } = await this.#client.json<{ userName?: unknown }>({ path })
      return typeof userName === 'string' && userName !== '' ? userName : id
    } catch (error) {
      if (error instanceof CollibraAway && [403, 404].includes(error.status ?? 0)) return id
      throw error
    }
  }
}
