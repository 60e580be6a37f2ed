import { BoundedMap } from '../../bounded-map.ts'
import type { CollibraClient } from './client.ts'
import { CollibraAway } from './faults.ts'

/** How many names are kept. */
const most = 10_000
/** For how long no name is asked for after one could not be read, in milliseconds. */
const pause = 60_000

/** The names of Collibra's users, by their ids. */
export class Users {
  readonly #client: CollibraClient
  readonly #names = new BoundedMap<string>({ most })
  /** By the monotonic clock. */
  #pausedUntil = Number.NEGATIVE_INFINITY

  constructor(client: CollibraClient) {
    this.#client = client
  }

  /** The name of a user; the id of one whose name cannot be read, because it matters less than what they did. */
  async nameOf(id: string | undefined): Promise<string | undefined> {
    if (!id) return undefined
    const known = this.#names.get(id)
    if (known !== undefined || performance.now() < this.#pausedUntil) return known ?? id
    const name = await this.#ask(id)
    if (name === undefined) return id
    this.#names.set(id, name)
    return name
  }

  /** Undefined when it cannot be told now. */
  async #ask(id: string): Promise<string | undefined> {
    try {
      const { userName } = await this.#client.jsonOnce<{ userName?: unknown }>({
        path: `/rest/2.0/users/${encodeURIComponent(id)}`,
      })
      return typeof userName === 'string' && userName !== '' ? userName : id
    } catch (error) {
      if (error instanceof CollibraAway && [403, 404].includes(error.status ?? 0)) return id
      this.#pausedUntil = performance.now() + pause
      return undefined
    }
  }
}
