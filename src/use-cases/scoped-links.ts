import type { VersionIdentity } from '../domain/identity.ts'
import { isInScope, type Scope } from '../domain/scope.ts'
import type { DatasetLink, DatasetQuery, LinkPage, ReadableLinks } from '../stores/link-store.ts'

/** Links as they look to somebody who may see the contracts of a scope only: as if there were no others. */
export class ScopedLinks implements ReadableLinks {
  readonly #links: ReadableLinks
  readonly #scope: Scope

  constructor(links: ReadableLinks, scope: Scope) {
    this.#links = links
    this.#scope = scope
  }

  async linked(datasetId: string, datasetVersion: string): Promise<DatasetLink | undefined> {
    const link = await this.#links.linked(datasetId, datasetVersion)
    return link && this.#has(link.contractId) ? link : undefined
  }

  async linksOfVersion(
    identity: VersionIdentity,
    page: { limit: number; offset: number },
  ): Promise<LinkPage> {
    return this.#has(identity.contractId)
      ? this.#links.linksOfVersion(identity, page)
      : { links: [], total: 0 }
  }

  linksOfDataset(query: DatasetQuery): Promise<DatasetLink[]> {
    return this.#links.linksOfDataset({ ...query, scope: this.#scope })
  }

  linkedDatasets(_: Scope | undefined, limit: number): Promise<string[]> {
    return this.#links.linkedDatasets(this.#scope, limit)
  }

  async countLinks(contractId: string): Promise<number> {
    return this.#has(contractId) ? this.#links.countLinks(contractId) : 0
  }

  #has(contractId: string): boolean {
    return isInScope(this.#scope, contractId)
  }
}
