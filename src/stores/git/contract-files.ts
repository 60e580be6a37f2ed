import { highestVersion } from '../../domain/version.ts'
import { metadataText } from '../contract-metadata.ts'
import type { VersionEntry } from '../entry.ts'
import { blobName } from './blob-name.ts'
import type { DocumentForm } from './commit-text.ts'
import type { FileEdit } from './commit-writer.ts'
import { type FolderParts, readContractFolder, type VersionFiles } from './contract-folder.ts'
import { jsonOnLines } from './json-lines.ts'
import { type Format, formats, latestPath, metadataPath, versionPath } from './paths.ts'

/** The files that the commit of an entry changes, and how its document stands in them. */
export interface EntryFiles {
  readonly form: DocumentForm
  readonly edits: readonly FileEdit[]
}

/** Makes the files of a contract as an entry leaves them, from those that are there. */
export class ContractFiles {
  readonly #parts: FolderParts
  readonly #nameLength: number

  /** @param nameLength how long the names of objects are in the repository. */
  constructor(parts: FolderParts, nameLength: number) {
    this.#parts = parts
    this.#nameLength = nameLength
  }

  /** @param before the commit that the entry follows; empty when it is the first. */
  async ofEntry(entry: VersionEntry, before: string): Promise<EntryFiles> {
    const { contractId, version } = entry
    const { metadata, versions, edited } = await readContractFolder(this.#parts, contractId, before)
    const { form, files } = await this.#document(entry)
    const edits: FileEdit[] = []
    if (edited && edited.version !== version) {
      versions.set(edited.version, edited.files)
      edits.push(...filesOf({ contractId, version: edited.version }, edited.files))
    }
    const isUnseen = entry.state !== undefined && form === 'none'
    if (!isUnseen) edits.push(...filesOf(entry, files, versions.get(version)))
    if (!entry.state) versions.delete(version)
    else if (!isUnseen || !versions.has(version)) versions.set(version, files)
    if (versions.size === 0) {
      // what a person has put there stays
      const own = [...formats.map(format => latestPath(contractId, format)), metadataPath(contractId)]
      return { form, edits: [...edits, ...own.map(path => ({ path, content: undefined }))] }
    }
    const latest = latestFiles(contractId, versions)
    const copy = latest.find(({ content }) => content !== undefined)?.content
    const object = Buffer.isBuffer(copy) ? blobName(copy, this.#nameLength) : copy
    const content = metadataText(entry, metadata, [...versions.keys()], object)
    edits.push(...latest, { path: metadataPath(contractId), content })
    return { form, edits }
  }

  async #document(entry: VersionEntry): Promise<{ form: DocumentForm; files: VersionFiles }> {
    const document = entry.state?.document
    if (!document) return { form: 'none', files: new Map() }
    const { json, source } = document
    if (!source) {
      const lines = jsonOnLines(json)
      return {
        form: lines === undefined ? 'json' : 'lines',
        files: new Map([['json', Buffer.from(lines ?? json)]]),
      }
    }
    const read = await this.#parts.documents
      .read({ bytes: source, format: 'yaml' }, entry)
      .catch(() => undefined)
    const files: VersionFiles = new Map([['yaml', source]])
    if (read?.json === json) return { form: 'yaml', files }
    return { form: 'both', files: files.set('json', Buffer.from(json)) }
  }
}

/** The files of a version: those it has, and of those it had before the others are removed. */
function filesOf(
  identity: { readonly contractId: string; readonly version: string },
  files: VersionFiles,
  before: VersionFiles = new Map(),
): FileEdit[] {
  return formats
    .filter(format => files.has(format) || before.has(format))
    .map(format => ({ path: versionPath(identity, format), content: files.get(format) }))
}

/** The latest version under the name that does not change. */
function latestFiles(contractId: string, versions: ReadonlyMap<string, VersionFiles>): FileEdit[] {
  const latest = highestVersion([...versions.keys()].filter(version => versions.get(version)?.size))
  const files = versions.get(latest ?? '') ?? new Map<Format, string | Buffer>()
  const shown = formats.find(format => files.has(format))
  return formats.map(format => ({
    path: latestPath(contractId, format),
    content: format === shown ? files.get(format) : undefined,
  }))
}
