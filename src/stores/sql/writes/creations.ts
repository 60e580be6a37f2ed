import { Groups } from '../../../concurrency/groups.ts'
import type { Author } from '../../../domain/history.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { IndexedVersion } from '../../../search/catalogue/indexed-version.ts'
import { type Claimed, claim } from '../../../sql/claims.ts'
import type { Values } from '../../../sql/database.ts'
import { decidedEntry } from '../../decided-entry.ts'
import type { VersionEntry } from '../../entry.ts'
import type { Change, ChangeOutcome } from '../../store.ts'
import { documentColumns, optionalText } from '../columns.ts'
import { eventColumns } from '../history/events.ts'
import type { SeenVersion } from '../reads/seen-version.ts'
import { stateAfter } from '../rows.ts'
import type { Indexer } from '../search-index/indexer.ts'
import type { StoreDatabase } from '../store-database.ts'
import { eventOf } from './entry-writer.ts'

/** A version that is to be made, as was decided on what was seen of its contract. */
export interface Creation extends VersionIdentity {
  readonly change: Extract<Change, { operation: 'publish' }>
  readonly author: Author
  readonly seen: Pick<SeenVersion, 'clock' | 'lastRevision'>
}

/** A change that was made, unless its commit failed. */
export interface Attempt {
  readonly entry: VersionEntry
  readonly outcome: ChangeOutcome
}

/** What became of a creation: it was made, or perhaps, or not. */
export type Tried = Partial<Record<'made' | 'unanswered', Attempt>>

/** A creation as it is written. */
interface Written extends Attempt {
  readonly version: IndexedVersion
  readonly seen: number | undefined
  readonly row: ReturnType<typeof rowOf>
  readonly event: Values
}

/** How many are made together, and how large they are: one transaction holds up the others. */
const grouping = { most: 32, atOnce: 2, patience: 250, largest: 256 * 1024 }

/** How large one is that is made together with others. */
const largestOne = 64 * 1024

/**
 * Makes versions that were not there, many in one transaction. Each was decided on what was seen when nothing was locked,
 * and is made where the clock of its contract says that this has not changed since. The others, and all of a transaction that
 * fails, are left to be made one by one, so nobody waits for others, or fails because of them.
 */
export class Creations {
  readonly #database: StoreDatabase
  readonly #indexer: Pick<Indexer, 'remember'>
  readonly #groups: Groups<Creation, Tried>
  /** The time of the last versions that were made, in milliseconds since 1970. */
  #last = 0

  constructor(database: StoreDatabase, indexer: Pick<Indexer, 'remember'>) {
    this.#database = database
    this.#indexer = indexer
    this.#groups = new Groups(creations => this.#make(creations), { ...grouping, sizeOf })
  }

  /** Whether the database makes such a version together with others. */
  takes(creation: Creation): boolean {
    return this.#database.canSkipLocked && sizeOf(creation) <= largestOne
  }

  /** @throws RegistryError when the storage takes no writes now. */
  make(creation: Creation): Promise<Tried> {
    return this.#groups.do(creation)
  }

  async #make(creations: readonly Creation[]): Promise<Tried[]> {
    // events get their numbers by their times: what is made once others were answered comes behind these
    const now = Math.max(Date.now(), this.#last + 1)
    const different = [...new Map(creations.map(one => [one.contractId, one])).values()]
    const written = new Map(different.map(creation => [creation, writtenOf(creation, now)]))
    for (const { version } of written.values()) this.#indexer.remember(version, version.index)
    const { keys, isUnanswered } = await this.#claim([...written.values()])
    this.#last = Math.max(this.#last, now)
    return creations.map(creation => {
      const attempt = written.get(creation)
      if (!attempt) return {}
      if (isUnanswered) return { unanswered: attempt }
      return keys.has(creation.contractId) ? { made: attempt } : {}
    })
  }

  /** By the contracts of the versions. */
  #claim(written: readonly Written[]): Promise<Claimed> {
    const { contracts, history, locks, sources } = this.#database.tables
    const yaml = written.flatMap(({ version: { contractId, version, digest, source } }) => {
      return source ? [{ contractId, version, digest, source }] : []
    })
    const inserts = [
      { table: history, rows: written.map(({ event }) => event) },
      { table: contracts, rows: written.map(({ row }) => row) },
      ...(yaml.length > 0 ? [{ table: sources, rows: yaml }] : []),
    ]
    const claims = written.map(({ entry, seen }) => {
      return { key: entry.contractId, seen, clock: entry.time.getTime() }
    })
    return claim(this.#database, { table: locks, members: ['contractId', 'clock'], claims, inserts })
  }
}

/** The characters of its document, and the bytes of the YAML from which it comes. */
function sizeOf({ change: { version } }: Creation): number {
  return version.json.length + (version.source?.length ?? 0)
}

function writtenOf(creation: Creation, now: number): Written {
  const { change, author, seen } = creation
  const { version } = change
  // see `advanceOf`
  const time = new Date(seen.clock === undefined ? now : Math.max(now, seen.clock + 1))
  const place = { isThere: false, revision: (seen.lastRevision ?? 0) + 1, time, author }
  const entry = decidedEntry(creation, change, place)
  const row = rowOf(entry, version)
  const event = { ...eventColumns(eventOf({ entry, before: undefined })) }
  const outcome = { before: undefined, after: stateAfter(entry, version, row) }
  return { entry, version, seen: seen.clock, row, event, outcome }
}

function rowOf({ contractId, version, time, caller, revision }: VersionEntry, document: IndexedVersion) {
  const by = optionalText(caller)
  const made = { createdAt: time, createdBy: by, updatedAt: time, updatedBy: by }
  return { contractId, version, ...documentColumns(document), revision, ...made }
}
