import { RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { ContractStore, DatasetLink, LinkPage } from '../stores/store.ts'
import { versionNotFound } from './errors.ts'

/** Which contract version each dataset version follows. Links never touch a contract. */
export class DatasetLinks {
  readonly #store: ContractStore

  constructor(store: ContractStore) {
    this.#store = store
  }

  /** @throws RegistryError `contract-not-found` or `version-not-found`; nothing is linked then. */
  async link(link: Omit<DatasetLink, 'linkedAt'>): Promise<void> {
    await this.#requireVersion({ contractId: link.contractId, version: link.contractVersion })
    await this.#store.link(link)
  }

  /** What `link` would do now. Throws as it does. */
  async preview(link: Omit<DatasetLink, 'linkedAt'>): Promise<'create' | 'update' | 'no-op'> {
    await this.#requireVersion({ contractId: link.contractId, version: link.contractVersion })
    const known = await this.#store.linked(link.datasetId, link.datasetVersion)
    if (!known) return 'create'
    const { contractId, contractVersion } = known
    return contractId === link.contractId && contractVersion === link.contractVersion ? 'no-op' : 'update'
  }

  /**
   * What a dataset version follows. Without a version there is no answer, as in dc43, whose jobs then decide
   * themselves.
   *
   * @throws RegistryError `link-not-found`, also when the contract version was deleted since.
   */
  async linked(datasetId: string, datasetVersion: string | undefined): Promise<DatasetLink> {
    const dataset = JSON.stringify(datasetId)
    if (datasetVersion === undefined) {
      throw new RegistryError(
        'link-not-found',
        `give dataset_version: dataset ${dataset} as a whole is linked to no contract`,
      )
    }
    const link = await this.#store.linked(datasetId, datasetVersion)
    const versions = link ? await this.#store.listVersions(link.contractId) : []
    if (link && versions.includes(link.contractVersion)) return link
    throw new RegistryError(
      'link-not-found',
      `no contract is linked to version ${JSON.stringify(datasetVersion)} of dataset ${dataset}`,
    )
  }

  /** @throws RegistryError as `link`. */
  async datasets(identity: VersionIdentity, page: { limit: number; offset: number }): Promise<LinkPage> {
    await this.#requireVersion(identity)
    return this.#store.links(identity, page)
  }

  async #requireVersion(identity: VersionIdentity): Promise<void> {
    const versions = await this.#store.listVersions(identity.contractId)
    if (!versions.includes(identity.version)) throw versionNotFound(identity, versions)
  }
}
