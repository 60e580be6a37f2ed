import { setTimeout as delay } from 'node:timers/promises'
import { RegistryError } from '../../domain/errors.ts'
import type { WorkspaceTokens } from './credentials.ts'
import { WarehouseError } from './warehouse-error.ts'

/** A value of a named parameter of a statement. */
export type Parameters = Readonly<Record<string, string | undefined>>

/** A row: all values as text. */
export type Row = readonly (string | null)[]

/** What a statement gives. */
export interface StatementResult {
  readonly rows: readonly Row[]
  /** Whether there are more rows than one result holds. */
  readonly isCut: boolean
}

/** How a warehouse is reached. */
export interface WarehouseAccess {
  readonly url: string
  readonly warehouseId: string
  readonly tokens: WorkspaceTokens
  /** How long a statement may take, in milliseconds. */
  readonly timeout: number
}

/**
 * How large a statement with its parameters may be, in bytes, and a result. A statement ends at 16 MiB, and results that come
 * with the answer at 25 MiB: so what was written can be read again.
 */
const mostBytes = 16 * 2 ** 20

/** For how long an answer is held back until the statement has ended, in seconds; the API knows 5 to 50. */
const longestWait = 30

/** How long is waited before the second try at most, in milliseconds; twice as long before each next one. */
const firstPause = 250
const longestPause = 5000

const passing = new Set([408, 429, 500, 502, 503, 504])

interface Answer {
  readonly statement_id: string
  readonly status: { readonly state: string; readonly error?: { readonly message?: string } }
  readonly manifest?: { readonly truncated?: boolean }
  readonly result?: Chunk
}

interface Chunk {
  readonly data_array?: readonly Row[]
  readonly next_chunk_internal_link?: string
}

/** A try that may go well later. */
class Passing extends WarehouseError {
  readonly wait: number | undefined

  constructor(message: string, wait?: number, options?: ErrorOptions) {
    super(message, options)
    this.wait = wait
  }
}

/**
 * Runs statements on a SQL warehouse, over the SQL Statement Execution API of Databricks. A request that fails in passing is
 * sent again, so a statement may be carried out twice: whoever asks for one sees to it that this changes nothing.
 */
export class StatementsApi {
  readonly #access: WarehouseAccess
  readonly #closing = new AbortController()
  #lastAnswer = performance.now()
  #isAway = false

  constructor(access: WarehouseAccess) {
    this.#access = access
  }

  /** For how long the warehouse has not answered, in milliseconds; undefined when it answered the last time. */
  get silence(): number | undefined {
    return this.#isAway ? performance.now() - this.#lastAnswer : undefined
  }

  close(): void {
    this.#closing.abort()
  }

  /**
   * @param timeout how long it may take, in milliseconds, over all tries.
   * @throws WarehouseError when it was not carried out, or nobody knows.
   * @throws RegistryError when this was closed, or a document in it is too large.
   */
  async run(
    statement: string,
    parameters: Parameters = {},
    timeout = this.#access.timeout,
  ): Promise<StatementResult> {
    const until = performance.now() + timeout
    for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      try {
        const result = await this.#runOnce(statement, parameters, until)
        this.#lastAnswer = performance.now()
        this.#isAway = false
        return result
      } catch (error) {
        this.#requireOpen()
        if (!(error instanceof WarehouseError)) throw error
        // a statement that failed by its condition was answered
        this.#isAway = error.condition === ''
        if (!(error instanceof Passing)) throw error
        const wait = error.wait ?? Math.random() * pause
        if (performance.now() + wait >= until) throw error
        await this.#pause(wait)
      }
    }
  }

  async #runOnce(statement: string, parameters: Parameters, until: number): Promise<StatementResult> {
    this.#requireOpen()
    const seconds = Math.min(longestWait, Math.max(5, Math.ceil((until - performance.now()) / 1000)))
    const asked = {
      ...{ warehouse_id: this.#access.warehouseId, statement, byte_limit: mostBytes },
      ...{ wait_timeout: `${seconds}s`, on_wait_timeout: 'CONTINUE' },
      ...{ format: 'JSON_ARRAY', disposition: 'INLINE' },
      parameters: Object.entries(parameters).map(([name, value]) => ({ name, value, type: 'STRING' })),
    }
    const body = JSON.stringify(asked)
    if (Buffer.byteLength(body) > mostBytes)
      throw new RegistryError(
        'document-too-large',
        `with what is kept beside it, the document makes a statement of more than ${mostBytes} bytes, which a SQL warehouse does not take`,
      )
    const first = (await this.#request('POST', '/api/2.0/sql/statements', until, body)) as Answer
    const answer = await this.#ended(first, until)
    const { state, error } = answer.status
    if (state !== 'SUCCEEDED') throw new WarehouseError(error?.message ?? `the statement was ${state}`)
    const rows: Row[] = []
    let chunk = answer.result
    for (;;) {
      // one by one: there may be more of them than a call takes arguments
      for (const row of chunk?.data_array ?? []) rows.push(row)
      const next = chunk?.next_chunk_internal_link
      if (next === undefined) return { rows, isCut: answer.manifest?.truncated === true }
      chunk = (await this.#request('GET', next, until)) as Chunk
    }
  }

  /** Waits for a statement that takes longer than an answer is held back, as when the warehouse has to wake up first. */
  async #ended(first: Answer, until: number): Promise<Answer> {
    let answer = first
    const path = `/api/2.0/sql/statements/${encodeURIComponent(first.statement_id)}`
    for (let pause = firstPause; isUnderWay(answer); pause = Math.min(2 * pause, longestPause)) {
      if (performance.now() + pause >= until) {
        await this.#request('POST', `${path}/cancel`, performance.now() + longestPause).catch(() => undefined)
        throw new WarehouseError('the warehouse did not carry out the statement in time')
      }
      await this.#pause(pause)
      answer = (await this.#request('GET', path, until)) as Answer
    }
    return answer
  }

  async #request(
    method: 'GET' | 'POST',
    path: string,
    until: number,
    body: string | undefined = undefined,
    isRefused = false,
  ): Promise<unknown> {
    const { url, tokens } = this.#access
    const left = Math.max(1, until - performance.now())
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(Math.ceil(left))])
    try {
      const token = await tokens(isRefused, signal)
      const headers = {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        'user-agent': 'dc43-registry',
      }
      const response = await fetch(url + path, {
        ...{ method, headers, signal, redirect: 'error' },
        ...(body && { body }),
      })
      if (response.ok) return await response.json()
      // the token may have been taken back before its end
      if (response.status === 401 && !isRefused) {
        await response.body?.cancel()
        return await this.#request(method, path, until, body, true)
      }
      throw await faultOf(response, token)
    } catch (error) {
      if (error instanceof WarehouseError || this.#closing.signal.aborted) throw error
      throw new Passing('the workspace does not answer', undefined, { cause: error })
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#closing.signal }).catch(() => undefined)
    this.#requireOpen()
  }

  #requireOpen(): void {
    if (this.#closing.signal.aborted) throw new RegistryError('store-unavailable', 'the store is closed')
  }
}

function isUnderWay({ status }: Answer): boolean {
  return status.state === 'PENDING' || status.state === 'RUNNING'
}

/** @param token what is not repeated, should the workspace do so. */
async function faultOf(response: Response, token: string): Promise<WarehouseError> {
  const text = (await response.text()).replaceAll(token, '***').slice(0, 1000)
  const said = `the workspace answered with HTTP ${response.status}: ${messageOf(text)}`
  if (!passing.has(response.status)) return new WarehouseError(said)
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new Passing(said, Number.isFinite(seconds) ? seconds * 1000 : undefined)
}

function messageOf(text: string): string {
  try {
    return String((JSON.parse(text) as { message?: unknown }).message ?? text)
  } catch {
    return text
  }
}
