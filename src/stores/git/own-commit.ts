import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { Entry, EntryDocument, LinkEntry, VersionEntry } from '../entry.ts'
import type { DatasetLink } from '../link-store.ts'
import { type CommittedEntry, type DocumentForm, readCommitMessage } from './commit-text.ts'
import type { FileChange } from './differences.ts'
import { compactJson } from './json-lines.ts'
import type { Objects } from './objects.ts'
import { contractFolder, type Format, formats, linkPath, versionPath } from './paths.ts'

/** The file of a link. */
export function linkText({
  contractId,
  contractVersion,
  linkedAt,
  linkedBy,
  ...dataset
}: DatasetLink): Buffer {
  const members = {
    dataset_id: dataset.datasetId,
    dataset_version: dataset.datasetVersion,
    contract_id: contractId,
    contract_version: contractVersion,
    linked_at: linkedAt.toISOString(),
    linked_by: linkedBy,
  }
  return Buffer.from(`${JSON.stringify(members, undefined, 2)}\n`)
}

/** The formats in which a document is written; when there must be none, all of them. */
function formatsOf(form: DocumentForm): readonly Format[] {
  if (form === 'none' || form === 'both') return formats
  return form === 'yaml' ? ['yaml'] : ['json']
}

/** Reads the entries that the registry has committed. */
export class OwnCommits {
  readonly #objects: Objects
  readonly #documents: DocumentWorkers

  constructor(objects: Objects, documents: DocumentWorkers) {
    this.#objects = objects
    this.#documents = documents
  }

  /**
   * The entry of a commit; undefined when it is not one of the registry's. What a message says counts only where the
   * commit has done that and nothing else: messages can be copied, and merges take those of others.
   */
  async entryOf(commit: string, message: string, changes: readonly FileChange[]): Promise<Entry | undefined> {
    const committed = readCommitMessage(message)
    if (!committed) return undefined
    const { entry, form } = committed
    return entry.kind === 'link' ? this.#link(entry, changes) : this.#version(commit, entry, form, changes)
  }

  async #link(entry: LinkEntry, changes: readonly FileChange[]): Promise<Entry | undefined> {
    const [change, ...others] = changes
    if (others.length > 0 || change?.path !== linkPath(entry.link) || !change.object) return undefined
    const text = await this.#objects.file(change.object)
    return text?.equals(linkText(entry.link)) ? entry : undefined
  }

  async #version(
    commit: string,
    entry: VersionEntry,
    form: CommittedEntry['form'],
    changes: readonly FileChange[],
  ): Promise<Entry | undefined> {
    const folder = `${contractFolder(entry.contractId)}/`
    if (changes.length === 0 || changes.some(({ path }) => !path.startsWith(folder))) return undefined
    const { state } = entry
    if (form === 'none' && state) return entry
    const files = new Map<Format, Buffer>()
    for (const format of formatsOf(form)) {
      const bytes = await this.#file(commit, versionPath(entry, format), changes)
      if (bytes) files.set(format, bytes)
    }
    if (!state) return files.size === 0 ? entry : undefined
    const document = await this.#document(entry, form, files)
    return document && { ...entry, state: { ...state, document } }
  }

  /** Nearly always the file is among the changes; to find another one, git has to read the folder of all contracts. */
  async #file(commit: string, path: string, changes: readonly FileChange[]): Promise<Buffer | undefined> {
    const change = changes.find(one => one.path === path)
    if (!change) return this.#objects.file(`${commit}:${path}`)
    return change.object === undefined ? undefined : this.#objects.file(change.object)
  }

  async #document(
    entry: VersionEntry,
    form: DocumentForm,
    files: ReadonlyMap<Format, Buffer>,
  ): Promise<EntryDocument | undefined> {
    const [source, text] = [files.get('yaml'), files.get('json')?.toString()]
    switch (form) {
      case 'none':
        return undefined
      case 'json':
        return text === undefined ? undefined : { json: text, source: undefined }
      case 'lines':
        return text === undefined ? undefined : { json: compactJson(text), source: undefined }
      case 'both':
        return text === undefined || !source ? undefined : { json: text, source }
      case 'yaml': {
        if (!source) return undefined
        const read = await this.#documents
          .read({ bytes: source, format: 'yaml' }, entry)
          .catch(() => undefined)
        return read && { json: read.json, source }
      }
    }
  }
}
