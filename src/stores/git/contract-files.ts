import { compareVersions, highestVersion } from '../../domain/version.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { VersionEntry } from '../entry.ts'
import type { DocumentForm } from './commit-text.ts'
import type { FileEdit } from './commit-writer.ts'
import { textOf } from './file-names.ts'
import { jsonOnLines } from './json-lines.ts'
import { namesIn } from './named-version.ts'
import type { Objects } from './objects.ts'
import { contractFolder, type Format, formats, latestPath, metadataPath, versionPath } from './paths.ts'

/** The files that the commit of an entry changes, and how its document stands in them. */
export interface EntryFiles {
  readonly form: DocumentForm
  readonly edits: readonly FileEdit[]
}

/** What `metadata.json` says of a version. */
interface VersionMetadata {
  readonly version: string
  readonly status?: string | undefined
  readonly revision?: number
  readonly created_at?: string
  readonly created_by?: string | undefined
  readonly updated_at?: string
  readonly updated_by?: string | undefined
  readonly change_notes?: string | undefined
}

interface Metadata {
  readonly created_at?: string
  readonly versions: readonly VersionMetadata[]
}

/** The files of a version: what its formats are kept in. */
type VersionFiles = Map<Format, string | Buffer>

/** Makes the files of a contract as an entry leaves them, from those that are there. */
export class ContractFiles {
  readonly #objects: Objects
  readonly #documents: DocumentWorkers

  constructor(objects: Objects, documents: DocumentWorkers) {
    this.#objects = objects
    this.#documents = documents
  }

  /** @param before the commit that the entry follows; empty when it is the first. */
  async ofEntry(entry: VersionEntry, before: string): Promise<EntryFiles> {
    const { contractId, version } = entry
    const metadata = await this.#metadata(contractId, before)
    const versions = await this.#versions(contractId, before, metadata)
    const { form, files } = await this.#document(entry)
    const edits: FileEdit[] = []
    const latest = await this.#editedLatest(entry, before, versions)
    if (latest) {
      versions.set(latest.version, latest.files)
      for (const [format, content] of latest.files)
        edits.push({ path: versionPath({ contractId, version: latest.version }, format), content })
    }
    for (const format of versions.get(version)?.keys() ?? [])
      if (form !== 'none' && !files.has(format)) edits.push(removal(versionPath(entry, format)))
    for (const [format, content] of files) edits.push({ path: versionPath(entry, format), content })
    if (entry.state === undefined) {
      for (const format of versions.get(version)?.keys() ?? [])
        edits.push(removal(versionPath(entry, format)))
      versions.delete(version)
    } else if (form !== 'none' || !versions.has(version)) versions.set(version, files)
    if (versions.size === 0) return { form, edits: [removal(contractFolder(contractId))] }
    edits.push(...latestFiles(contractId, versions))
    edits.push({
      path: metadataPath(contractId),
      content: metadataText(entry, metadata, [...versions.keys()]),
    })
    return { form, edits }
  }

  async #metadata(contractId: string, before: string): Promise<Metadata> {
    const bytes = before && (await this.#objects.file(`${before}:${metadataPath(contractId)}`))
    const metadata = bytes ? parsed(bytes.toString()) : undefined
    const { versions, created_at } = (metadata ?? {}) as { versions?: unknown; created_at?: unknown }
    const isVersion = (one: unknown): one is VersionMetadata =>
      typeof one === 'object' && one !== null && typeof (one as VersionMetadata).version === 'string'
    return {
      versions: Array.isArray(versions) ? versions.filter(isVersion) : [],
      ...(typeof created_at === 'string' && { created_at }),
    }
  }

  /** The versions in the folder of a contract; the names of those whose files have shortened names are in the metadata. */
  async #versions(
    contractId: string,
    before: string,
    metadata: Metadata,
  ): Promise<Map<string, VersionFiles>> {
    const versions = new Map<string, VersionFiles>()
    if (before === '') return versions
    const folder = await this.#objects.folder(`${before}:${contractFolder(contractId)}/versions`)
    const known = new Map(
      metadata.versions.map(({ version }) => [versionPath({ contractId, version }, 'json'), version]),
    )
    for (const [name, { object }] of folder) {
      const [, stem = '', format] = /^(.*)\.(yaml|json)$/s.exec(name) ?? []
      const version = textOf(stem) ?? known.get(`${contractFolder(contractId)}/versions/${stem}.json`)
      if (version === undefined || format === undefined) continue
      const files: VersionFiles = versions.get(version) ?? new Map()
      versions.set(version, files.set(format as Format, object))
    }
    return versions
  }

  /** What a person wrote into the file of the latest version only, as the version that it is. */
  async #editedLatest(entry: VersionEntry, before: string, versions: ReadonlyMap<string, VersionFiles>) {
    if (before === '') return undefined
    const folder = await this.#objects.folder(`${before}:${contractFolder(entry.contractId)}`)
    const known = new Set([...versions.values()].flatMap(files => [...files.values()]))
    for (const format of formats) {
      const object = folder.get(`contract.${format}`)?.object
      if (object === undefined || known.has(object)) continue
      const bytes = await this.#objects.file(object)
      const version = bytes && namesIn({ bytes, format })?.version
      if (version && version !== entry.version)
        return { version, files: new Map([[format, object]]) as VersionFiles }
    }
    return undefined
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
    const read = await this.#documents.read({ bytes: source, format: 'yaml' }, entry).catch(() => undefined)
    if (read?.json === json) return { form: 'yaml', files: new Map([['yaml', source]]) }
    return {
      form: 'both',
      files: new Map([
        ['yaml', source],
        ['json', Buffer.from(json)],
      ]),
    }
  }
}

function removal(path: string): FileEdit {
  return { path, content: undefined }
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

function metadataText(entry: VersionEntry, before: Metadata, versions: readonly string[]): Buffer {
  const { contractId, version, state, revision, caller, reason } = entry
  const time = entry.time.toISOString()
  const known = new Map(before.versions.map(one => [one.version, one]))
  const former = known.get(version)
  if (state)
    known.set(version, {
      ...{ version, status: state.status, revision },
      created_at: former?.created_at ?? time,
      created_by: former ? former.created_by : caller,
      ...{ updated_at: time, updated_by: caller, change_notes: reason },
    })
  const latest = highestVersion(versions) ?? version
  return Buffer.from(
    `${JSON.stringify(
      {
        id: contractId,
        latest_version: latest,
        status: known.get(latest)?.status,
        created_at: before.created_at ?? time,
        updated_at: time,
        versions: versions
          .toSorted((one, other) => compareVersions(other, one))
          .map(one => known.get(one) ?? { version: one }),
      },
      undefined,
      2,
    )}\n`,
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
