import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Entry } from '../../src/stores/entry.ts'
import { readEntry, writeEntry } from '../../src/stores/entry-text.ts'
import { type IndexedStore, openIndexedStore } from '../../src/stores/indexed/indexed-store.ts'
import { privateIndex } from '../../src/stores/indexed/private-index.ts'
import {
  type ForeignChange,
  type KnownVersions,
  LogMoved,
  LogRewritten,
  type Place,
  type PlacedEntry,
  type RecordLog,
} from '../../src/stores/indexed/record-log.ts'
import { documentWorkers } from './document-workers.ts'

/** The simplest log there is: a folder with a file for each entry, which is linked to its place unless that is taken. */
export class EntryFolder implements RecordLog {
  readonly freshness: RecordLog['freshness']
  readonly #folder: string
  #end: Place = { position: 0, mark: '' }
  #drafts = 0

  constructor(folder: string, freshness: RecordLog['freshness'] = 'each-read') {
    this.#folder = folder
    this.freshness = freshness
    mkdirSync(folder, { recursive: true })
  }

  end(): Place {
    if (this.freshness === 'each-read') this.#look()
    return this.#end
  }

  async refresh(): Promise<Place> {
    return this.#look()
  }

  async *entriesAfter(after: Place): AsyncGenerator<PlacedEntry> {
    if (after.position > 0 && this.#placeAt(after.position)?.mark !== after.mark) throw new LogRewritten()
    for (let position = after.position + 1; position <= this.end().position; position++) {
      const entry = this.#entryAt(position)
      if (!entry) throw new LogRewritten()
      yield { position, mark: entry.id, entry }
    }
  }

  async placeOf(position: number): Promise<Place | undefined> {
    return position === 0 ? { position: 0, mark: '' } : this.#placeAt(position)
  }

  async append(entries: readonly Entry[], after: Place): Promise<Place> {
    if (after.position > 0 && this.#placeAt(after.position)?.mark !== after.mark) throw new LogMoved()
    for (const [at, entry] of entries.entries()) {
      const draft = join(this.#folder, `draft-${process.pid}-${Math.random()}-${this.#drafts++}`)
      writeFileSync(draft, writeEntry(entry))
      try {
        linkSync(draft, this.#fileAt(after.position + at + 1))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        throw new LogMoved()
      } finally {
        rmSync(draft, { force: true })
      }
    }
    return this.#look()
  }

  async *foreignChanges(_known: KnownVersions): AsyncGenerator<ForeignChange> {}

  async check(): Promise<readonly string[]> {
    readdirSync(this.#folder)
    return []
  }

  async close(): Promise<void> {}

  #look(): Place {
    // a log that was put back begins again
    if (this.#end.position > 0 && this.#placeAt(this.#end.position)?.mark !== this.#end.mark)
      this.#end = { position: 0, mark: '' }
    while (existsSync(this.#fileAt(this.#end.position + 1)))
      this.#end = this.#placeAt(this.#end.position + 1) ?? this.#end
    return this.#end
  }

  #placeAt(position: number): Place | undefined {
    const entry = this.#entryAt(position)
    return entry && { position, mark: entry.id }
  }

  #entryAt(position: number): Entry | undefined {
    const file = this.#fileAt(position)
    return existsSync(file) ? readEntry(readFileSync(file, 'utf8')) : undefined
  }

  #fileAt(position: number): string {
    return join(this.#folder, `${position}.json`)
  }
}

const quiet = { info: () => undefined, warn: () => undefined }

/** A folder with a log, and an index for each store that is opened on it. */
export class EntryFolderStorage {
  readonly folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  #opened = 100

  /** @param options.index the number of an index that was used before. */
  open(options: OpenOptions = {}): Promise<IndexedStore> {
    const { log = new EntryFolder(join(this.folder, 'log')), index = this.#opened++ } = options
    const source = privateIndex({
      ...{ key: 'contract_store.index', file: this.indexFile(index) },
      ...{ documents: documentWorkers, tell: quiet },
    })
    const times = { refreshInterval: options.refreshInterval ?? 20, reconcileInterval: 0 }
    return openIndexedStore({ log, source, documents: documentWorkers, tell: quiet }, times)
  }

  indexFile(index: number): string {
    return join(this.folder, `index-${index}`, 'index.db')
  }

  async remove(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

interface OpenOptions {
  readonly log?: RecordLog
  readonly index?: number
  readonly refreshInterval?: number
}
