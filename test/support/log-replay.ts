import { randomUUID } from 'node:crypto'
import { type VersionIdentity, versionKey } from '../../src/domain/identity.ts'
import type { VersionEntry } from '../../src/stores/entry.ts'
import {
  type ForeignChange,
  type KnownVersion,
  type KnownVersions,
  LogMoved,
  type Place,
  type PlacedEntry,
  type RecordLog,
} from '../../src/stores/indexed/record-log.ts'
import { derive } from '../../src/workers/indexed-documents.ts'

export const beginning: Place = { position: 0, mark: '' }

/** A change of a version; without a document a deletion. */
export function entryOf(
  identity: VersionIdentity,
  json: string | undefined,
  other: Partial<VersionEntry> & { readonly source?: Buffer } = {},
): VersionEntry {
  const { source, ...members } = other
  const { contractId, version } = identity
  return {
    kind: 'version',
    id: randomUUID(),
    contractId,
    version,
    operation: json === undefined ? 'delete' : 'create',
    revision: 1,
    time: new Date('2026-01-02T03:04:05.678Z'),
    caller: 'somebody',
    reason: undefined,
    requestId: undefined,
    successor: undefined,
    sunset: undefined,
    state:
      json === undefined
        ? undefined
        : { name: contractId, status: undefined, fingerprint: 'f', document: { json, source } },
    ...members,
  }
}

/** All that a log has behind a place. */
export async function entriesOf(log: RecordLog, after = beginning): Promise<PlacedEntry[]> {
  const entries: PlacedEntry[] = []
  for await (const one of log.entriesAfter(after)) if ('entry' in one) entries.push(one)
  return entries
}

/** How versions are after the entries of a log, read as whoever keeps an index reads them. */
export class LogReplay implements KnownVersions {
  readonly #log: RecordLog
  readonly #versions = new Map<string, VersionEntry>()
  place = beginning

  constructor(log: RecordLog) {
    this.#log = log
  }

  async catchUp(): Promise<this> {
    for (const placed of await entriesOf(this.#log, this.place)) {
      this.place = { position: placed.position, mark: placed.mark }
      if (placed.entry.kind === 'version') this.#versions.set(versionKey(placed.entry), placed.entry)
    }
    return this
  }

  json(identity: VersionIdentity): string | undefined {
    return this.#versions.get(versionKey(identity))?.state?.document?.json
  }

  known(identity: VersionIdentity): KnownVersion | undefined {
    const entry = this.#versions.get(versionKey(identity))
    const document = entry?.state?.document
    if (!entry || !document) return undefined
    const { contractId, version, revision } = entry
    const { json, source } = document
    const { status, digest } = derive(json, identity)
    return {
      stored: { contractId, version, revision, json, fingerprint: 'f', status, digest },
      source: async () => source,
    }
  }

  async *contractIds(): AsyncGenerator<string> {
    yield* new Set([...this.#versions.values()].filter(one => one.state).map(one => one.contractId))
  }

  async ofContract(contractId: string): Promise<KnownVersion[]> {
    const own = [...this.#versions.values()].filter(one => one.contractId === contractId)
    return own.map(one => this.known(one)).filter(one => one !== undefined)
  }

  /** Appends a change at the end, wherever that is by then. */
  async append(entry: VersionEntry): Promise<void> {
    for (;;) {
      await this.catchUp()
      try {
        this.place = await this.#log.append([entry], this.place)
        this.#versions.set(versionKey(entry), entry)
        return
      } catch (error) {
        if (!(error instanceof LogMoved)) throw error
      }
    }
  }

  /** Looks at the folder once, and enters what others have done. */
  async takeOver(): Promise<ForeignChange[]> {
    await this.catchUp()
    const changes: ForeignChange[] = []
    for await (const change of this.#log.foreignChanges(this)) {
      changes.push(change)
      await this.append(entryOf(change, change.document?.json, { operation: 'external', caller: undefined }))
    }
    return changes
  }

  /** What a read of a version meets. */
  async look(identity: VersionIdentity): Promise<ForeignChange | undefined> {
    await this.catchUp()
    return this.#log.foreignChange?.(identity, async () => this.known(identity))
  }
}
