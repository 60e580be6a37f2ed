import type { Database } from 'better-sqlite3'

/** How much the kept answers may hold in all, in characters and bytes; beyond that all are dropped. */
const maxSize = 32 * 1024 * 1024
/** What an answer costs beside its values. */
const entrySize = 200

type Row = Record<string, unknown>

/**
 * Keeps answers for as long as nobody, in this process or another, has committed anything to the file. SQLite tells
 * that at a fraction of the cost of reading a document, which matters when thousands of jobs read the same few.
 */
export class SnapshotCache {
  readonly #dataVersion: { get(): unknown }
  readonly #answers = new Map<string, Row[]>()
  #snapshot: unknown
  #size = 0

  /** @param reader a connection that only reads: its own commits would not be noticed. */
  constructor(reader: Database) {
    // "different if changes were committed by any other connection in the interim" (SQLite, PRAGMA data_version)
    this.#dataVersion = reader.prepare('pragma data_version').pluck()
  }

  /** The rows that `ask` gives, or gave in this snapshot under the same key. They are shared: do not change them. */
  rows(key: string, ask: () => Row[]): Row[] {
    const snapshot = this.#dataVersion.get()
    if (snapshot !== this.#snapshot) this.#clear(snapshot)
    const known = this.#answers.get(key)
    if (known) return known
    // rows of a commit that comes in between are newer than the snapshot, and dropped at the next question
    const rows = ask()
    if (rows.length <= 1) this.#keep(key, rows)
    return rows
  }

  #keep(key: string, rows: Row[]): void {
    this.#size += entrySize + key.length + sizeOf(rows[0])
    if (this.#size > maxSize) this.#clear(this.#snapshot)
    else this.#answers.set(key, rows)
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
