import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { parse } from 'yaml'

/** The types of assets and relations by which dc43 walks from a data product to a contract. */
const types = {
  product: { id: 'dp-type-uuid-3333', name: 'Data Product' },
  port: { id: 'port-type', name: 'Data Product Port' },
  contains: 'rel-contains-uuid-1111',
  governed: 'rel-governed-uuid-2222',
}
const accounts = { registry: 'id-of-registry', steward: 'id-of-steward' }
type Account = keyof typeof accounts

interface Version {
  version: string
  active: boolean
  format: 'ODCS'
  createdBy: string
  createdOn: number
  lastModifiedBy: string
  lastModifiedOn: number
}

interface Contract {
  readonly id: string
  readonly manifestId: string
  readonly name: string
  readonly versions: Map<string, { readonly info: Version; manifest: Buffer }>
}

interface Asset {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly type: { readonly id: string; readonly name: string }
}

interface Relation {
  readonly source: Asset
  readonly target: Asset
  readonly type: { readonly id: string }
}

/** Something that goes wrong, for the next request that it is for. */
export interface Trouble {
  /** Of requests whose method and path begin so. */
  readonly on: string
  /** `lost`: the answer never arrives. `unheard`: neither does the request. */
  readonly does?: 'lost' | 'unheard' | { readonly status: number; readonly headers?: Record<string, string> }
  /** Is called when the request has arrived, before its answer is made. */
  readonly meanwhile?: () => void
  /** What is said of it; of what was asked with it, it may repeat all. */
  readonly says?: (authorization: string) => string
}

/** What is answered in place of a body: `{statusCode, userMessage, errorCode}`. */
class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** What Collibra does with data contracts, as far as others have described it, over HTTP. It keeps all in memory. */
export class FakeCollibra {
  readonly token = 'secret-token-of-collibra'
  readonly password = 'secret-password-of-collibra'
  readonly contracts = new Map<string, Contract>()
  readonly assets: Asset[] = []
  readonly relations: Relation[] = []
  /** Of each request what was asked, and when by the monotonic clock. */
  readonly requests: { readonly asked: string; readonly at: number }[] = []
  readonly troubles: Trouble[] = []
  /** By which methods the active version may be set. */
  verbs: readonly string[] = ['PUT', 'PATCH']
  /** Whether uploads of versions say themselves whether they are active. */
  uploadsActivate = true
  /** How long each answer takes, in milliseconds. */
  latency = 0
  #account: Account = 'registry'
  #lastTime = 0
  // a connection is not ended for want of use while its client, held up by a busy machine, is about to use it
  readonly #server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    void this.#handle(request, response)
  })

  async start(port = 0): Promise<string> {
    this.#server.listen(port, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** From now on nobody is answered. */
  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    if (this.#server.listening) await once(this.#server, 'close')
  }

  /** A data product with a port. */
  addPort(product: string, port: string): { readonly productId: string; readonly portId: string } {
    const asset = (name: string, type: Asset['type']): Asset => ({
      id: randomUUID(),
      name,
      displayName: name,
      type,
    })
    const [source, target] = [asset(product, types.product), asset(port, types.port)]
    this.assets.push(source, target)
    this.relations.push({ source, target, type: { id: types.contains } })
    return { productId: source.id, portId: target.id }
  }

  /** What a person does in Collibra's own pages. */
  steward(manifestId: string, work: (contract: Contract) => void): void {
    const contract = this.named(manifestId)
    if (!contract) throw new Error(`there is no ${manifestId}`)
    this.#account = 'steward'
    work(contract)
    this.#account = 'registry'
  }

  named(manifestId: string): Contract | undefined {
    return [...this.contracts.values()].find(one => one.manifestId === manifestId)
  }

  activeOf(manifestId: string): string | undefined {
    return this.#activeOf(this.named(manifestId))
  }

  /** Puts a manifest, as an upload does. */
  put(contract: Contract, version: string, manifest: Buffer, { active = true, force = false } = {}): Version {
    const known = contract.versions.get(version)
    if (known && !force) throw new Refused(409, `version ${version} exists already`)
    const [by, time] = [accounts[this.#account], this.#time()]
    const info: Version = {
      ...{ version, active: known?.info.active ?? false, format: 'ODCS' },
      ...{ createdBy: known?.info.createdBy ?? by, createdOn: known?.info.createdOn ?? time },
      ...{ lastModifiedBy: by, lastModifiedOn: time },
    }
    contract.versions.delete(version)
    contract.versions.set(version, { info, manifest })
    // the first one is active whatever was asked for
    if (contract.versions.size === 1 || (active && this.uploadsActivate)) this.activate(contract, version)
    return info
  }

  activate(contract: Contract, version: string): Version {
    const found = contract.versions.get(version)
    if (!found) throw new Refused(404, `there is no version ${version}`)
    for (const { info } of contract.versions.values()) info.active = info.version === version
    return found.info
  }

  #activeOf(contract: Contract | undefined): string | undefined {
    return [...(contract?.versions.values() ?? [])].find(({ info }) => info.active)?.info.version
  }

  /** No two changes have the same. */
  #time(): number {
    this.#lastTime = Math.max(Date.now(), this.#lastTime + 1)
    return this.#lastTime
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://collibra')
    const asked = `${request.method} ${decodeURIComponent(url.pathname)}`
    this.requests.push({ asked: `${request.method} ${request.url}`, at: performance.now() })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const at = this.troubles.findIndex(({ on }) => asked.startsWith(on))
    const [trouble] = at < 0 ? [] : this.troubles.splice(at, 1)
    if (trouble?.does === 'unheard') return void request.socket.destroy()
    if (this.latency > 0) await delay(this.latency)
    try {
      trouble?.meanwhile?.()
      if (typeof trouble?.does === 'object') {
        for (const [name, value] of Object.entries(trouble.does.headers ?? {}))
          response.setHeader(name, value)
        const { authorization = '' } = request.headers
        throw new Refused(trouble.does.status, trouble.says?.(authorization) ?? 'told to say so')
      }
      if (!this.#isKnown(request.headers.authorization)) throw new Refused(401, 'sign in')
      const form = await formOf(request.headers['content-type'], Buffer.concat(chunks))
      const [status, body] = this.#answer(request.method ?? '', url, form)
      if (trouble?.does === 'lost') return void request.socket.destroy()
      const isText = Buffer.isBuffer(body)
      response.writeHead(status, { 'content-type': isText ? 'application/yaml' : 'application/json' })
      response.end(isText ? body : JSON.stringify(body))
    } catch (error) {
      const status = error instanceof Refused ? error.status : 500
      const problem = {
        statusCode: status,
        userMessage: String((error as Error).message),
        errorCode: `fake-${status}`,
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(problem))
    }
  }

  #isKnown(authorization = ''): boolean {
    const basic = Buffer.from(`registry:${this.password}`).toString('base64')
    return [`Bearer ${this.token}`, `Basic ${basic}`].includes(authorization)
  }

  #answer(method: string, url: URL, form: FormData | undefined): [number, unknown] {
    const { pathname, searchParams: query } = url
    const [, part, contract, ...rest] =
      /^\/rest\/(2\.0|dataProduct\/v1)\/([^/]+)(?:\/(.+))?$/.exec(pathname) ?? []
    const inner = rest[0]
    if (part === '2.0') return [200, this.#core(contract ?? '', inner, query)]
    if (part === undefined || contract !== 'dataContracts') throw new Refused(404, 'no such path')
    if (inner === undefined) return method === 'POST' ? this.#initialise(form) : [200, this.#list(query)]
    if (inner === 'addFromManifest') return this.#fromManifest(form)
    const [id = '', ...below] = inner.split('/')
    const found = this.contracts.get(id)
    if (!found) throw new Refused(404, 'there is no such contract')
    return this.#ofContract(found, `${method} ${below.join('/')}`, query, form)
  }

  #ofContract(
    contract: Contract,
    asked: string,
    query: URLSearchParams,
    form: FormData | undefined,
  ): [number, unknown] {
    const version = query.get('version') ?? ''
    const { versions } = contract
    switch (asked) {
      case 'GET ':
        return [200, this.#shown(contract)]
      case 'GET versions':
        return [200, pageOf([...versions.values()].map(({ info }) => info).reverse(), query)]
      case 'GET versions/manifest': {
        const found = versions.get(version)
        if (!found) throw new Refused(404, `there is no version ${version}`)
        return [200, found.manifest]
      }
      case 'GET activeVersion/manifest':
        return [200, versions.get(this.#activeOf(contract) ?? '')?.manifest ?? Buffer.alloc(0)]
      case 'POST versions':
        return this.#uploaded(contract, form)
      case 'DELETE versions':
        if (!versions.delete(version)) throw new Refused(404, `there is no version ${version}`)
        return [204, {}]
      case 'PUT activeVersion':
      case 'PATCH activeVersion':
        if (!this.verbs.some(verb => asked.startsWith(verb))) throw new Refused(405, 'method not allowed')
        return [200, this.activate(contract, version)]
    }
    throw new Refused(asked.startsWith('GET') ? 404 : 405, `${asked} is not known`)
  }

  #uploaded(contract: Contract, form: FormData | undefined): [number, unknown] {
    const { version, manifest } = uploadOf(form)
    if (version.length > 100) throw new Refused(400, 'the version is too long')
    const options = { active: form?.get('active') !== 'false', force: form?.get('force') === 'true' }
    const manifestVersion = this.put(contract, version, manifest, options)
    return [201, { ...this.#shown(contract), manifestVersion }]
  }

  #fromManifest(form: FormData | undefined): [number, unknown] {
    const { manifestId, name } = uploadOf(form)
    return this.#uploaded(this.named(manifestId) ?? this.#make(manifestId, name), form)
  }

  #initialise(form: FormData | undefined): [number, unknown] {
    const { manifestId, name } = uploadOf(form)
    const port = this.assets.find(({ id }) => id === form?.get('governedAssetId'))
    if (!port) throw new Refused(400, 'governedAssetId names no asset')
    const isGoverned = this.relations.some(
      ({ target, type }) => target === port && type.id === types.governed,
    )
    if (isGoverned) throw new Refused(409, `port ${port.name} has a contract already`)
    const contract = this.#make(manifestId, name)
    const asset = {
      id: contract.id,
      name,
      displayName: name,
      type: { id: 'contract', name: 'Data Contract' },
    }
    this.relations.push({ source: asset, target: port, type: { id: types.governed } })
    return this.#uploaded(contract, form)
  }

  #make(manifestId: string, name: string): Contract {
    if (manifestId.length > 200) throw new Refused(400, 'the id is too long')
    const contract = { id: randomUUID(), manifestId, name, versions: new Map() }
    this.contracts.set(contract.id, contract)
    return contract
  }

  #shown(contract: Contract) {
    const { id, manifestId, name } = contract
    return {
      id,
      manifestId,
      name,
      domainId: 'domain',
      domainName: 'Domain',
      activeVersion: this.#activeOf(contract),
    }
  }

  #list(query: URLSearchParams) {
    const wanted = query.get('manifestId')
    const all = [...this.contracts.values()].filter(one => wanted === null || one.manifestId === wanted)
    return pageOf(
      all.reverse().map(one => this.#shown(one)),
      query,
    )
  }

  #core(name: string, id: string | undefined, query: URLSearchParams): unknown {
    const is = (key: string, value: string) => [null, value].includes(query.get(key))
    if (name === 'assets')
      return { results: this.assets.filter(one => is('name', one.name) && is('typeId', one.type.id)) }
    if (name === 'relations') {
      const fits = ({ source, target, type }: Relation) =>
        is('sourceId', source.id) && is('targetId', target.id) && is('relationTypeId', type.id)
      return { results: this.relations.filter(fits) }
    }
    const user = Object.entries(accounts).find(([, one]) => one === id)
    if (name !== 'users' || !user) throw new Refused(404, 'no such path')
    return { id, userName: user[0] }
  }
}

function pageOf<Item>(items: readonly Item[], query: URLSearchParams) {
  const limit = Number(query.get('limit') ?? 100)
  if (limit > 500) throw new Refused(400, 'limit is at most 500')
  const start = Number(Buffer.from(query.get('cursor') ?? '', 'base64url').toString() || 0)
  const end = start + limit
  const nextCursor = end < items.length ? Buffer.from(String(end)).toString('base64url') : null
  return { items: items.slice(start, end), limit, nextCursor }
}

function uploadOf(form: FormData | undefined) {
  const file = manifests.get(form as FormData)
  if (!form || !file) throw new Refused(400, 'the manifest is missing')
  const { id, version = '0.0.1', name } = parse(file.toString()) ?? {}
  const text = (key: string, otherwise: unknown) => String(form.get(key) ?? otherwise)
  const manifestId = text('manifestId', id)
  return {
    manifest: file,
    manifestId,
    version: text('version', version),
    name: text('name', name ?? manifestId),
  }
}

/** The files of forms, read before the requests are answered. */
const manifests = new WeakMap<FormData, Buffer>()

async function formOf(type: string | undefined, body: Buffer): Promise<FormData | undefined> {
  if (!type?.startsWith('multipart/form-data')) return undefined
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw new Refused(400, 'the form cannot be read')
    })
  const file = form.get('manifest')
  if (file instanceof Blob) manifests.set(form, Buffer.from(await file.arrayBuffer()))
  return form
}
