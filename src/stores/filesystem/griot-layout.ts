import { randomUUID } from 'node:crypto'
import { readdir, rename, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { readStored } from '../../domain/contract-version.ts'
import { memberOf } from '../../domain/document/node.ts'
import { versionFault } from '../../domain/identity.ts'
import { highestVersion } from '../../domain/version.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { metadataText, readMetadata } from '../contract-metadata.ts'
import type { EntryDocument, VersionEntry } from '../entry.ts'
import { ifThere } from './file-faults.ts'
import { nameOfFile } from './file-names.ts'
import { claim, ensureFolder, isFolder, readFileWhole, syncFolder, writeDurably } from './files.ts'
import type { FolderLayout, FoundDocument } from './layout.ts'

const latestName = 'contract.yaml'
const metadataName = 'metadata.json'

/**
 * `<id>/versions/<version>.yaml`, as griot has it: YAML as it was put, and JSON as the YAML of the same values. The latest
 * version is once more in `<id>/contract.yaml`, and `<id>/metadata.json` tells of all of them.
 */
export class GriotLayout implements FolderLayout {
  readonly versions = 'versions'
  readonly suffix = '.yaml'
  readonly #documents: DocumentWorkers
  readonly #temporary: string

  /** @param temporary a folder on the same disk for files that are being written. */
  constructor(documents: DocumentWorkers, temporary: string) {
    this.#documents = documents
    this.#temporary = temporary
  }

  async contentOf({ json, source }: EntryDocument): Promise<Buffer> {
    // what is no object stays what it is
    return source ?? Buffer.from((await this.#documents.yaml(json)) ?? json)
  }

  async documentOf(bytes: Buffer): Promise<FoundDocument> {
    const document = { json: await this.#documents.jsonOf(bytes), source: bytes }
    // the beginning of a YAML text may be one, too
    return { document, isWhole: false }
  }

  keepsBytes(): boolean {
    return true
  }

  async holds(bytes: Buffer, document: EntryDocument): Promise<boolean> {
    if (document.source) return bytes.equals(document.source)
    // another release may lay out the same values in another way
    return (
      bytes.equals(await this.contentOf(document)) || (await this.#documents.jsonOf(bytes)) === document.json
    )
  }

  async complete(entry: VersionEntry, folder: string): Promise<void> {
    const names = (await ifThere(readdir(join(folder, this.versions)))) ?? []
    const versions = this.#versionsOf(names)
    const latest = highestVersion([...versions.keys()])
    const file = await readFileWhole(join(folder, this.versions, versions.get(latest ?? '') ?? ''))
    if (latest === undefined || !file?.bytes) {
      for (const name of [latestName, metadataName]) await rm(join(folder, name), { force: true })
      return
    }
    const metadata = await readFileWhole(join(folder, metadataName))
    const text = metadataText(entry, readMetadata(metadata?.bytes?.toString()), [...versions.keys()])
    await this.#replace(join(folder, metadataName), text)
    await this.#replace(join(folder, latestName), file.bytes)
  }

  /** The files of versions; one whose name is a digest is not the latest to anybody. */
  #versionsOf(fileNames: readonly string[]): Map<string, string> {
    const versions = new Map<string, string>()
    for (const fileName of fileNames) {
      const version = nameOfFile(fileName, this.suffix)
      if (version !== undefined) versions.set(version, fileName)
    }
    return versions
  }

  async #replace(path: string, bytes: Buffer): Promise<void> {
    if ((await readFileWhole(path))?.bytes?.equals(bytes)) return
    const file = join(this.#temporary, randomUUID())
    try {
      await writeDurably(file, bytes)
      await rename(file, path)
    } finally {
      await rm(file, { force: true })
    }
  }

  /** A folder that has the latest version only, as griot described it, gets the file of this version. */
  async adopt(folder: string): Promise<void> {
    const versions = join(folder, this.versions)
    if (await isFolder(versions)) return
    const latest = await readFileWhole(join(folder, latestName))
    const version = latest?.bytes && (await this.#versionIn(latest.bytes))
    if (!latest?.bytes || version === undefined) return
    const file = join(this.#temporary, randomUUID())
    await writeDurably(file, latest.bytes)
    const time = latest.stats.mtimeMs / 1000
    await utimes(file, time, time)
    await ensureFolder(versions)
    await claim('alone', file, join(versions, `${version}${this.suffix}`))
    await syncFolder(versions)
  }

  async #versionIn(yaml: Buffer): Promise<string | undefined> {
    const json = await this.#documents.jsonOf(yaml).catch(() => undefined)
    const document = json === undefined ? undefined : readStored(json)
    const version = document && memberOf(document, 'version')
    if (version?.kind !== 'string' && version?.kind !== 'number') return undefined
    const text = version.kind === 'string' ? version.value : version.token
    return versionFault(text) || /[/%]/.test(text) ? undefined : text
  }
}
