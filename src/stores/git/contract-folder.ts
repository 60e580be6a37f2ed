import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { type ContractMetadata, readMetadata } from '../contract-metadata.ts'
import { textOf } from './file-names.ts'
import { namesIn } from './named-version.ts'
import type { Objects, TreeEntry } from './objects.ts'
import { contractFolder, type Format, formats, versionPath } from './paths.ts'

/** The files of a version by their format: new bytes, or the name of an object. */
export type VersionFiles = Map<Format, string | Buffer>

/** The folder of a contract as a commit has it. */
export interface ContractFolder {
  readonly metadata: ContractMetadata
  readonly versions: Map<string, VersionFiles>
  /** What a person wrote into the file of the latest version only, as the version that they mean. */
  readonly edited: { readonly version: string; readonly files: VersionFiles } | undefined
}

/** Reads the folder of a contract. @param commit empty when there is none yet. */
export async function readContractFolder(
  objects: Objects,
  documents: DocumentWorkers,
  contractId: string,
  commit: string,
): Promise<ContractFolder> {
  // a look for each file would have git read the folder of all contracts each time
  const folder = commit === '' ? new Map() : await objects.folder(`${commit}:${contractFolder(contractId)}`)
  const text = await fileOf(objects, folder.get('metadata.json'))
  const metadata = readMetadata(text?.toString())
  const inside = folder.get('versions')
  const versions = versionsIn(inside ? await objects.folder(inside.object) : new Map(), contractId, metadata)
  return { metadata, versions, edited: await editedLatest(objects, documents, contractId, folder, versions) }
}

/** The versions whose files have shortened names are told by the metadata. */
function versionsIn(
  folder: ReadonlyMap<string, TreeEntry>,
  contractId: string,
  metadata: ContractMetadata,
): Map<string, VersionFiles> {
  const versions = new Map<string, VersionFiles>()
  const stemOf = (version: string) =>
    versionPath({ contractId, version }, 'json').split('/').at(-1)?.slice(0, -5)
  const known = new Map(metadata.versions.map(({ version }) => [stemOf(version), version]))
  for (const [name, { object }] of folder) {
    const [, stem = '', format] = /^(.*)\.(yaml|json)$/s.exec(name) ?? []
    const version = textOf(stem) ?? known.get(stem)
    if (version === undefined || format === undefined) continue
    const files: VersionFiles = versions.get(version) ?? new Map()
    versions.set(version, files.set(format as Format, object))
  }
  return versions
}

async function editedLatest(
  objects: Objects,
  documents: DocumentWorkers,
  contractId: string,
  folder: ReadonlyMap<string, TreeEntry>,
  versions: ReadonlyMap<string, VersionFiles>,
): Promise<ContractFolder['edited']> {
  const known = new Set([...versions.values()].flatMap(files => [...files.values()]))
  for (const format of formats) {
    const entry = folder.get(`contract.${format}`)
    if (entry === undefined || known.has(entry.object)) continue
    const bytes = await fileOf(objects, entry)
    const version = bytes && namesIn({ bytes, format })?.version
    if (!bytes || !version) continue
    const read = await documents.read({ bytes, format }, { contractId, version }).catch(() => undefined)
    if (read) return { version, files: new Map([[format, entry.object]]) }
  }
  return undefined
}

async function fileOf(objects: Objects, entry: TreeEntry | undefined): Promise<Buffer | undefined> {
  return entry && !entry.isFolder ? objects.file(entry.object) : undefined
}
