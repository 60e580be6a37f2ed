import type { Catalog } from '../../config/sections/collibra-stores.ts'
import { memberOf, type ObjectNode, stringMember } from '../../domain/document/node.ts'
import { parseJson } from '../../domain/document/parse-json.ts'
import { writeJson } from '../../domain/document/write-json.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { Documents, KeptDocument, ListedVersion, ReadDocument } from '../indexed/documents.ts'
import type { Asked, CollibraClient } from './client.ts'
import { CollibraAway, ignoreMissing } from './faults.ts'
import { SettledTimes } from './settled-times.ts'

/** The status that such an API has for a version to rely on. */
const validated = 'Validated'

export interface PortContractsParts {
  readonly client: CollibraClient
  /** The path of the contracts of a port, with the places for the names of the catalogue. */
  readonly template: string
  readonly catalog: Catalog
  readonly defaultStatus: string
  /** Whether a version of a status is one to rely on. */
  readonly isApproved: (status: string | undefined) => boolean
}

/**
 * Contracts behind an API of the form that dc43 had before Collibra's: those of the catalogue, each at a port, as JSON
 * beside a status. It removes nothing.
 */
export class PortContracts implements Documents {
  readonly #parts: PortContractsParts
  readonly #times = new SettledTimes()

  constructor(parts: PortContractsParts) {
    this.#parts = parts
  }

  refusal({ contractId }: VersionIdentity): string | undefined {
    if (Object.hasOwn(this.#parts.catalog, contractId)) return undefined
    return 'the contract has no port: contract_store.catalog of this registry does not name it'
  }

  async put(identity: VersionIdentity, document: KeptDocument): Promise<void> {
    const { client, isApproved, defaultStatus } = this.#parts
    const status = JSON.stringify(isApproved(document.status) ? validated : defaultStatus)
    const json = `{"status":${status},"contract":${document.json}}`
    await client.bytes({ method: 'PUT', path: this.#pathOf(identity), json })
  }

  async get(identity: VersionIdentity): Promise<ReadDocument | undefined> {
    if (this.refusal(identity) !== undefined) return undefined
    const path = this.#pathOf(identity)
    const answer = await this.#ask({ path })
    if (!answer) return undefined
    const found = objectOf(path, answer)
    const inner = [memberOf(found, 'contract'), memberOf(found, 'data')].find(one => one?.kind === 'object')
    return { json: writeJson(inner ?? found) }
  }

  listContracts(): Iterable<string> {
    return Object.keys(this.#parts.catalog)
  }

  async listVersions(contractId: string): Promise<readonly ListedVersion[]> {
    if (this.refusal({ contractId, version: '' }) !== undefined) return []
    const path = this.#pathOf({ contractId })
    const answer = await this.#ask({ path })
    return this.#times.of(contractId, answer ? versionsIn(path, answer) : [])
  }

  async check(): Promise<void> {
    const [contractId] = Object.keys(this.#parts.catalog)
    if (contractId === undefined) return
    await this.#parts.client.probe({ path: this.#pathOf({ contractId }) }).catch(ignoreMissing)
  }

  /** Undefined when there is nothing. */
  async #ask(asked: Asked): Promise<Buffer | undefined> {
    return this.#parts.client.bytes(asked).catch(ignoreMissing)
  }

  /** The path of a contract, or of a version. A slash in the name of a port divides, as in dc43. */
  #pathOf({ contractId, version }: { contractId: string; version?: string }): string {
    const { data_product = '', port = '' } = this.#parts.catalog[contractId] ?? {}
    const encoded = (name: string) => name.split('/').map(encodeURIComponent).join('/')
    const path = this.#parts.template
      .replaceAll('{data_product}', () => encoded(data_product))
      .replaceAll('{port}', () => encoded(port))
    return version === undefined ? path : `${path}/${encodeURIComponent(version)}`
  }
}

function objectOf(path: string, answer: Buffer): ObjectNode {
  const node = nodeOf(path, answer)
  if (node.kind === 'object') return node
  throw new CollibraAway(`what was answered at ${path} is no JSON object`, { status: 200 })
}

function nodeOf(path: string, answer: Buffer) {
  try {
    return parseJson(answer.toString())
  } catch (cause) {
    throw new CollibraAway(`what was answered at ${path} is no JSON`, { status: 200, cause })
  }
}

/** A list, or an object with one. */
function versionsIn(path: string, answer: Buffer): ListedVersion[] {
  const node = nodeOf(path, answer)
  const lists =
    node.kind === 'object' ? ['data', 'results', 'contracts'].map(name => memberOf(node, name)) : [node]
  const list = lists.find(one => one?.kind === 'array')
  if (list?.kind !== 'array')
    throw new CollibraAway(`what was answered at ${path} is no list of versions`, { status: 200 })
  return list.items.flatMap(item => {
    const version = item.kind === 'object' ? stringMember(item, 'version') : undefined
    if (item.kind !== 'object' || !version) return []
    const mark = stringMember(item, 'updatedAt')
    const time = new Date(mark ?? '')
    return [{ version, mark, changedAt: Number.isNaN(time.getTime()) ? undefined : time }]
  })
}
