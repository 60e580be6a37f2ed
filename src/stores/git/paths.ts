import type { VersionIdentity } from '../../domain/identity.ts'
import type { DatasetLink } from '../link-store.ts'
import { fileName } from './file-names.ts'

/** The two ways a document is written in the repository. */
export const formats = ['yaml', 'json'] as const
export type Format = (typeof formats)[number]

export const contractsFolder = 'contracts'

/** The folder of a contract. */
export function contractFolder(contractId: string): string {
  return `${contractsFolder}/${fileName(contractId)}`
}

/** The file of a version. */
export function versionPath({ contractId, version }: VersionIdentity, format: Format): string {
  return `${contractFolder(contractId)}/versions/${fileName(version)}.${format}`
}

/** The file of the latest version of a contract. */
export function latestPath(contractId: string, format: Format): string {
  return `${contractFolder(contractId)}/contract.${format}`
}

export function metadataPath(contractId: string): string {
  return `${contractFolder(contractId)}/metadata.json`
}

/** The file that says which contract version a dataset version follows. */
export function linkPath({ datasetId, datasetVersion }: DatasetLink): string {
  return `datasets/${fileName(datasetId)}/${fileName(datasetVersion)}.json`
}

/** The tag of a version. */
export function tagOf({ contractId, version }: VersionIdentity): string {
  return `refs/tags/${fileName(contractId)}/v${fileName(version)}`
}

/** What a path in the folder of a contract holds; undefined for paths that hold no document. */
export interface DocumentPath {
  /** The name of the folder, see `file-names.ts`. */
  readonly contract: string
  /** The name of the version; undefined for the file of the latest one. */
  readonly version: string | undefined
  readonly format: Format
}

export function documentPath(path: string): DocumentPath | undefined {
  const match = /^contracts\/([^/]+)\/(?:versions\/([^/]+)|contract)\.(yaml|json)$/.exec(path)
  const [, contract, version, format] = match ?? []
  return contract === undefined ? undefined : { contract, version, format: format as Format }
}
