import { ClientError, ConnectionError, RefusedError } from './errors.ts'
import { type Answer, type Connection, notARegistry, type Request, send } from './http.ts'

/** A version by its names. */
export interface VersionName {
  readonly contractId: string
  readonly version: string
}

/** The media types in which the registry sends documents. */
export type Format = 'json' | 'yaml'

/** What the registry says about a version, as far as this client looks at it. */
export interface Summary {
  readonly contract_id: string
  readonly version: string
  readonly status: string | null
  readonly revision: number
  readonly fingerprint: string
}

/** What publishing a document did, or would do. */
export interface Published {
  readonly action: 'create' | 'update' | 'no-op'
  readonly note: string | null
}

/** A document as the registry has it. */
export interface FetchedDocument {
  readonly bytes: Buffer
  readonly etag: string
}

/** A move of a version to another status, as the route of the status takes it. */
export interface StatusMove {
  readonly status: string
  readonly reason?: string | undefined
  readonly successor?: string | undefined
  readonly sunset?: string | undefined
}

const mediaTypes: Readonly<Record<Format, string>> = { json: 'application/json', yaml: 'application/yaml' }

/** How many summaries are asked for at a time. */
const pageLength = 1000

/** A running registry, asked over HTTP. All methods throw what `send` throws. */
export class Registry {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  get url(): string {
    return this.#connection.url
  }

  /** The entity tag of the JSON of a version; undefined when there is no such version. */
  async etagOf(name: VersionName): Promise<string | undefined> {
    const answer = await this.#found({ method: 'HEAD', path: pathOf(name), headers: acceptOf('json') })
    return answer && this.#etag(answer)
  }

  async document(name: VersionName, format: Format): Promise<FetchedDocument> {
    const answer = await this.#send({ method: 'GET', path: pathOf(name), headers: acceptOf(format) })
    return { bytes: answer.body, etag: this.#etag(answer) }
  }

  /**
   * Publishes a document.
   *
   * @param etag of the state that is replaced; undefined when there must be none.
   */
  async publish(
    name: VersionName,
    upload: { readonly bytes: Uint8Array; readonly format: Format },
    { etag, dryRun, reason }: { etag: string | undefined; dryRun: boolean; reason?: string | undefined },
  ): Promise<Published> {
    const answer = await this.#send({
      method: 'PUT',
      path: pathOf(name),
      query: { dry_run: dryRun ? 'true' : undefined },
      headers: {
        'content-type': mediaTypes[upload.format],
        ...(etag === undefined ? { 'if-none-match': '*' } : { 'if-match': etag }),
        ...(reason !== undefined && { 'dc43-change-reason': encodeReason(reason) }),
      },
      body: upload.bytes,
    })
    if (dryRun) return this.#json<Published>(answer, 'action')
    const action = answer.headers.get('dc43-action')
    if (!action) throw new ConnectionError(notARegistry(this.#connection, 'without DC43-Action'))
    return { action: action as Published['action'], note: null }
  }

  async move(name: VersionName, move: StatusMove, dryRun: boolean): Promise<Record<string, unknown>> {
    const answer = await this.#send({
      method: 'PUT',
      path: `${pathOf(name)}/status`,
      query: { dry_run: dryRun ? 'true' : undefined },
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(move),
    })
    return this.#json(answer, dryRun ? 'action' : 'contract_id')
  }

  /** The versions of a contract, ascending; none for a contract that is not there. */
  async versionsOf(contractId: string): Promise<readonly Summary[]> {
    const path = `${contractPath(contractId)}/versions`
    const answer = await this.#send({ method: 'GET', path, query: { expand: 'summary' } })
    return this.#summaries(this.#json<readonly Summary[]>(answer, 'length'))
  }

  /** All versions of all contracts, page by page. */
  async *allVersions(): AsyncGenerator<{ items: readonly Summary[]; total: number }> {
    const query = { expand: 'summary', versions: 'all', limit: String(pageLength) }
    for (let cursor = ''; ; ) {
      const page = await this.get<Page<Summary>>('/contracts', { ...query, cursor }, 'items')
      yield { items: this.#summaries(page.items), total: page.total }
      if (page.next_cursor === null) return
      cursor = page.next_cursor
    }
  }

  /** What a path answers as JSON, which must have a member. */
  async get<T>(path: string, query: Request['query'], member: string): Promise<T> {
    return this.#json<T>(await this.#send({ method: 'GET', path, ...(query && { query }) }), member)
  }

  /** What a path answers as text. */
  async text(path: string, format: Format): Promise<string> {
    return (await this.#send({ method: 'GET', path, headers: acceptOf(format) })).body.toString()
  }

  #send(request: Request): Promise<Answer> {
    return send(this.#connection, request)
  }

  async #found(request: Request): Promise<Answer | undefined> {
    try {
      return await this.#send(request)
    } catch (error) {
      if (error instanceof RefusedError && error.problem.status === 404) return undefined
      throw error
    }
  }

  #etag({ headers }: Answer): string {
    // proxies that compress answers make weak tags of strong ones
    const etag = headers.get('etag')?.replace(/^W\//, '')
    if (etag?.startsWith('"') && headers.get('dc43-revision')) return etag
    throw new ConnectionError(notARegistry(this.#connection, 'without the headers of a version'))
  }

  /** Names are used in paths, of requests and of files. */
  #summaries(items: readonly Summary[]): readonly Summary[] {
    const isName = (name: unknown) => typeof name === 'string' && name !== '' && name.isWellFormed()
    if (items.every(({ contract_id, version }) => isName(contract_id) && isName(version))) return items
    throw new ConnectionError(notARegistry(this.#connection, 'with versions that have no names'))
  }

  #json<T>({ body, headers }: Answer, member: string): T {
    const isJson = headers.get('content-type')?.startsWith('application/json')
    const value: unknown = isJson ? parsed(body) : undefined
    if (typeof value === 'object' && value !== null && member in value) return value as T
    throw new ConnectionError(notARegistry(this.#connection, 'something else than expected'))
  }
}

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly total: number
  readonly next_cursor: string | null
}

/** The path of a contract, below the URL of the registry. */
export function contractPath(contractId: string): string {
  return `/contracts/${pathPart(contractId)}`
}

/** The path of a version, below the URL of the registry. */
export function pathOf({ contractId, version }: VersionName): string {
  return `${contractPath(contractId)}/versions/${pathPart(version)}`
}

/** @throws ClientError for what would shorten the path, and be about something else. */
function pathPart(name: string): string {
  if (name !== '' && name !== '.' && name !== '..') return encodeURIComponent(name)
  throw new ClientError(`${JSON.stringify(name)} is no name of a contract or a version`)
}

function acceptOf(format: Format): Record<string, string> {
  // bytes and tags as the registry sends them
  return { accept: mediaTypes[format], 'accept-encoding': 'identity' }
}

function encodeReason(reason: string): string {
  return Buffer.from(reason).toString('latin1')
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
