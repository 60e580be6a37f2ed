import { setTimeout as delay } from 'node:timers/promises'
import { withDeadline } from '../../concurrency/deadline.ts'
import { Semaphore } from '../../concurrency/semaphore.ts'
import { CollibraAway, faultOf, StillAway } from './faults.ts'

/** How Collibra is reached. */
export interface CollibraAccess {
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly token?: string | undefined
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** How long an answer is waited for, in milliseconds. */
  readonly timeout: number
}

/** One request. */
export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly form?: FormData
  /** The text of a JSON body. */
  readonly json?: string
}

/** How many requests are under way at the same time. */
const atOnce = 8
/** How often something is tried at most, for how long, and after which pause again. Times in milliseconds. */
const patience = { tries: 4, time: 12_000, pause: 200 }
/** How long the answer to a probe is waited for, in milliseconds. */
const probeTime = 2000
/** The longest answer, in bytes. */
const longestAnswer = 64 * 1024 * 1024

/** Asks Collibra: with credentials, a few requests at a time, and not before the time that it has named. */
export class CollibraClient {
  readonly #access: CollibraAccess
  readonly #signal: AbortSignal
  readonly #turns = new Semaphore(atOnce)
  /** Until when Collibra does not want to be asked, by the monotonic clock. */
  #pausedUntil = 0

  /** @param signal ends what is under way. */
  constructor(access: CollibraAccess, signal: AbortSignal) {
    this.#access = access
    this.#signal = signal
  }

  /** The object in an answer. What only reads is tried again. */
  json<T extends object>(asked: Asked): Promise<T> {
    return this.again(() => this.jsonOnce<T>(asked))
  }

  /** The object in an answer that matters too little to be asked for again. */
  async jsonOnce<T extends object>(asked: Asked): Promise<T> {
    return parsed<T>(asked, await this.send(asked))
  }

  /** The bytes of an answer. */
  bytes(asked: Asked): Promise<Buffer> {
    return this.again(() => this.send(asked))
  }

  /** Resolves when Collibra answers, soon enough for whoever looks whether this service is ready. */
  async probe(asked: Asked): Promise<void> {
    await withDeadline(this.send(asked), probeTime, () => {
      throw new CollibraAway(`${asked.path} was not answered within ${probeTime / 1000} seconds`)
    })
  }

  /** Does work again when Collibra was away for a moment, or has asked for a pause. It has to bear being done twice. */
  async again<T>(work: () => Promise<T>): Promise<T> {
    const end = performance.now() + patience.time
    for (let tries = 1, pause = patience.pause; ; tries++, pause *= 2) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof CollibraAway && error.isPassing)) throw error
        const wait = Math.max(pause * (0.5 + Math.random()), (error.retryAfter ?? 0) * 1000)
        const isOver = tries === patience.tries || performance.now() + wait > end
        if (isOver || this.#signal.aborted) throw new StillAway(error)
        await delay(wait, undefined, { signal: this.#signal }).catch(() => undefined)
      }
    }
  }

  /**
   * Asks once. Credentials are sent to no other place, so redirects are not followed.
   *
   * @throws CollibraAway, or RegistryError when Collibra refuses the change.
   */
  send(asked: Asked): Promise<Buffer> {
    return this.#turns.run(async () => {
      const pause = this.#pausedUntil - performance.now()
      const name = `${asked.method ?? 'GET'} ${asked.path}`
      if (pause > 0)
        throw new CollibraAway(`${name} was not asked: Collibra is asked too often`, {
          status: 429,
          retryAfter: Math.ceil(pause / 1000),
        })
      const answer = await this.#fetch(name, asked)
      if (answer.status >= 200 && answer.status < 300) return answer.body
      const fault = faultOf(name, answer, secretsOf(this.#access))
      if (fault instanceof CollibraAway && fault.status === 429)
        this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + (fault.retryAfter ?? 0) * 1000)
      throw fault
    })
  }

  async #fetch(name: string, { method, path, query = {}, form, json }: Asked) {
    const url = new URL(this.#access.baseUrl + path)
    for (const [key, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(key, String(value))
    try {
      const answer = await fetch(url, {
        ...{ method: method ?? 'GET', redirect: 'manual' },
        headers: {
          accept: 'application/json, application/yaml, text/plain, */*',
          ...authorization(this.#access),
          ...(json !== undefined && { 'content-type': 'application/json' }),
        },
        ...((form ?? json) !== undefined && { body: form ?? (json as string) }),
        signal: AbortSignal.any([this.#signal, AbortSignal.timeout(this.#access.timeout)]),
      })
      return {
        status: answer.status,
        retryAfter: answer.headers.get('retry-after'),
        body: await bodyOf(answer),
      }
    } catch (cause) {
      throw new CollibraAway(`${name} was not answered (${reasonOf(cause)})`, { cause })
    }
  }
}

function authorization({ token, username, password }: CollibraAccess): { authorization?: string } {
  if (token !== undefined) return { authorization: `Bearer ${token}` }
  if (username === undefined || password === undefined) return {}
  return { authorization: `Basic ${basicOf(username, password)}` }
}

function basicOf(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString('base64')
}

/** What signs in, the longest first: one may be a part of another. */
function secretsOf({ token, username, password }: CollibraAccess): string[] {
  const all = [token ?? '', password ?? '', password ? basicOf(username ?? '', password) : '']
  return all.filter(one => one !== '').toSorted((a, b) => b.length - a.length)
}

async function bodyOf(answer: Response): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > longestAnswer) throw new Error('the answer is too long')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function parsed<T extends object>({ path }: Asked, body: Buffer): T {
  try {
    const value: unknown = JSON.parse(body.toString())
    if (typeof value === 'object' && value !== null) return value as T
  } catch {
    // it is no JSON, which is told below
  }
  throw new CollibraAway(
    `what was answered at ${path} is no JSON object; is contract_store.base_url right?`,
    {
      status: 200,
    },
  )
}

/** What `fetch` fails with says what happened in its cause. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown }
  const { code, message } = cause as { code?: string; message?: string }
  return message || code || String(cause)
}
