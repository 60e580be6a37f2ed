import { Repeated } from '../../concurrency/repeated.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { Author } from '../../domain/history.ts'
import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import type { Entry, EntryState, VersionEntry } from '../entry.ts'
import { ActiveVersionRows } from '../sql/active-versions.ts'
import type { StoreParts } from '../sql/open.ts'
import { SqlContractStore } from '../sql/store.ts'
import type { RecordOptions } from '../sql/writes/recorder.ts'
import type { ActiveVersion, Change, ChangeOutcome, CurrentVersion, Decide, StoreHealth } from '../store.ts'
import type { StoreLog } from '../store-log.ts'
import { ActiveVersions } from './active-versions.ts'
import { ExternalDocuments, type ExternalParts } from './external-documents.ts'
import type { GuardedDocuments } from './guarded-documents.ts'

/** How often a change is tried again when another program writes the same document. */
const retries = 5
/** How many entries are restored in one transaction, and how many documents are put at the same time. */
const mostAtOnce = 20
const putsAtOnce = 10

/** How a store goes along with its storage. */
export interface MirrorOptions {
  /** Between two looks for what other programs did to the documents, in milliseconds. */
  readonly interval: number
  /** Whether the store is ready, with a warning, while the storage is away: reads go on. */
  readonly isReadyAlone?: boolean
  /** Whether the latest version of a status is to be expected to be the active one, where the storage has one. */
  readonly canBeActive?: (status: string | undefined) => boolean
}

/** The storage has a document that another program has put, which is not in the index. */
class ForeignDocument extends Error {}

/**
 * Contracts whose documents are kept elsewhere. The SQL store is their index: it answers all reads, keeps the history, and
 * its lock of a contract is that of the documents. A change is decided there, then written to the documents, then committed.
 * What a process that ended in between, or a commit that failed, has left in the documents is found by the next look for
 * changes of others: here, a write that failed may leave its document behind.
 */
export class MirroredStore extends SqlContractStore {
  readonly #storage: GuardedDocuments
  readonly #external: ExternalDocuments
  readonly #look: Repeated
  readonly #isReadyAlone: boolean
  readonly #active: ActiveVersions | undefined

  /** @param index what a SQL store is made of. */
  constructor(
    index: StoreParts,
    storage: GuardedDocuments,
    log: StoreLog,
    { interval, isReadyAlone = false, canBeActive }: MirrorOptions,
  ) {
    super(...index)
    this.#storage = storage
    this.#active = canBeActive && new ActiveVersions(new ActiveVersionRows(index[0]), canBeActive)
    this.#isReadyAlone = isReadyAlone
    const found: ExternalParts = {
      index: this,
      record: entry => super.record([entry]),
      ...{ storage, documents: index[1], log, active: this.#active },
    }
    this.#external = new ExternalDocuments(found)
    this.#look = new Repeated(signal => this.#external.takeOver(signal), interval)
  }

  /** Begins to look for what other programs did, until the store is closed. */
  lookForChanges(): void {
    this.#look.start()
  }

  override enterForeignChanges(): Promise<void> {
    return this.#external.takeOver(new AbortController().signal)
  }

  override async activeVersions(contractIds: readonly string[]): Promise<ReadonlyMap<string, ActiveVersion>> {
    return this.#active?.of(contractIds) ?? new Map()
  }

  override async change(identity: VersionIdentity, decide: Decide, author: Author): Promise<ChangeOutcome> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#change(identity, decide, author)
      } catch (error) {
        if (!(error instanceof ForeignDocument)) throw error
        if (attempt === retries)
          throw new RegistryError('store-busy', 'another program keeps writing this version')
        await this.#external.takeOverVersion(identity)
      }
    }
  }

  /** @throws ForeignDocument when another program has put a document that the change was not decided on. */
  #change(identity: VersionIdentity, decide: Decide, author: Author): Promise<ChangeOutcome> {
    let known: CurrentVersion | undefined
    let isPut = false
    const permitted: Decide = async current => {
      known = current
      const change = await decide(current)
      const fault = change && this.#refusal(identity, change)
      if (fault) throw fault
      return change
    }
    return super.change(identity, permitted, author, async ({ contractId, version, state }) => {
      const written = { contractId, version }
      // a transaction that is run again finds what it has put itself
      if (known && !isPut && !(await this.#external.isAsKnown(written, known))) throw new ForeignDocument()
      isPut = true
      await this.#write(written, state)
    })
  }

  /** Has the storage keep what a version is after a change. A document that nobody knows is left as it is. */
  async #write(identity: VersionIdentity, state: EntryState | undefined): Promise<void> {
    if (!state) {
      if (!this.#storage.canDelete) throw noDeletions()
      await this.#storage.delete(identity)
    } else if (state.document) {
      const { json, source } = state.document
      await this.#storage.put(identity, { json, yaml: source, status: state.status })
    }
  }

  override async current(identity: VersionIdentity): Promise<CurrentVersion> {
    const current = await super.current(identity)
    return { ...current, refusal: change => this.#refusal(identity, change) }
  }

  /** Why the storage takes no such change; undefined where it does. */
  #refusal(identity: VersionIdentity, { operation }: Change): RegistryError | undefined {
    if (operation !== 'delete') return this.#storage.refusal(identity)
    return this.#storage.canDelete ? undefined : noDeletions()
  }

  /** The documents of entries are put once nothing contradicts these. */
  override async record(entries: readonly Entry[], options: RecordOptions = {}): Promise<number> {
    for (const entry of lastOfVersions(entries)) {
      const fault = entry.state && this.#storage.refusal(entry)
      if (fault) throw fault
    }
    const beforeCommit = async (recorded: readonly Entry[]) => {
      const last = lastOfVersions(recorded)
      for (let at = 0; at < last.length; at += putsAtOnce) {
        const puts = last.slice(at, at + putsAtOnce).map(entry => this.#restore(entry))
        const failed = (await Promise.allSettled(puts)).find(put => put.status === 'rejected')
        if (failed) throw failed.reason
      }
    }
    return super.record(entries, { ...options, beforeCommit })
  }

  /** What is there was taken over before an import, unless it cannot be read. */
  async #restore(entry: VersionEntry): Promise<void> {
    await this.#external.requireReadable(entry)
    await this.#write(entry, entry.state)
  }

  /** In small transactions: a database server ends one that waits long for the storage. */
  override async restore(entries: readonly Entry[]): Promise<void> {
    for (let at = 0; at < entries.length; at += mostAtOnce)
      await super.restore(entries.slice(at, at + mostAtOnce))
  }

  override async check(): Promise<StoreHealth> {
    const away = this.#storage.check().then(
      () => false,
      error => this.#isReadyAlone || Promise.reject(error),
    )
    const [health, isAway] = await Promise.all([super.check(), away])
    return isAway ? { ...health, warnings: [awayWarning] } : health
  }

  override async close(): Promise<void> {
    await this.#look.stop()
    await super.close()
    await this.#storage.close()
  }
}

const awayWarning = 'the storage of the documents is away: reads go on, changes are refused'

function noDeletions(): RegistryError {
  return new RegistryError('forbidden', 'the store of this registry deletes no versions')
}

/** Of each version the last entry. */
function lastOfVersions(entries: readonly Entry[]): VersionEntry[] {
  const versions = entries.filter(entry => entry.kind === 'version')
  return [...new Map(versions.map(entry => [versionKey(entry), entry])).values()]
}
