import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { type ContractMetadata, readMetadata } from '../contract-metadata.ts'
import type { GitCommands } from './command.ts'
import { textOf } from './file-names.ts'
import { namesIn } from './named-version.ts'
import type { Objects, TreeEntry } from './objects.ts'
import { contractFolder, type Format, formats, latestPath, versionPath } from './paths.ts'

/** The files of a version by their format: new bytes, or the name of an object. */
export type VersionFiles = Map<Format, string | Buffer>

/** The folder of a contract as a commit has it. */
export interface ContractFolder {
  readonly metadata: ContractMetadata
  readonly versions: Map<string, VersionFiles>
  /** What a person wrote into the file of the latest version only, as the version that they mean. */
  readonly edited: { readonly version: string; readonly files: VersionFiles } | undefined
}

/** What the folder of a contract is read with. */
export interface FolderParts {
  readonly git: GitCommands
  readonly objects: Objects
  readonly documents: DocumentWorkers
}

/** Reads the folder of a contract. @param commit empty when there is none yet. */
export async function readContractFolder(
  parts: FolderParts,
  contractId: string,
  commit: string,
): Promise<ContractFolder> {
  const { objects } = parts
  // a look for each file would have git read the folder of all contracts each time
  const folder = commit === '' ? new Map() : await objects.folder(`${commit}:${contractFolder(contractId)}`)
  const text = await fileOf(objects, folder.get('metadata.json'))
  const metadata = readMetadata(text?.toString())
  const inside = folder.get('versions')
  const versions = versionsIn(inside ? await objects.folder(inside.object) : new Map(), contractId, metadata)
  const found = { contractId, commit, folder, metadata, versions }
  return { metadata, versions, edited: await editedLatest(parts, found) }
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

/** What was found in the folder of a contract. */
interface Found extends Omit<ContractFolder, 'edited'> {
  readonly contractId: string
  readonly commit: string
  readonly folder: ReadonlyMap<string, TreeEntry>
}

async function editedLatest(
  parts: FolderParts,
  { folder, ...found }: Found,
): Promise<ContractFolder['edited']> {
  const { objects, documents } = parts
  const { contractId, metadata, versions } = found
  const known = new Set([...versions.values()].flatMap(files => [...files.values()]))
  for (const format of formats) {
    const entry = folder.get(`contract.${format}`)
    // the copy that the registry made may be old by now: others change the file of a version alone
    const isCopy = entry && (known.has(entry.object) || entry.object === metadata.latest_object)
    if (entry === undefined || isCopy) continue
    const bytes = await fileOf(objects, entry)
    const version = bytes && namesIn({ bytes, format })?.version
    if (!bytes || !version) continue
    const read = await documents.read({ bytes, format }, { contractId, version }).catch(() => undefined)
    if (read && (await isNewest(parts, found, version)))
      return { version, files: new Map([[format, entry.object]]) }
  }
  return undefined
}

/** Whether the file of the latest version was changed after the file of the version that it names. */
async function isNewest(
  { git }: FolderParts,
  { contractId, commit, metadata, versions }: Omit<Found, 'folder'>,
  version: string,
): Promise<boolean> {
  const files = [...(versions.get(version)?.values() ?? [])]
  if (metadata.latest_object !== undefined && files.includes(metadata.latest_object)) return true
  const own = formats.map(format => versionPath({ contractId, version }, format))
  const paths = [...own, ...formats.map(format => latestPath(contractId, format))]
  const options = ['--first-parent', '--diff-merges=first-parent', '--no-renames', '--name-only', '-z']
  const last = ['log', '--max-count=1', '--format=', ...options, commit, '--', ...paths]
  const changed = (await git.text(['--literal-pathspecs', ...last])).split('\0')
  return !own.some(path => changed.includes(path))
}

async function fileOf(objects: Objects, entry: TreeEntry | undefined): Promise<Buffer | undefined> {
  return entry && !entry.isFolder ? objects.file(entry.object) : undefined
}
