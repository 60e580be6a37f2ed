import { EventLoop } from '../../concurrency/event-loop.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { Entry } from '../entry.ts'
import {
  DocumentBusy,
  type ForeignChange,
  type KnownVersion,
  type KnownVersions,
  LogMoved,
  LogRewritten,
  type Place,
  type PlacedEntry,
  type RecordLog,
} from '../indexed/record-log.ts'
import type { Turns } from '../indexed/turns.ts'
import { compact } from './compaction.ts'
import type { DocumentFiles } from './document-files.ts'
import type { DocumentWriter } from './document-writer.ts'
import { folderFault, InTheWay, withFolderFaults } from './file-faults.ts'
import type { FileLog } from './file-log.ts'
import type { ForeignFiles } from './foreign-files.ts'

/** What a log in a folder is made of. */
export interface FolderParts {
  readonly records: FileLog
  readonly files: DocumentFiles
  readonly foreign: ForeignFiles
  readonly writer: DocumentWriter
  readonly turns: Turns
  /** A folder on the same disk for files that are being written. */
  readonly temporary: string
  /** What an operator should know of the folder. */
  readonly advice: readonly string[]
}

/**
 * Contracts in a folder: a log of entries in files of its own, and beside it the documents as other programs see them. An
 * entry counts when it is in the log; the documents follow.
 */
export class FolderLog implements RecordLog {
  readonly freshness = 'each-read'
  readonly #parts: FolderParts
  readonly #loop = new EventLoop()
  /** What is under way. */
  readonly #pending = new Set<Promise<unknown>>()
  #isClosed = false

  constructor(parts: FolderParts) {
    this.#parts = parts
  }

  get seesLate(): boolean {
    return this.#parts.records.seesLate
  }

  end(): Place | Promise<Place> {
    this.#requireOpen()
    const end = this.#parts.records.end()
    return end instanceof Promise ? this.#run(() => end) : end
  }

  refresh(): Promise<Place> {
    return this.#run(() => this.#parts.records.refresh())
  }

  placeOf(position: number): Promise<Place | undefined> {
    return this.#run(() => this.#parts.records.placeOf(position))
  }

  async *entriesAfter(after: Place): AsyncGenerator<PlacedEntry> {
    try {
      for await (const { position, entry } of this.#parts.records.recordsAfter(after)) {
        this.#requireOpen()
        yield { position, mark: entry.id, entry }
      }
    } catch (error) {
      if (error instanceof LogRewritten) await this.#parts.writer.forget()
      throw folderFault(error)
    }
  }

  append(entries: readonly Entry[], after: Place): Promise<Place> {
    const { turns } = this.#parts
    return this.#run(async () => {
      await turns.wait()
      try {
        const place = await this.#append(entries, after)
        await turns.end()
        return place
      } catch (error) {
        await (error instanceof LogMoved ? turns.lose() : turns.end())
        if (error instanceof LogRewritten) await this.#parts.writer.forget()
        throw error
      }
    })
  }

  async #append(entries: readonly Entry[], after: Place): Promise<Place> {
    const { writer, records } = this.#parts
    const outcomes = await Promise.allSettled(entries.map(entry => writer.prepare(entry)))
    const prepared = outcomes.filter(one => one.status === 'fulfilled').map(one => one.value)
    let placed = 0
    try {
      for (const one of outcomes) if (one.status === 'rejected') throw ofOne(one.reason, entries.length)
      placed = await records.append(
        prepared,
        after,
        prepared.map(({ written }) => written),
      )
    } finally {
      for (const one of prepared.slice(placed)) await writer.discard(one)
    }
    await writer.finishAll(prepared.slice(0, placed), after.position + 1)
    const last = prepared[placed - 1]
    if (placed < entries.length || !last) {
      throw new RegistryError('store-busy', 'others write to the contract folder at the same time')
    }
    return { position: after.position + placed, mark: last.entry.id }
  }

  endTurn(): Promise<void> {
    return this.#parts.turns.end()
  }

  async *foreignChanges(known: KnownVersions): AsyncGenerator<ForeignChange> {
    try {
      yield* this.#look(known)
    } catch (error) {
      throw folderFault(error)
    }
  }

  async *#look(known: KnownVersions): AsyncGenerator<ForeignChange> {
    const { files, foreign, records, writer, temporary } = this.#parts
    await writer.completeAll()
    const contracts = await files.listContracts()
    for await (const contractId of known.contractIds()) contracts.add(contractId)
    for (const contractId of contracts) {
      this.#requireOpen()
      await this.#loop.share()
      if (!foreign.agreesInAll(contractId)) yield* this.#lookAtContract(contractId, known)
    }
    await compact(records.places, (await records.end()).position, temporary)
  }

  async *#lookAtContract(contractId: string, known: KnownVersions): AsyncGenerator<ForeignChange> {
    const { files, foreign } = this.#parts
    const folder = files.folderStats(contractId)
    const there = await files.listVersions(contractId)
    const versions = new Map((await known.ofContract(contractId)).map(one => [one.stored.version, one]))
    for (const version of new Set([...there, ...versions.keys()])) {
      const change = await foreign.look({ contractId, version }, async () => versions.get(version))
      if (change) yield await this.#requireIntact(change)
    }
    foreign.agreeInAll(contractId, there, folder)
  }

  /** A folder that is no longer there, as when its disk is away, says nothing of the documents. */
  async #requireIntact(change: ForeignChange): Promise<ForeignChange> {
    try {
      if (!change.document) await this.#parts.records.requireIntact()
      return change
    } catch (error) {
      if (!(error instanceof LogRewritten)) throw error
      throw new RegistryError('store-unavailable', 'the contract folder is another than before', [], {
        cause: error,
      })
    }
  }

  foreignChange(
    identity: VersionIdentity,
    known: () => Promise<KnownVersion | undefined>,
  ): Promise<ForeignChange | undefined> | undefined {
    this.#requireOpen()
    const { foreign } = this.#parts
    try {
      if (foreign.agrees(identity)) return undefined
    } catch (error) {
      throw folderFault(error)
    }
    return this.#run(async () => {
      const change = await foreign.look(identity, known)
      return change && this.#requireIntact(change)
    })
  }

  check(): Promise<readonly string[]> {
    return this.#run(async () => {
      const { records, foreign, advice } = this.#parts
      await records.check()
      const { passedOver } = foreign
      if (passedOver === 0) return advice
      const files = `${passedOver} ${passedOver === 1 ? 'file is' : 'files are'}`
      return [...advice, `${files} passed over, because no document can be read there; the log names them`]
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.allSettled(this.#pending)
    await this.#parts.turns.end()
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new RegistryError('store-unavailable', 'the store is closed')
  }

  /** Does something that `close` waits for. */
  async #run<T>(work: () => Promise<T>): Promise<T> {
    this.#requireOpen()
    const running = withFolderFaults(work)
    this.#pending.add(running)
    try {
      return await running
    } finally {
      this.#pending.delete(running)
    }
  }
}

/** What is in the way of one entry is not in that of the others: the caller tries them one by one. */
function ofOne(error: unknown, entries: number): unknown {
  const isOfOne = error instanceof InTheWay || error instanceof DocumentBusy
  if (!isOfOne || entries === 1) return error
  return new RegistryError('invalid-request', 'one of several entries cannot be written', [], {
    cause: error,
  })
}
