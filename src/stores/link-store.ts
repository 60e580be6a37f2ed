import type { VersionIdentity } from '../domain/identity.ts'
import type { Scope } from '../domain/scope.ts'

/** The contract version that a dataset version follows. */
export interface DatasetLink {
  readonly datasetId: string
  readonly datasetVersion: string
  readonly contractId: string
  readonly contractVersion: string
  readonly linkedAt: Date
  readonly linkedBy: string | undefined
}

/** A link that is to be made. */
export type NewLink = Omit<DatasetLink, 'linkedAt'>

/** One page of links. */
export interface LinkPage {
  readonly links: readonly DatasetLink[]
  /** How many there are in all. */
  readonly total: number
}

/** Which links of a dataset are wanted. */
export interface DatasetQuery {
  readonly datasetId: string
  /** Only links to contracts of this scope. */
  readonly scope?: Scope | undefined
  readonly limit: number
}

/** What is read of links, of which some callers see a part only. */
export interface ReadableLinks {
  /** What a dataset version follows, or undefined. */
  linked(datasetId: string, datasetVersion: string): Promise<DatasetLink | undefined>

  /** The dataset versions that follow a contract version, by id and version, from `offset` on. */
  linksOfVersion(
    identity: VersionIdentity,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<LinkPage>

  /** What the versions of a dataset follow, the link that was made last first. */
  linksOfDataset(query: DatasetQuery): Promise<DatasetLink[]>

  /** The datasets that follow contracts of a scope, ascending by code point, on SQL Server by UTF-16 code unit. */
  linkedDatasets(scope: Scope | undefined, limit: number): Promise<string[]>

  /** How many dataset versions follow any version of a contract. */
  countLinks(contractId: string): Promise<number>
}

/** What keeps which contract version each dataset version follows. The promises of `ContractStore` hold for it, too. */
export interface LinkStore extends ReadableLinks {
  /**
   * Records that a dataset version follows a contract version, in place of the one it followed before. When that one is
   * of a contract outside of `scope`, nothing is recorded, and the result is false.
   */
  link(link: NewLink, scope?: Scope): Promise<boolean>
}
