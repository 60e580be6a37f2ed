import { setTimeout as delay } from 'node:timers/promises'
import { RegistryError } from '../../domain/errors.ts'
import { ConflictingEntry, type Entry, type LinkEntry, type VersionEntry } from '../entry.ts'
import type { ForeignChanges } from './foreign-changes.ts'
import type { Projection } from './projection.ts'
import { LogMoved, type RecordLog } from './record-log.ts'

/** How many entries are appended together at most. */
const mostAtOnce = 50

/** How often it is tried to append what others are ahead of, and how long is waited before at most, in milliseconds. */
const retries = 20
const longestPause = 200

/** How many events of a version are looked at at once. */
const pageSize = 100

/**
 * Appends to a log what was decided elsewhere: in its order, with its own times. Entries that the log has are passed over,
 * so it may be interrupted and done again. What searches look at follows when these are asked, or the store is opened again.
 */
export class EntryAppender {
  readonly #log: RecordLog
  readonly #projection: Projection
  readonly #foreign: ForeignChanges

  constructor(log: RecordLog, projection: Projection, foreign: ForeignChanges) {
    this.#log = log
    this.#projection = projection
    this.#foreign = foreign
  }

  /** @throws ConflictingEntry when an entry says something else than the log; those before it may be appended. */
  async append(entries: readonly Entry[]): Promise<void> {
    try {
      for (const some of independentRuns(entries)) await this.#appendRun(some)
    } finally {
      await this.#log.endTurn?.()
    }
  }

  async #appendRun(entries: readonly Entry[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#projection.exclusively(() => this.#appendMissing(entries))
      } catch (error) {
        if (!(error instanceof LogMoved)) throw error
        if (attempt === retries)
          throw new RegistryError('store-busy', 'other instances keep writing to the store')
        await delay(Math.random() * longestPause)
        // another program may have written the same versions
        for (const entry of entries) if (entry.kind === 'version') await this.#foreign.takeOver(entry)
      }
    }
  }

  async #appendMissing(entries: readonly Entry[]): Promise<void> {
    const { refusal } = this.#projection
    if (refusal) throw refusal
    await this.#projection.catchUp(entries.filter(entry => entry.kind === 'version'))
    const missing: Entry[] = []
    for (const entry of entries)
      if (!(await (entry.kind === 'link' ? this.#hasLink(entry) : this.#hasVersion(entry))))
        missing.push(entry)
    if (missing.length === 0) return
    await this.#projection.requireUnmoved()
    const end = await this.#log.append(missing, this.#projection.place)
    await this.#projection.recordAppended(
      missing.map(entry => ({ entry, version: undefined })),
      end,
      { isIndexedLater: true },
    )
  }

  async #hasLink({ link }: LinkEntry): Promise<boolean> {
    const known = await this.#projection.index.links.linked(link.datasetId, link.datasetVersion)
    return known !== undefined && known.linkedAt >= link.linkedAt
  }

  async #hasVersion(entry: VersionEntry): Promise<boolean> {
    const { contractId, version, revision, time, operation, state } = entry
    const { index } = this.#projection
    for (let before: number | undefined; ; ) {
      const query = { contractId, version, before, order: 'newest', limit: pageSize } as const
      const events = await index.history(query)
      if (before === undefined && (events[0]?.revision ?? 0) < revision) return false
      const event = events.find(one => one.revision === revision)
      const isSame = event?.time.getTime() === time.getTime() && event.operation === operation
      if (isSame && event.fingerprintAfter === state?.fingerprint) return true
      if (event || events.length < pageSize)
        throw new ConflictingEntry(entry, `the store has another revision ${revision} of this version`)
      before = events.at(-1)?.sequence
    }
  }
}

/** Entries in their order, cut where one depends on another: on one of the same contract or dataset. */
function independentRuns(entries: readonly Entry[]): Entry[][] {
  const runs: Entry[][] = []
  let keys = new Set<string>()
  for (const entry of entries) {
    const key = keyOf(entry)
    const run = runs.at(-1)
    if (run && !keys.has(key) && run.length < mostAtOnce) run.push(entry)
    else {
      runs.push([entry])
      keys = new Set()
    }
    keys.add(key)
  }
  return runs
}

function keyOf(entry: Entry): string {
  if (entry.kind === 'version') return `contract ${entry.contractId}`
  return `dataset ${JSON.stringify([entry.link.datasetId, entry.link.datasetVersion])}`
}
