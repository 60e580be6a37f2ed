import { randomUUID } from 'node:crypto'
import type { VersionIdentity } from '../../domain/identity.ts'
import { isInScope, type Scope } from '../../domain/scope.ts'
import type { LinkEntry } from '../entry.ts'
import type { DatasetLink, DatasetQuery, LinkPage, LinkStore, NewLink } from '../link-store.ts'
import type { ChangeQueue } from './change-queue.ts'
import type { Projection } from './projection.ts'

/** Asks the links of the index once it has what the log has. */
type ReadLinks = <T>(ask: (links: LinkStore) => Promise<T>) => Promise<T>

/** Links in a log, with the index of it that answers what is asked. */
export class IndexedLinks implements LinkStore {
  readonly #projection: Projection
  readonly #queue: ChangeQueue
  readonly #read: ReadLinks

  constructor(projection: Projection, queue: ChangeQueue, read: ReadLinks) {
    this.#projection = projection
    this.#queue = queue
    this.#read = read
  }

  async link(link: NewLink, scope?: Scope): Promise<boolean> {
    const { datasetId, datasetVersion } = link
    let isAllowed = true
    await this.#queue.make({
      key: `dataset ${JSON.stringify([datasetId, datasetVersion])}`,
      decide: async time => {
        const known = await this.#projection.index.links.linked(datasetId, datasetVersion)
        isAllowed = !known || isInScope(scope, known.contractId)
        if (!isAllowed || (known && isSameTarget(known, link))) return undefined
        return { entry: linkEntry(link, known, time), version: undefined }
      },
    })
    return isAllowed
  }

  linked(datasetId: string, datasetVersion: string): Promise<DatasetLink | undefined> {
    return this.#read(links => links.linked(datasetId, datasetVersion))
  }

  linksOfVersion(identity: VersionIdentity, page: { limit: number; offset: number }): Promise<LinkPage> {
    return this.#read(links => links.linksOfVersion(identity, page))
  }

  linksOfDataset(query: DatasetQuery): Promise<DatasetLink[]> {
    return this.#read(links => links.linksOfDataset(query))
  }

  linkedDatasets(scope: Scope | undefined, limit: number): Promise<string[]> {
    return this.#read(links => links.linkedDatasets(scope, limit))
  }

  countLinks(contractId: string): Promise<number> {
    return this.#read(links => links.countLinks(contractId))
  }
}

function isSameTarget(known: DatasetLink, link: NewLink): boolean {
  return known.contractId === link.contractId && known.contractVersion === link.contractVersion
}

/** The link that takes the place of another is later than it. */
function linkEntry(link: NewLink, known: DatasetLink | undefined, time: Date): LinkEntry {
  const linkedAt = new Date(Math.max(time.getTime(), known ? known.linkedAt.getTime() + 1 : 0))
  return { kind: 'link', id: randomUUID(), link: { ...link, linkedAt } }
}
