import { randomUUID } from 'node:crypto'
import { RegistryError } from '../../domain/errors.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { StoredVersion } from '../store.ts'
import type { ChangeQueue, Decided } from './change-queue.ts'
import { externalEntry } from './external-entry.ts'
import type { Projection, ProjectionParts } from './projection.ts'
import type { ForeignChange, KnownVersion, KnownVersions } from './record-log.ts'

/** How many changes are entered together at most: as one by one, each would wait for the disk. */
const mostAtOnce = 50
/** How many contracts are listed at once. */
const pageSize = 1000

/** Takes over what other programs do to the documents beside a log: it becomes entries of the log, once. */
export class ForeignChanges {
  readonly #parts: Pick<ProjectionParts, 'log' | 'documents'>
  readonly #projection: Projection
  readonly #queue: ChangeQueue

  constructor(parts: Pick<ProjectionParts, 'log' | 'documents'>, projection: Projection, queue: ChangeQueue) {
    this.#parts = parts
    this.#projection = projection
    this.#queue = queue
  }

  /**
   * Looks whether another program has written a version, and takes that over.
   *
   * @returns undefined at once when nothing has changed. Otherwise the version as it is where the storage takes no entry of
   *   it now; undefined when the index has it.
   */
  look(
    identity: VersionIdentity,
  ): Promise<{ readonly version: StoredVersion | undefined } | undefined> | undefined {
    const found = this.#parts.log.foreignChange?.(identity, () => this.#known(identity))
    return found && this.#enter(found)
  }

  /** Takes over what another program did to a version, where it can be taken over now. */
  async takeOver(identity: VersionIdentity): Promise<void> {
    const fresh = this.#projection.fresh()
    if (fresh) await fresh
    await this.look(identity)
  }

  /** The entry of what another program has done to a version; undefined when it did nothing. */
  async entryOf(identity: VersionIdentity, time: Date): Promise<Decided | undefined> {
    const change = await this.#parts.log.foreignChange?.(identity, () => this.#known(identity))
    return change && this.#entryOf(change, time)
  }

  /** Looks at all documents, and takes over what others have done. @returns how many changes there were. */
  async takeOverAll(): Promise<number> {
    let count = 0
    const known: KnownVersions = {
      contractIds: () => this.#contractIds(),
      ofContract: contractId => this.#versionsOf(contractId),
    }
    let appending: Promise<boolean>[] = []
    const finish = async () => {
      const outcomes = await Promise.allSettled(appending)
      appending = []
      for (const one of outcomes) {
        if (one.status === 'rejected') throw one.reason
        if (one.value) count++
      }
    }
    try {
      for await (const change of this.#parts.log.foreignChanges(known)) {
        const one = this.#append(change)
        // it is waited for a little later
        one.catch(() => undefined)
        if (appending.push(one) === mostAtOnce) await finish()
      }
    } finally {
      await finish()
    }
    return count
  }

  async #enter(
    found: Promise<ForeignChange | undefined>,
  ): Promise<{ readonly version: StoredVersion | undefined } | undefined> {
    const change = await found
    if (!change) return undefined
    try {
      await this.#append(change)
      return undefined
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error
      return { version: await this.#asIs(change) }
    }
  }

  async #append(change: ForeignChange): Promise<boolean> {
    let isNew = false
    await this.#queue.make({
      key: `contract ${change.contractId}`,
      version: change,
      decide: async time => {
        // others may have come first: what is there now counts
        const { log } = this.#parts
        const now = log.foreignChange ? await log.foreignChange(change, () => this.#known(change)) : change
        const entry = now && (await this.#entryOf(now, time))
        isNew = entry !== undefined
        return entry
      },
    })
    return isNew
  }

  async #entryOf(change: ForeignChange, now: Date): Promise<Decided | undefined> {
    const current = await this.#projection.index.current(change)
    // the time that the file system tells, unless it contradicts the order of the log
    const changed = change.time?.getTime() ?? 0
    const time = changed > this.#projection.lastTime && changed < now.getTime() ? new Date(changed) : now
    return externalEntry(change, current, this.#parts.documents, { id: randomUUID(), time })
  }

  /** The version that another program has made, as it is read until its entry is in the log. */
  async #asIs(change: ForeignChange): Promise<StoredVersion | undefined> {
    const { document, contractId, version } = change
    if (!document) return undefined
    const { json, fingerprint, status, digest } = await this.#parts.documents.accept(document, change)
    const known = await this.#projection.index.get(change)
    const revision = (known?.revision ?? 0) + 1
    return { contractId, version, json, fingerprint, status, digest, revision }
  }

  async #known({ contractId, version }: VersionIdentity): Promise<KnownVersion | undefined> {
    const { index } = this.#projection
    const stored = await index.get({ contractId, version })
    return stored && { stored, source: () => index.source(stored) }
  }

  async *#contractIds(): AsyncGenerator<string> {
    for (let offset = 0; ; offset += pageSize) {
      const { contractIds } = await this.#projection.index.listContracts({ limit: pageSize, offset })
      yield* contractIds
      if (contractIds.length < pageSize) return
    }
  }

  async #versionsOf(contractId: string): Promise<KnownVersion[]> {
    const { index } = this.#projection
    const known: KnownVersion[] = []
    for (const version of await index.listVersions(contractId)) {
      const stored = await index.get({ contractId, version })
      if (stored) known.push({ stored, source: () => index.source(stored) })
    }
    return known
  }
}
