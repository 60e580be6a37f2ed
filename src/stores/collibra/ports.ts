import type { Catalog } from '../../config/sections/collibra-stores.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { CollibraClient } from './client.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const pageSize = 1000

interface Asset {
  readonly id: string
  readonly name?: string
  readonly displayName?: string
  readonly type?: { readonly name?: string }
}

interface Found<Item> {
  readonly results?: readonly Item[]
}

/** The ports that the configuration names for contracts, as assets. */
export class Ports {
  readonly #client: CollibraClient
  readonly #catalog: Catalog

  constructor(client: CollibraClient, catalog: Catalog) {
    this.#client = client
    this.#catalog = catalog
  }

  /**
   * The id of the port that a contract is made for; undefined when none is named.
   *
   * @throws RegistryError `invalid-request` when Collibra has no such port.
   */
  async of(contractId: string): Promise<string | undefined> {
    const entry = Object.hasOwn(this.#catalog, contractId) ? this.#catalog[contractId] : undefined
    if (!entry || uuid.test(entry.port)) return entry?.port
    const product = uuid.test(entry.data_product)
      ? entry.data_product
      : await this.#product(entry.data_product)
    const ports = product === undefined ? [] : await this.#targetsOf(product)
    const port = namedAs(ports, entry.port)
    if (port) return port.id
    const missing = product === undefined ? `data product "${entry.data_product}"` : `port "${entry.port}"`
    throw new RegistryError(
      'invalid-request',
      `Collibra has no ${missing}, which contract_store.catalog names for this contract`,
    )
  }

  async #product(name: string): Promise<string | undefined> {
    const query = { name, nameMatchMode: 'EXACT', limit: pageSize }
    const { results = [] } = await this.#client.json<Found<Asset>>({ path: '/rest/2.0/assets', query })
    const products = results.filter(({ type }) => /data product(?! port)/i.test(type?.name ?? ''))
    return namedAs(products, name)?.id
  }

  async #targetsOf(sourceId: string): Promise<Asset[]> {
    const targets: Asset[] = []
    for (let offset = 0; ; offset += pageSize) {
      const query = { sourceId, limit: pageSize, offset }
      const path = '/rest/2.0/relations'
      const { results = [] } = await this.#client.json<Found<{ target?: Asset }>>({ path, query })
      targets.push(...results.flatMap(({ target }) => target ?? []))
      if (results.length < pageSize) return targets
    }
  }
}

/** The asset of a name, first as it is written and then whatever its case. */
function namedAs(assets: readonly Asset[], name: string): Asset | undefined {
  const has = (wanted: string, change: (text: string) => string) => (asset: Asset) =>
    [asset.name, asset.displayName].some(one => one !== undefined && change(one) === wanted)
  const lower = (text: string) => text.toLowerCase()
  return assets.find(has(name, text => text)) ?? assets.find(has(lower(name), lower))
}
