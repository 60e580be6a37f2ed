import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { Entry, EntryDocument, LinkEntry, VersionEntry } from '../entry.ts'
import type { DatasetLink } from '../store.ts'
import { type CommittedEntry, type DocumentForm, readCommitMessage } from './commit-text.ts'
import type { FileChange } from './differences.ts'
import { compactJson } from './json-lines.ts'
import type { Objects } from './objects.ts'
import { contractFolder, formats, linkPath, versionPath } from './paths.ts'

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
    const document = await this.#document(commit, entry, form)
    if (!state) return document === undefined && !(await this.#isThere(commit, entry)) ? entry : undefined
    return document && { ...entry, state: { ...state, document } }
  }

  async #isThere(commit: string, entry: VersionEntry): Promise<boolean> {
    for (const format of formats)
      if (await this.#objects.file(`${commit}:${versionPath(entry, format)}`)) return true
    return false
  }

  async #document(
    commit: string,
    entry: VersionEntry,
    form: DocumentForm,
  ): Promise<EntryDocument | undefined> {
    const file = (format: 'json' | 'yaml') => this.#objects.file(`${commit}:${versionPath(entry, format)}`)
    if (form === 'none') return undefined
    const source = form === 'yaml' || form === 'both' ? await file('yaml') : undefined
    if (form === 'yaml') {
      if (!source) return undefined
      const read = await this.#documents.read({ bytes: source, format: 'yaml' }, entry).catch(() => undefined)
      return read && { json: read.json, source }
    }
    const text = (await file('json'))?.toString()
    if (text === undefined || (form === 'both' && !source)) return undefined
    return { json: form === 'lines' ? compactJson(text) : text, source }
  }
}
