import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { ClientError } from './errors.ts'
import { namesOfParts, partsOfName } from './file-names.ts'
import type { Format, Summary, VersionName } from './registry.ts'

/** The file by which a folder is known as a pulled one, and what was pulled into it. */
const indexName = '.dc43-registry'

/** A version that was pulled: which state of it, and the file it is in. */
interface Entry {
  readonly contract_id: string
  readonly version: string
  readonly revision: number
  readonly fingerprint: string
  readonly format: Format
  readonly sha256: string
}

/** What happened to a file. */
export type WriteResult = 'written' | 'unchanged' | 'kept'

/** A folder that versions are pulled into: `<id>/<version>.yaml`, and an index, so that a pull goes on where it ended. */
export class PulledFolder {
  readonly #root: string
  readonly #entries = new Map<string, Entry>()
  readonly #foldsCase: boolean
  readonly #index: number

  /**
   * @param url of the registry. What was pulled from another one says nothing about the state of this one.
   * @throws ClientError when something else than a folder is there.
   */
  constructor(root: string, url: string) {
    this.#root = resolve(root)
    const found = fs.statSync(this.#root, { throwIfNoEntry: false })
    if (found && !found.isDirectory())
      throw new ClientError(`${root} is no folder; --output names the folder to write to`)
    fs.mkdirSync(this.#root, { recursive: true })
    const path = join(this.#root, indexName)
    requireNoLink(path)
    const [head, ...entries] = linesOf(path)
    for (const line of entries.filter(isEntry)) {
      const { contract_id, version, fingerprint, format, sha256 } = line
      const revision = head?.registry === url ? line.revision : 0
      this.#entries.set(keyOf(line), { contract_id, version, revision, fingerprint, format, sha256 })
    }
    const lines = [{ registry: url }, ...this.#entries.values()]
    replaceFile(path, Buffer.from(lines.map(line => `${JSON.stringify(line)}\n`).join('')))
    this.#index = fs.openSync(path, 'a')
    this.#foldsCase = fs.existsSync(join(this.#root, indexName.toUpperCase()))
  }

  /** The file of a version that was pulled in this state and is as it was written; undefined when there is none. */
  has(summary: Summary): string | undefined {
    const entry = this.#entries.get(keyOf(summary))
    if (entry?.revision !== summary.revision || entry.fingerprint !== summary.fingerprint) return undefined
    const path = this.#pathOf(summary, entry.format)
    return digestOfFile(path) === entry.sha256 ? path : undefined
  }

  /**
   * Writes the document of a version to its file. A file that was changed since it was pulled, or that nobody pulled, is
   * kept as it is unless `overwrite` says otherwise.
   */
  write(
    summary: Summary,
    { bytes, format }: { readonly bytes: Buffer; readonly format: Format },
    overwrite: boolean,
  ): { readonly result: WriteResult; readonly file: string } {
    const known = this.#entries.get(keyOf(summary))
    const path = this.#pathOf(summary, format)
    const former = this.#pathOf(summary, format === 'json' ? 'yaml' : 'json')
    this.#makeFolder(dirname(path))
    const sha256 = digestOf(bytes)
    const found = digestOfFile(path)
    const foundFormer = digestOfFile(former)
    const isOurs = [found, foundFormer].every(
      digest => digest === undefined || digest === known?.sha256 || digest === sha256,
    )
    if (!isOurs && !overwrite) return { result: 'kept', file: path }
    if (found !== sha256) replaceFile(path, bytes)
    if (foundFormer !== undefined) fs.rmSync(former)
    const { contract_id, version, revision, fingerprint } = summary
    const entry = { contract_id, version, revision, fingerprint, format, sha256 }
    this.#entries.set(keyOf(entry), entry)
    fs.writeSync(this.#index, `${JSON.stringify(entry)}\n`)
    return { result: found === sha256 ? 'unchanged' : 'written', file: path }
  }

  close(): void {
    fs.closeSync(this.#index)
  }

  #pathOf({ contract_id, version }: Summary, format: Format): string {
    const parts = [contract_id, version].flatMap(name => partsOfName(name, this.#foldsCase))
    return `${join(this.#root, ...parts)}.${format}`
  }

  /** Makes the folders down to one, none of which may be a link that leads out of the folder. */
  #makeFolder(folder: string): void {
    if (folder === this.#root) return
    this.#makeFolder(dirname(folder))
    requireNoLink(folder)
    fs.mkdirSync(folder, { recursive: true })
  }
}

/** The version that the path of a file in a pulled folder stands for; undefined in other folders. */
export function namesInPulledFolder(file: string, name: string): VersionName | undefined {
  const parts = [name]
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    if (fs.existsSync(join(folder, indexName))) break
    if (dirname(folder) === folder) return undefined
    parts.unshift(basename(folder))
  }
  const [contractId, version, ...more] = namesOfParts(parts) ?? []
  return contractId === undefined || version === undefined || more.length > 0
    ? undefined
    : { contractId, version }
}

function requireNoLink(path: string): void {
  const found = fs.lstatSync(path, { throwIfNoEntry: false })
  if (found?.isSymbolicLink())
    throw new ClientError(`${path} is a link; nothing is written through links, which may lead anywhere`)
}

/** Writes a file whole or not at all. What is there, be it a link, is replaced and not followed. */
function replaceFile(path: string, bytes: Buffer): void {
  const part = join(dirname(path), `.${digestOf(Buffer.from(basename(path))).slice(0, 16)}.part`)
  fs.rmSync(part, { force: true })
  fs.writeFileSync(part, bytes, { flag: 'wx' })
  fs.renameSync(part, path)
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The digest of a file; undefined when there is none, and a text that is no digest for what is no file. */
function digestOfFile(path: string): string | undefined {
  const found = fs.lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return undefined
  return found.isFile() ? digestOf(fs.readFileSync(path)) : 'no file'
}

/** The lines of the index. One that an interruption has cut is left out. */
function linesOf(path: string): Record<string, unknown>[] {
  if (!fs.existsSync(path)) return []
  return fs
    .readFileSync(path, 'utf8')
    .split('\n')
    .flatMap(line => {
      try {
        const value: unknown = JSON.parse(line)
        return typeof value === 'object' && value !== null ? [value as Record<string, unknown>] : []
      } catch {
        return []
      }
    })
}

function isEntry(line: Record<string, unknown>): line is Record<string, unknown> & Entry {
  const { contract_id, version, revision, fingerprint, format, sha256 } = line
  const texts = [contract_id, version, fingerprint, sha256]
  if (texts.some(text => typeof text !== 'string') || typeof revision !== 'number') return false
  return format === 'json' || format === 'yaml'
}

function keyOf({ contract_id, version }: Pick<Entry, 'contract_id' | 'version'>): string {
  return `${contract_id}\0${version}`
}
