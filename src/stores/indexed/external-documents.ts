import { randomUUID } from 'node:crypto'
import { RegistryError } from '../../domain/errors.ts'
import { contractIdFault, type VersionIdentity, versionFault } from '../../domain/identity.ts'
import type { IndexedVersion } from '../../search/catalogue/indexed-version.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { entryStateOf } from '../decided-entry.ts'
import { ConflictingEntry, type VersionEntry } from '../entry.ts'
import type { SqlContractStore } from '../sql/store.ts'
import type { StoredVersion, VersionSummary } from '../store.ts'
import type { StoreLog } from '../store-log.ts'
import type { ListedVersion } from './documents.ts'
import type { FoundDocument, GuardedDocuments } from './guarded-documents.ts'

/** How many ids of the index are read at a time. */
const pageSize = 1000

/** What is needed to find out what other programs did. */
export interface ExternalParts {
  readonly index: SqlContractStore
  /** Enters a change in the history, and leaves the documents as they are. */
  readonly record: (entry: VersionEntry) => Promise<unknown>
  readonly storage: GuardedDocuments
  readonly documents: DocumentWorkers
  readonly log: StoreLog
}

/** Enters in the history what other programs did to documents that are kept outside of the database. */
export class ExternalDocuments {
  readonly #index: SqlContractStore
  readonly #record: ExternalParts['record']
  readonly #storage: GuardedDocuments
  readonly #documents: DocumentWorkers
  readonly #log: StoreLog
  /** By contract and version, the mark of the document that is in the index. */
  readonly #marks = new Map<string, Map<string, string>>()
  /** By contract, what is wrong with it, so that it is logged once. */
  readonly #faults = new Map<string, string>()

  constructor({ index, record, storage, documents, log }: ExternalParts) {
    this.#index = index
    this.#record = record
    this.#storage = storage
    this.#documents = documents
    this.#log = log
  }

  /** Looks at all documents once. Never rejects: what went wrong is logged. */
  async takeOver(signal: AbortSignal): Promise<void> {
    let taken = 0
    try {
      for await (const contractId of this.#contractIds()) {
        if (signal.aborted) return
        taken += await this.#contract(contractId)
      }
    } catch (error) {
      if (!signal.aborted)
        this.#log.warn({ err: error }, 'could not look for changes of other programs; trying again later')
    }
    if (taken > 0) this.#log.info({ versions: taken }, 'took over versions that other programs have written')
  }

  /** The contracts of the storage, then those of the index that it does not have. */
  async *#contractIds(): AsyncGenerator<string> {
    const seen = new Set<string>()
    for await (const contractId of this.#storage.listContracts()) {
      seen.add(contractId)
      yield contractId
    }
    for (let offset = 0; ; offset += pageSize) {
      const { contractIds } = await this.#index.listContracts({ limit: pageSize, offset })
      for (const contractId of contractIds) if (!seen.has(contractId)) yield contractId
      if (contractIds.length < pageSize) return
    }
  }

  /** @returns how many versions were entered in the history. */
  async #contract(contractId: string): Promise<number> {
    try {
      const fault = contractIdFault(contractId)
      if (fault !== undefined) throw new Error(fault)
      const taken = await this.#versions(contractId)
      this.#faults.delete(contractId)
      return taken
    } catch (error) {
      if (isAway(error)) throw error
      const reason = error instanceof Error ? error.message : String(error)
      if (this.#faults.get(contractId) !== reason)
        this.#log.warn({ contractId, reason }, 'a document of another program cannot be taken over')
      this.#faults.set(contractId, reason)
      return 0
    }
  }

  async #versions(contractId: string): Promise<number> {
    // before the documents are read: what changes in between is a conflict, and left for the next look
    const summaries = await this.#index.summaries([contractId])
    const known = new Map(summaries.map(summary => [summary.version, summary]))
    const listed = await this.#storage.listVersions(contractId)
    const marks = this.#marks.get(contractId) ?? new Map<string, string>()
    let taken = 0
    for (const { version, mark } of withUnlisted(listed, known.keys())) {
      if (mark !== undefined && marks.get(version) === mark && known.has(version)) continue
      if (await this.#version({ contractId, version }, known.get(version))) taken++
      if (mark === undefined) marks.delete(version)
      else marks.set(version, mark)
    }
    if (marks.size > 0) this.#marks.set(contractId, marks)
    else this.#marks.delete(contractId)
    return taken
  }

  /** @returns whether the version was another than the index knew. */
  async #version(identity: VersionIdentity, known: VersionSummary | undefined): Promise<boolean> {
    const fault = versionFault(identity.version)
    if (fault !== undefined) throw new Error(fault)
    const last = known ? { revision: known.revision, time: known.updatedAt } : await this.#last(identity)
    const found = await this.#storage.get(identity)
    if (!found && !known) return false
    const stored = known && (await this.#index.get(known))
    if (found && 'json' in found && found.json === stored?.json) return false
    const document = found && (await this.#read(found, identity))
    if (document && stored && (await this.#isSame(document, stored))) return false
    return this.#enter(identity, document, last)
  }

  /** The last thing that happened to a version that is not there. */
  async #last(identity: VersionIdentity): Promise<{ revision: number; time: Date }> {
    const [last] = await this.#index.history({ ...identity, order: 'newest', limit: 1 })
    return last ?? { revision: 0, time: new Date(0) }
  }

  #read(found: FoundDocument, identity: VersionIdentity): Promise<IndexedVersion> {
    return 'yaml' in found
      ? this.#documents.read({ bytes: found.yaml, format: 'yaml' }, identity)
      : this.#documents.accept({ json: found.json, source: undefined }, identity)
  }

  /** Another layout of the same JSON is no other document. Of a YAML text, comments count. */
  async #isSame(document: IndexedVersion, stored: StoredVersion): Promise<boolean> {
    if (document.fingerprint !== stored.fingerprint) return false
    const source = document.source && (await this.#index.source(stored))
    return source === undefined || source.equals(document.source ?? source)
  }

  /** Enters what another program did, unless somebody else has written the version since it was read. */
  async #enter(
    identity: VersionIdentity,
    document: IndexedVersion | undefined,
    last: { readonly revision: number; readonly time: Date },
  ): Promise<boolean> {
    const nobody = { caller: undefined, reason: undefined, requestId: undefined }
    const change = { operation: 'external', successor: undefined, sunset: undefined } as const
    const time = new Date(Math.max(Date.now(), last.time.getTime()))
    const state = document && entryStateOf(document)
    const place = { id: randomUUID(), revision: last.revision + 1, time }
    try {
      await this.#record({ kind: 'version', ...identity, ...place, ...nobody, ...change, state })
      return true
    } catch (error) {
      if (error instanceof ConflictingEntry) return false
      throw error
    }
  }
}

/** The versions of the storage, and those of the index that it does not list, which may have been removed. */
function withUnlisted(listed: readonly ListedVersion[], known: Iterable<string>): ListedVersion[] {
  const names = new Set(listed.map(({ version }) => version))
  return [...listed, ...[...known].filter(version => !names.has(version)).map(version => ({ version }))]
}

/** Whether the storage or the index cannot be used, so that there is no use in looking further. */
function isAway(error: unknown): boolean {
  return error instanceof RegistryError && (error.code === 'store-unavailable' || error.code === 'store-busy')
}
