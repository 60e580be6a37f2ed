import { TurnsByKey } from '../../concurrency/turns-by-key.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { highestVersion } from '../../domain/version.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { Documents, KeptDocument, ListedVersion, ReadDocument } from '../indexed/documents.ts'
import { ActiveVersion } from './active-version.ts'
import type { CollibraClient } from './client.ts'
import { type Contracts, contractsPath } from './contracts.ts'
import { ignoreMissing } from './faults.ts'
import { itemsOf } from './pages.ts'
import type { Ports } from './ports.ts'
import type { Users } from './users.ts'

/** The longest id and version that Collibra keeps, in UTF-16 code units. */
const longest = { contractId: 200, version: 100 }

/** What Collibra tells of a version. Times are in milliseconds since 1970. */
interface ManifestVersion {
  readonly version?: string
  readonly active?: boolean
  readonly createdBy?: string
  readonly createdOn?: number
  readonly lastModifiedBy?: string
  readonly lastModifiedOn?: number
}

/** What Collibra answers to an upload. */
interface Uploaded {
  readonly id?: string
  readonly activeVersion?: string
  readonly manifestVersion?: ManifestVersion
}

export interface ManifestParts {
  readonly client: CollibraClient
  readonly contracts: Contracts
  readonly ports: Ports
  readonly users: Users
  readonly documents: DocumentWorkers
  /** Whether a version of a status is one to rely on. */
  readonly isApproved: (status: string | undefined) => boolean
}

/**
 * Contracts as the manifests of Collibra's data contracts. A manifest is the YAML as it was written, or that of the same
 * values. The latest of the approved versions is made the active one; none is made inactive otherwise.
 */
export class Manifests implements Documents {
  readonly #parts: ManifestParts
  readonly #active: ActiveVersion
  readonly #turns = new TurnsByKey()

  constructor(parts: ManifestParts) {
    this.#parts = parts
    this.#active = new ActiveVersion(parts.client)
  }

  refusal({ contractId, version }: VersionIdentity): string | undefined {
    const tooLong = (what: string, { length }: string, most: number) =>
      `${what} has ${length} characters; Collibra, where this registry keeps its contracts, takes at most ${most}`
    if (contractId.length > longest.contractId)
      return tooLong('the contract id', contractId, longest.contractId)
    if (version.length > longest.version) return tooLong('the version', version, longest.version)
    return undefined
  }

  /** One after the other for a contract: each decides which version is active, and the first makes the contract. */
  put(identity: VersionIdentity, document: KeptDocument): Promise<void> {
    return this.#turns.run(identity.contractId, () => this.#put(identity, document))
  }

  /** When an answer was lost, all of it is done again: what was made by then is found. */
  async #put(identity: VersionIdentity, document: KeptDocument): Promise<void> {
    const { contractId, version } = identity
    const { client, contracts, documents } = this.#parts
    const manifest = document.yaml ?? Buffer.from((await documents.yaml(document.json)) ?? document.json)
    await client.again(async () => {
      const done = await contracts.change(contractId, async path => {
        const active = await this.#activeOf(path)
        const isActive = await this.#isToBeActive(path, identity, document.status, active)
        const fields = { version, active: String(isActive), force: 'true' }
        const answer = await this.#upload(`${path}/versions`, manifest, fields)
        if (isActive && !isActiveIn(answer, version)) await this.#active.set(path, version)
        return true
      })
      if (!done) await this.#create(identity, manifest, document.status)
    })
  }

  async #create({ contractId, version }: VersionIdentity, manifest: Uint8Array, status: string | undefined) {
    const { contracts, ports, isApproved } = this.#parts
    const port = await ports.of(contractId)
    const isActive = isApproved(status)
    const named = { manifestId: contractId, version }
    const answer = await (port === undefined
      ? this.#upload(`${contractsPath}/addFromManifest`, manifest, {
          ...named,
          ...{ active: String(isActive), force: 'true' },
        })
      : this.#upload(contractsPath, manifest, { governedAssetId: port, ...named }))
    const path = await contracts.find(contractId)
    if (isActive && path !== undefined && !isActiveIn(answer, version)) await this.#active.set(path, version)
  }

  async #upload(path: string, manifest: Uint8Array, fields: Record<string, string>): Promise<Uploaded> {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('manifest', new Blob([new Uint8Array(manifest)], { type: 'application/yaml' }), 'manifest.yaml')
    const answer = await this.#parts.client.send({ method: 'POST', path, form })
    return uploadedOf(answer)
  }

  /** Whether a version is active after it was put: it is now, or it is approved and no later approved version is. */
  async #isToBeActive(
    path: string,
    { contractId, version }: VersionIdentity,
    status: string | undefined,
    active: string | undefined,
  ): Promise<boolean> {
    if (active === version) return true
    if (!this.#parts.isApproved(status)) return false
    if (active === undefined || highestVersion([active, version]) === version) return true
    return !this.#parts.isApproved(await this.#statusOf(path, { contractId, version: active }))
  }

  async #statusOf(path: string, identity: VersionIdentity): Promise<string | undefined> {
    const bytes = await this.#manifest(path, identity.version).catch(ignoreMissing)
    if (!bytes) return undefined
    const { documents } = this.#parts
    const read = documents.jsonOf(bytes).then(json => documents.derive(json, identity))
    // of what cannot be read nobody knows a status
    return read.then(
      ({ status }) => status,
      () => undefined,
    )
  }

  async #activeOf(path: string): Promise<string | undefined> {
    for await (const { version, active } of this.#versionsAt(path)) if (active) return version
    return undefined
  }

  async get({ contractId, version }: VersionIdentity): Promise<ReadDocument | undefined> {
    if (this.refusal({ contractId, version }) !== undefined) return undefined
    const manifest = this.#parts.contracts.read(contractId, path => this.#manifest(path, version))
    const yaml = await manifest.catch(ignoreMissing)
    return yaml && { yaml }
  }

  #manifest(path: string, version: string): Promise<Buffer> {
    return this.#parts.client.bytes({ path: `${path}/versions/manifest`, query: { version } })
  }

  listContracts(): AsyncIterable<string> {
    return this.#parts.contracts.list()
  }

  async listVersions(contractId: string): Promise<readonly ListedVersion[]> {
    if (contractId.length > longest.contractId) return []
    const listed = await this.#parts.contracts.read(contractId, async path => {
      const versions: ListedVersion[] = []
      for await (const one of this.#versionsAt(path))
        if (one.version) versions.push(await this.#listed(one, one.version))
      return versions
    })
    return listed ?? []
  }

  #versionsAt(path: string): AsyncGenerator<ManifestVersion> {
    return itemsOf<ManifestVersion>(this.#parts.client, { path: `${path}/versions` })
  }

  async #listed(one: ManifestVersion, version: string): Promise<ListedVersion> {
    const { createdBy, createdOn, lastModifiedBy = createdBy, lastModifiedOn = createdOn } = one
    return {
      version,
      mark:
        lastModifiedOn === undefined
          ? undefined
          : JSON.stringify([lastModifiedOn, lastModifiedBy, createdOn]),
      changedBy: await this.#parts.users.nameOf(lastModifiedBy),
      isActive: one.active === true,
      changedAt: lastModifiedOn === undefined ? undefined : new Date(lastModifiedOn),
    }
  }

  async delete({ contractId, version }: VersionIdentity): Promise<void> {
    const { client, contracts } = this.#parts
    const deletion = contracts.change(contractId, path =>
      client.bytes({ method: 'DELETE', path: `${path}/versions`, query: { version } }),
    )
    await deletion.catch(ignoreMissing)
  }

  async check(): Promise<void> {
    await this.#parts.client.probe({ path: contractsPath, query: { limit: 1 } })
  }
}

/** What is known to be active after an upload. */
function isActiveIn({ activeVersion, manifestVersion }: Uploaded, version: string): boolean {
  return (
    activeVersion === version || (manifestVersion?.version === version && manifestVersion.active === true)
  )
}

function uploadedOf(body: Buffer): Uploaded {
  try {
    return Object(JSON.parse(body.toString()))
  } catch {
    // it says nothing of what is active
    return {}
  }
}
