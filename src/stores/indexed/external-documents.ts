import { randomUUID } from 'node:crypto'
import { RegistryError } from '../../domain/errors.ts'
import type { HistoryEvent } from '../../domain/history.ts'
import { contractIdFault, type VersionIdentity, versionFault } from '../../domain/identity.ts'
import type { IndexedVersion } from '../../search/catalogue/indexed-version.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { entryStateOf } from '../decided-entry.ts'
import { ConflictingEntry, type VersionEntry } from '../entry.ts'
import type { SqlContractStore } from '../sql/store.ts'
import type { StoredVersion, VersionSummary } from '../store.ts'
import type { StoreLog } from '../store-log.ts'
import { isUnreadable } from '../unreadable-document.ts'
import type { ActiveVersions } from './active-versions.ts'
import { callerOf, inTimeOrder, isSameOrigin, timeOf } from './change-origin.ts'
import type { ListedVersion } from './documents.ts'
import type { FoundDocument, GuardedDocuments } from './guarded-documents.ts'

/** How many ids of the index are read at a time. */
const pageSize = 1000
/** How often a version that others change while it is read is read again before it is left for the next look. */
const retries = 3

/** What is needed to find out what other programs did. */
export interface ExternalParts {
  readonly index: SqlContractStore
  /** Enters a change in the history, and leaves the documents as they are. */
  readonly record: (entry: VersionEntry) => Promise<unknown>
  readonly storage: GuardedDocuments
  readonly documents: DocumentWorkers
  readonly log: StoreLog
  /** Is told of the version that the storage has as the active one, where there is such a mark. */
  readonly active: ActiveVersions | undefined
}

/** A version as the index has it. */
interface KnownState {
  readonly stored: StoredVersion | undefined
  readonly source: () => Promise<Buffer | undefined>
}

/** Enters in the history what other programs did to documents that are kept outside of the database. */
export class ExternalDocuments {
  readonly #index: SqlContractStore
  readonly #record: ExternalParts['record']
  readonly #storage: GuardedDocuments
  readonly #documents: DocumentWorkers
  readonly #log: StoreLog
  readonly #active: ActiveVersions | undefined
  /** By contract and version, the mark of the document that is in the index. */
  readonly #marks = new Map<string, Map<string, string>>()
  /** What was found to be wrong, so that it is logged once. */
  #faults: ReadonlySet<string> = new Set()

  constructor({ index, record, storage, documents, log, active }: ExternalParts) {
    this.#index = index
    this.#record = record
    this.#storage = storage
    this.#documents = documents
    this.#log = log
    this.#active = active
  }

  /** Looks at all documents once. Never rejects: what went wrong is logged. */
  async takeOver(signal: AbortSignal): Promise<void> {
    let taken = 0
    const faults = new Set<string>()
    try {
      for await (const contractId of this.#contractIds()) {
        if (signal.aborted) return
        taken += await this.#contract(contractId, faults, signal)
      }
      this.#faults = faults
    } catch (error) {
      if (!signal.aborted)
        this.#log.warn({ err: error }, 'could not look for changes of other programs; trying again later')
      this.#faults = new Set([...this.#faults, ...faults])
    }
    if (taken > 0) this.#log.info({ versions: taken }, 'took over versions that other programs have written')
  }

  /**
   * Takes over what another program did to a version, so that a change of it is decided on that.
   *
   * @throws RegistryError `overwrite-refused` when that cannot be read, so that only the storage has it.
   */
  async takeOverVersion(identity: VersionIdentity): Promise<void> {
    const [known] = await this.#index.summariesOf([identity])
    const listed = await this.#listed(identity)
    await unlessUnreadable(this.#version(identity, known, listed))
  }

  /**
   * Whether the storage has a version as it is known.
   *
   * @throws RegistryError as `takeOverVersion`.
   */
  async isAsKnown(identity: VersionIdentity, known: KnownState): Promise<boolean> {
    return (await unlessUnreadable(this.#difference(identity, known))) === undefined
  }

  /** @throws RegistryError as `takeOverVersion`. */
  async requireReadable(identity: VersionIdentity): Promise<void> {
    const found = await this.#storage.get(identity)
    if (found) await unlessUnreadable(this.#read(found, identity))
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
  async #contract(contractId: string, faults: Set<string>, signal: AbortSignal): Promise<number> {
    const taken = await this.#unlessFaulty({ contractId }, faults, () => {
      const fault = contractIdFault(contractId)
      if (fault !== undefined) throw new Error(fault)
      return this.#versions(contractId, faults, signal)
    })
    return taken ?? 0
  }

  async #versions(contractId: string, faults: Set<string>, signal: AbortSignal): Promise<number> {
    // before the documents are read: what changes in between is a conflict, and left for the next look
    const summaries = await this.#index.summaries([contractId])
    const known = new Map(summaries.map(summary => [summary.version, summary]))
    const listed = await this.#storage.listVersions(contractId)
    const before = this.#marks.get(contractId)
    const marks = new Map<string, string>()
    let taken = 0
    for (const one of inTimeOrder(withUnlisted(listed, known.keys()))) {
      if (signal.aborted) return taken
      const { version, mark } = one
      const isUnchanged = mark !== undefined && before?.get(version) === mark && known.has(version)
      const look = () => this.#version({ contractId, version }, known.get(version), one)
      const found = isUnchanged ? 'same' : await this.#unlessFaulty({ contractId, version }, faults, look)
      if (found === 'taken') taken++
      // what failed, or was changed meanwhile, is looked at again
      if (mark !== undefined && (found === 'same' || found === 'taken')) marks.set(version, mark)
    }
    const active = listed.find(({ isActive }) => isActive)?.version
    await this.#active?.see(
      contractId,
      active,
      taken > 0 ? await this.#index.summaries([contractId]) : summaries,
    )
    if (marks.size > 0) this.#marks.set(contractId, marks)
    else this.#marks.delete(contractId)
    return taken
  }

  /** Does work on a contract or version. Its fault is logged once, and ends the look only when all is away. */
  async #unlessFaulty<T>(
    of: { readonly contractId: string; readonly version?: string },
    faults: Set<string>,
    work: () => T | Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      if (isAway(error)) await this.#requireAnswers()
      const reason = reasonOf(error)
      const fault = JSON.stringify([of.contractId, of.version, reason])
      if (!this.#faults.has(fault))
        this.#log.warn({ ...of, reason, err: error }, 'a document of another program cannot be taken over')
      faults.add(fault)
      return undefined
    }
  }

  /** Rejects when the storage or the index cannot be used at all, so that there is no use in looking further. */
  async #requireAnswers(): Promise<void> {
    await this.#index.check()
    await this.#storage.check()
    // a module need not have a check
    for await (const _ of this.#storage.listContracts()) return
  }

  async #version(
    identity: VersionIdentity,
    known: VersionSummary | undefined,
    listed: ListedVersion | undefined,
    attempt = 0,
  ): Promise<'taken' | 'same' | 'conflict'> {
    const fault = versionFault(identity.version)
    if (fault !== undefined) throw new Error(fault)
    const revision = known?.revision ?? (await this.#last(identity))?.revision ?? 0
    // after what its revision follows on: what another instance enters meanwhile is no change of another program
    const stored = await this.#index.get(identity)
    const source = async () => stored && this.#index.source(stored)
    const difference = await this.#difference(identity, { stored, source })
    if (!difference) return 'same'
    const told = difference.document ? listed : undefined
    // of a document that was changed while it was read, what was listed before may tell who made the change before
    const now = told && revision > 0 ? await this.#listed(identity) : told
    if (told && !isSameOrigin(told, now))
      return attempt < retries ? this.#version(identity, known, now, attempt + 1) : 'conflict'
    const last = (await this.#last({ contractId: identity.contractId }))?.time
    const made = { revision: revision + 1, caller: callerOf(told), time: timeOf(told, last) }
    return (await this.#enter(identity, difference.document, made)) ? 'taken' : 'conflict'
  }

  async #listed({ contractId, version }: VersionIdentity): Promise<ListedVersion | undefined> {
    const listed = await this.#storage.listVersions(contractId)
    return listed.find(one => one.version === version)
  }

  /** What the storage has of a version when it is not what is known. */
  async #difference(
    identity: VersionIdentity,
    known: KnownState,
  ): Promise<{ readonly document: IndexedVersion | undefined } | undefined> {
    const found = await this.#storage.get(identity)
    const { stored } = known
    if (!found) return stored && { document: undefined }
    if ('json' in found ? found.json === stored?.json : (await known.source())?.equals(found.yaml))
      return undefined
    try {
      const document = await this.#read(found, identity)
      return (await isSame(document, known)) ? undefined : { document }
    } catch (error) {
      if (isUnreadable(error) && stored && (await this.#isKept(stored.json, found))) return undefined
      throw error
    }
  }

  /** Whether a text is what the storage was given of a document that a database had, whatever that is. */
  async #isKept(json: string, found: FoundDocument): Promise<boolean> {
    if (!('yaml' in found)) return false
    return found.yaml.equals(Buffer.from((await this.#documents.yaml(json)) ?? json))
  }

  /** The last thing that happened to a contract, or to a version of it. */
  async #last(of: { contractId: string; version?: string }): Promise<HistoryEvent | undefined> {
    const [last] = await this.#index.history({ ...of, order: 'newest', limit: 1 })
    return last
  }

  #read(found: FoundDocument, identity: VersionIdentity): Promise<IndexedVersion> {
    return 'yaml' in found
      ? this.#documents.read({ bytes: found.yaml, format: 'yaml' }, identity)
      : this.#documents.accept({ json: found.json, source: undefined }, identity)
  }

  /** Enters what another program did, unless somebody else has written the version since it was read. */
  async #enter(
    identity: VersionIdentity,
    document: IndexedVersion | undefined,
    made: Pick<VersionEntry, 'revision' | 'time' | 'caller'>,
  ): Promise<boolean> {
    const change = {
      id: randomUUID(),
      operation: 'external',
      reason: undefined,
      requestId: undefined,
    } as const
    const announced = { successor: undefined, sunset: undefined }
    const state = document && entryStateOf(document)
    try {
      await this.#record({ kind: 'version', ...identity, ...change, ...made, ...announced, state })
      return true
    } catch (error) {
      if (error instanceof ConflictingEntry) return false
      throw error
    }
  }
}

/** Another layout of the same JSON is no other document. Of a YAML text, comments count. */
async function isSame(document: IndexedVersion, { stored, source }: KnownState): Promise<boolean> {
  if (document.fingerprint !== stored?.fingerprint) return false
  const before = document.source && (await source())
  return before === undefined || before.equals(document.source ?? before)
}

/** The versions of the storage, and those of the index that it does not list, which may have been removed. */
function withUnlisted(listed: readonly ListedVersion[], known: Iterable<string>): ListedVersion[] {
  const names = new Set(listed.map(({ version }) => version))
  return [...listed, ...[...known].filter(version => !names.has(version)).map(version => ({ version }))]
}

/** Whether the storage or the index could not be used. */
function isAway(error: unknown): boolean {
  return error instanceof RegistryError && (error.code === 'store-unavailable' || error.code === 'store-busy')
}

/** What nobody can read is nowhere else, so nothing takes its place. */
async function unlessUnreadable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isUnreadable(error)) throw error
    throw new RegistryError(
      'overwrite-refused',
      `another program has put a document of this version into the store in which no contract can be read (${error.message}); mend or remove it there first`,
      [],
      { cause: error },
    )
  }
}

/** What is wrong, for the log: of an error of the storage its cause, which answers never show. */
function reasonOf(error: unknown): string {
  const { cause = error } = isAway(error) ? (error as RegistryError) : {}
  return cause instanceof Error ? cause.message : String(cause)
}
