import { type Access, accessFault } from '../domain/access.ts'
import { RegistryError } from '../domain/errors.ts'
import { quotedName } from '../domain/excerpt.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { isInScope } from '../domain/scope.ts'
import type { DatasetLink, LinkPage, LinkStore } from '../stores/link-store.ts'
import type { ReadableStore } from '../stores/store.ts'
import { versionNotFound } from './errors.ts'

/** Of how many links the last one is found whose contract version was not deleted. */
const lastLinks = 20

/** What dc43 asks for as a version where it knows of none. */
const anyVersion = 'latest'

type NewLink = Omit<DatasetLink, 'linkedAt' | 'linkedBy'>

/** Which contract version each dataset version follows. Links never touch a contract. */
export class DatasetLinks {
  readonly #store: ReadableStore
  readonly #all: LinkStore

  /**
   * @param store what the caller may see.
   * @param all the links of all contracts, none of which is replaced by a caller who may not.
   */
  constructor(store: ReadableStore, all: LinkStore) {
    this.#store = store
    this.#all = all
  }

  /**
   * A caller needs the permission for the contract to link to and, when the dataset follows another one, for that too.
   *
   * @throws RegistryError `out-of-scope`, `contract-not-found` or `version-not-found`; nothing is linked then.
   */
  async link(link: NewLink, access: Access): Promise<void> {
    await this.#requireLinkable(link, access)
    await this.#replace(link, access)
  }

  /**
   * The same, also for a contract version that is not known: a service of dc43 may have its contracts elsewhere.
   *
   * @throws RegistryError `out-of-scope`; nothing is linked then.
   */
  async keep(link: NewLink, access: Access): Promise<void> {
    const fault = accessFault(access, 'link', link.contractId)
    if (fault) throw fault
    await this.#replace(link, access)
  }

  /**
   * What a dataset version follows, whether it is known or not; without a version, what was linked last of the dataset.
   *
   * @throws RegistryError `link-not-found`.
   */
  async kept(datasetId: string, datasetVersion?: string): Promise<DatasetLink> {
    const { links } = this.#store
    const isAny = datasetVersion === undefined || datasetVersion === anyVersion
    const exact = datasetVersion === undefined ? undefined : await links.linked(datasetId, datasetVersion)
    const [last] = exact || !isAny ? [] : await links.linksOfDataset({ datasetId, limit: 1 })
    const link = exact ?? last
    if (link) return link
    const version = datasetVersion === undefined ? 'a version' : `version ${quotedName(datasetVersion)}`
    throw new RegistryError(
      'link-not-found',
      `no contract is linked to ${version} of dataset ${quotedName(datasetId)}`,
    )
  }

  /** What `link` would do now. Throws as it does. */
  async preview(link: NewLink, access: Access): Promise<'create' | 'update' | 'no-op'> {
    await this.#requireLinkable(link, access)
    const known = await this.#all.linked(link.datasetId, link.datasetVersion)
    if (!known) return 'create'
    if (!isInScope(access.scopes.get('link'), known.contractId)) throw linkedElsewhere(access)
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
    const dataset = quotedName(datasetId)
    if (datasetVersion === undefined) {
      throw new RegistryError(
        'link-not-found',
        `give dataset_version: dataset ${dataset} as a whole is linked to no contract`,
      )
    }
    const link = await this.#store.links.linked(datasetId, datasetVersion)
    const versions = link ? await this.#store.listVersions(link.contractId) : []
    if (link && versions.includes(link.contractVersion)) return link
    throw new RegistryError(
      'link-not-found',
      `no contract is linked to version ${quotedName(datasetVersion)} of dataset ${dataset}`,
    )
  }

  /**
   * What the version of a dataset follows that was linked last.
   *
   * @throws RegistryError `link-not-found`, also when the contract versions that it was linked to were deleted since.
   */
  async last(datasetId: string): Promise<DatasetLink> {
    for (const link of await this.#store.links.linksOfDataset({ datasetId, limit: lastLinks })) {
      const versions = await this.#store.listVersions(link.contractId)
      if (versions.includes(link.contractVersion)) return link
    }
    throw new RegistryError(
      'link-not-found',
      `no contract is linked to a version of dataset ${quotedName(datasetId)}`,
    )
  }

  /** @throws RegistryError as `link`. */
  async datasets(identity: VersionIdentity, page: { limit: number; offset: number }): Promise<LinkPage> {
    await this.#requireVersion(identity)
    return this.#store.links.linksOfVersion(identity, page)
  }

  async #replace(link: NewLink, access: Access): Promise<void> {
    const isLinked = await this.#all.link({ ...link, linkedBy: access.caller }, access.scopes.get('link'))
    if (!isLinked) throw linkedElsewhere(access)
  }

  async #requireLinkable({ contractId, contractVersion }: NewLink, access: Access): Promise<void> {
    const fault = accessFault(access, 'link', contractId)
    if (fault) throw fault
    await this.#requireVersion({ contractId, version: contractVersion })
  }

  async #requireVersion(identity: VersionIdentity): Promise<void> {
    const versions = await this.#store.listVersions(identity.contractId)
    if (!versions.includes(identity.version)) throw versionNotFound(identity, versions)
  }
}

function linkedElsewhere({ caller }: Access): RegistryError {
  return new RegistryError(
    'out-of-scope',
    `the dataset is linked to a contract for which the caller ${JSON.stringify(caller)} does not have the permission "link"`,
  )
}
