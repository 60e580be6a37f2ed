import type { Database } from 'better-sqlite3'
import { whenFree } from './connection.ts'

/** How much the kept answers may hold in all, in characters and bytes; beyond that all are dropped. */
const maxSize = 32 * 1024 * 1024
/** What an answer costs beside its values. */
const entrySize = 200
/** As many questions as a request about several contracts asks in one go. */
const many = 8

type Row = Record<string, unknown>

/**
 * Keeps answers for as long as nobody, in this process or another, has committed anything to the file. SQLite tells
 * that at a fraction of the cost of reading a document, which matters when thousands of jobs read the same few.
 */
export class SnapshotCache {
  readonly #dataVersion: { get(): unknown }
  readonly #answers = new Map<string, Row[]>()
  /** The look that all of this turn of the event loop wait for. */
  #ofTurn: Promise<void> | undefined
  /** The look that those wait for which were asked in one go. */
  #together: Promise<void> | undefined
  /** How many these are. */
  #count = 0
  #snapshot: unknown
  #size = 0

  /** @param reader a connection that only reads: its own commits would not be noticed. */
  constructor(reader: Database) {
    // "different if changes were committed by any other connection in the interim" (SQLite, PRAGMA data_version)
    this.#dataVersion = reader.prepare('pragma data_version').pluck()
  }

  /** The rows that `ask` gives, or gave in this snapshot under the same key. They are shared: do not change them. */
  async rows(key: string, ask: () => Row[]): Promise<Row[]> {
    await this.#confirmed()
    return this.#answers.get(key) ?? whenFree(() => this.#kept(key, ask()))
  }

  /**
   * Drops the answers if anything was committed: what was committed before a question is never missed. SQLite is asked once
   * for all questions of this turn of the event loop, when all of them are there. Many of one request do not wait for the
   * others: together with those of other requests they would outlive minor collections, which costs more than a look.
   */
  #confirmed(): Promise<void> {
    this.#count++
    this.#together ??= Promise.resolve().then(() => {
      const isMany = this.#count >= many
      this.#count = 0
      this.#together = undefined
      return isMany ? whenFree(() => this.#confirm()) : this.#confirmedInTurn()
    })
    return this.#together
  }

  #confirmedInTurn(): Promise<void> {
    this.#ofTurn ??= new Promise<void>(resolve => setImmediate(resolve)).then(() => {
      this.#ofTurn = undefined
      return whenFree(() => this.#confirm())
    })
    return this.#ofTurn
  }

  #confirm(): void {
    const snapshot = this.#dataVersion.get()
    if (snapshot !== this.#snapshot) this.#clear(snapshot)
  }

  /** Keeps rows. Those of a commit that came after the look at the file are dropped by the next one. */
  #kept(key: string, rows: Row[]): Row[] {
    if (rows.length > 1) return rows
    this.#size += entrySize + key.length + sizeOf(rows[0])
    if (this.#size > maxSize) this.#clear(this.#snapshot)
    else this.#answers.set(key, rows)
    return rows
  }

  #clear(snapshot: unknown): void {
    this.#answers.clear()
    this.#size = 0
    this.#snapshot = snapshot
  }
}

/** Texts count twice: as they are, and as the bytes that may be made of them when they are sent. */
function sizeOf(row: Row = {}): number {
  let size = 0
  for (const value of Object.values(row)) {
    if (typeof value === 'string') size += 2 * value.length
    else if (Buffer.isBuffer(value)) size += value.length
  }
  return size
}
