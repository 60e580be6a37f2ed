import { createHash } from 'node:crypto'
import { inBatches } from '../../../concurrency/batches.ts'
import type { HistoryEvent } from '../../../domain/history.ts'
import type { EntryDocument, LinkEntry, VersionEntry } from '../../entry.ts'
import type { DatasetLink } from '../../link-store.ts'
import type { RevisionIdentity, StoredVersion } from '../../store.ts'
import type { EntryRange, NumberedEntry } from '../../transfer-store.ts'
import type { History } from '../history/history-reader.ts'
import type { Links } from '../links.ts'
import type { DocumentSizes } from './document-sizes.ts'
import type { Revisions } from './revisions.ts'

/** How many events, or links, are read at once. */
const pageSize = 500

/** Tells all that a store has as entries, of which the same store can be made elsewhere. */
export class EntryReader {
  readonly #history: History
  readonly #revisions: Revisions
  readonly #sizes: DocumentSizes
  readonly #links: Links

  constructor(history: History, revisions: Revisions, sizes: DocumentSizes, links: Links) {
    this.#history = history
    this.#revisions = revisions
    this.#sizes = sizes
    this.#links = links
  }

  /** What happened to versions behind an event, oldest first. As many documents are held as fit into memory. */
  async *entriesAfter(sequence: number, { scope, upTo }: EntryRange): AsyncGenerator<NumberedEntry> {
    const before = upTo === undefined ? undefined : upTo + 1
    for (let after = sequence; ; ) {
      const events = await this.#history.events({ scope, order: 'oldest', after, before, limit: pageSize })
      const sizes = await this.#sizes.of(events)
      for (const some of inBatches(events, sizes)) yield* this.#entriesOf(some)
      after = events.at(-1)?.sequence ?? after
      if (events.length < pageSize) return
    }
  }

  /** The link of each dataset version: of those before it nothing is kept. */
  async *linkEntries(): AsyncGenerator<LinkEntry> {
    for (let last = ''; ; ) {
      const page = await this.#links.allAfter(last, pageSize)
      for (const { linkKey: _, ...link } of page) yield { kind: 'link', id: linkId(link), link }
      last = page.at(-1)?.linkKey ?? last
      if (page.length < pageSize) return
    }
  }

  async *#entriesOf(events: readonly HistoryEvent[]): AsyncGenerator<NumberedEntry> {
    const wanted = events.filter(event => event.fingerprintAfter !== undefined)
    const stored = new Map((await this.#revisions.of(wanted)).map(one => [keyOf(one), one]))
    for (const event of events) {
      const known = stored.get(keyOf(event))
      yield { sequence: event.sequence, entry: entryOf(event, known && (await this.#documentOf(known))) }
    }
  }

  async #documentOf(stored: StoredVersion): Promise<EntryDocument> {
    return { json: stored.json, source: await this.#revisions.source(stored) }
  }
}

function entryOf(event: HistoryEvent, document: EntryDocument | undefined): VersionEntry {
  const { contractId, version, revision, operation, time, caller, name } = event
  const { reason, requestId, successor, sunset, compatibility, statusAfter, fingerprintAfter } = event
  return {
    ...{ kind: 'version', id: idOf([contractId, version, revision, time]) },
    ...{ contractId, version, operation, revision, time, caller, reason, requestId, successor, sunset },
    compatibility,
    state:
      fingerprintAfter === undefined
        ? undefined
        : { name, status: statusAfter, fingerprint: fingerprintAfter, document },
  }
}

function linkId({ datasetId, datasetVersion, contractId, contractVersion, linkedAt }: DatasetLink): string {
  return idOf([datasetId, datasetVersion, contractId, contractVersion, linkedAt])
}

/** Whoever tells an entry twice gives it the same id. */
function idOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32)
}

function keyOf({ contractId, version, revision }: RevisionIdentity): string {
  return JSON.stringify([contractId, version, revision])
}
