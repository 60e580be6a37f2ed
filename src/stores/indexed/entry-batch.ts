import type { Entry } from '../entry.ts'
import type { Place } from './record-log.ts'

/** How many entries are recorded at once, and how large their documents may be together, in bytes. */
const mostEntries = 200
const mostBytes = 4 * 1024 * 1024

/** Entries that are recorded in one transaction. */
export class EntryBatch {
  #entries: Entry[] = []
  #end: Place | undefined
  #bytes = 0

  get isFull(): boolean {
    return this.#entries.length >= mostEntries || this.#bytes >= mostBytes
  }

  /** @param end where the log is read up to with this entry. */
  add(entry: Entry, { position, mark }: Place): void {
    this.#entries.push(entry)
    this.#end = { position, mark }
    const document = entry.kind === 'version' ? entry.state?.document : undefined
    this.#bytes += (document?.json.length ?? 0) + (document?.source?.length ?? 0)
  }

  /** What was collected, which is forgotten. */
  take(): { readonly entries: readonly Entry[]; readonly end: Place | undefined } {
    const taken = { entries: this.#entries, end: this.#end }
    this.#entries = []
    this.#end = undefined
    this.#bytes = 0
    return taken
  }
}
