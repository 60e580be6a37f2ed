import {
  type ContractVersion,
  type DocumentFormat,
  readContractVersion,
  readStored,
} from '../domain/contract-version.ts'
import { writeYaml } from '../domain/document/write-yaml.ts'
import { RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { ContractPage, ContractStore, StoredVersion } from '../stores/store.ts'

/** How many versions an error message lists. */
const listedVersions = 10

/** What people and programs do with contracts, whatever keeps them and however they ask. */
export class ContractService {
  readonly #store: ContractStore

  constructor(store: ContractStore) {
    this.#store = store
  }

  /**
   * Stores an uploaded document as the version of that identity.
   *
   * @throws RegistryError `malformed-document` or `invalid-document`; nothing is stored then.
   */
  async publish(
    upload: { readonly bytes: Buffer; readonly format: DocumentFormat },
    identity: VersionIdentity,
  ): Promise<ContractVersion> {
    const version = readContractVersion(upload, identity)
    await this.#store.put(version)
    return version
  }

  /** @throws RegistryError `version-not-found`, or `contract-not-found` when the contract has no version at all. */
  async read(identity: VersionIdentity): Promise<StoredVersion> {
    return (await this.#store.get(identity)) ?? this.#versionNotFound(identity)
  }

  /** @throws RegistryError `contract-not-found`. */
  async readLatest(contractId: string): Promise<StoredVersion> {
    const latest = await this.#store.latest(contractId)
    if (!latest) throw contractNotFound(contractId)
    return latest
  }

  /**
   * A document as YAML: the bytes its author sent, or a rendering of what came as JSON.
   *
   * @throws RegistryError `not-acceptable` for a document of another program which is no JSON object.
   */
  async yamlOf(stored: StoredVersion): Promise<Buffer | string> {
    const source = await this.#store.source(stored)
    if (source) return source
    const document = readStored(stored.json)
    if (!document)
      throw new RegistryError(
        'not-acceptable',
        'the stored document is no JSON object; read it as application/json',
      )
    return writeYaml(document)
  }

  listVersions(contractId: string): Promise<string[]> {
    return this.#store.listVersions(contractId)
  }

  listContracts(page: { limit: number | undefined; offset: number }): Promise<ContractPage> {
    return this.#store.listContracts(page)
  }

  async #versionNotFound({ contractId, version }: VersionIdentity): Promise<never> {
    const versions = await this.#store.listVersions(contractId)
    if (versions.length === 0) throw contractNotFound(contractId)
    const highest = versions.slice(-listedVersions).reverse().join(', ')
    const more = versions.length > listedVersions ? `, and ${versions.length - listedVersions} more` : ''
    const detail = `contract ${JSON.stringify(contractId)} has no version ${JSON.stringify(version)}; it has ${highest}${more}`
    throw new RegistryError('version-not-found', detail)
  }
}

function contractNotFound(contractId: string): RegistryError {
  return new RegistryError('contract-not-found', `there is no contract ${JSON.stringify(contractId)}`)
}
