import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import type { Entry } from '../entry.ts'
import { type ForeignChange, LogMoved } from '../indexed/record-log.ts'
import type { StoreLog } from '../store-log.ts'
import { type ComparedVersion, faultOf, isForeignRow } from './compared-version.ts'
import type { ContractTable, Writing } from './contract-table.ts'
import { digestOf } from './digest.ts'
import type { LogTable } from './log-table.ts'
import type { Written } from './written.ts'

/** Has the contract table follow the log, and finds what other programs have made of it. */
export class TableFollower {
  readonly #contracts: ContractTable
  readonly #records: LogTable
  readonly #written: Written
  readonly #tell: StoreLog
  /** What other programs have made of versions, until an entry of the version comes, which may be the one of it. */
  readonly #found = new Map<string, ForeignChange>()
  /** The version of the contract table and the end of the log when both agreed. */
  #agreed = ''
  /** Rows that are passed over. */
  #passedOver: ReadonlySet<string> = new Set()

  constructor(contracts: ContractTable, records: LogTable, written: Written, tell: StoreLog) {
    this.#contracts = contracts
    this.#records = records
    this.#written = written
    this.#tell = tell
  }

  /** How many rows are passed over. */
  get passedOver(): number {
    return this.#passedOver.size
  }

  foundOf(identity: VersionIdentity): ForeignChange | undefined {
    return this.#found.size === 0 ? undefined : this.#found.get(versionKey(identity))
  }

  /** Forgets what was found of the versions of entries, or of all when it is not known which entries there are. */
  forget(entries?: readonly Entry[]): void {
    if (!entries) this.#found.clear()
    for (const entry of entries ?? []) if (entry.kind === 'version') this.#found.delete(versionKey(entry))
  }

  /**
   * What entries are to write, by their ids, when no row is replaced that another program has made.
   *
   * @param versions the versions of the entries as they are.
   * @throws LogMoved when another program was there.
   */
  async writingsOf(
    entries: readonly Entry[],
    versions: readonly ComparedVersion[],
  ): Promise<ReadonlyMap<string, Writing>> {
    const byKey = new Map(versions.map(one => [versionKey(one), one]))
    const foreign: ComparedVersion[] = []
    const writings = new Map<string, Writing>()
    let isOutdated = false
    for (const entry of entries) {
      const version = entry.kind === 'version' && byKey.get(versionKey(entry))
      if (!version) continue
      const isExternal = entry.operation === 'external'
      // what was made of the row need not be written to it
      if (isExternal && digestOf(entry) === version.row) continue
      const wasFound = isExternal && this.#found.delete(versionKey(version))
      if (this.#isForeign(version)) foreign.push(version)
      else if (wasFound) isOutdated = true
      else writings.set(entry.id, { entry, replaced: version.digests })
    }
    if (foreign.length === 0 && !isOutdated) return writings
    for (const change of await this.#changesOf(foreign)) this.#found.set(versionKey(change), change)
    throw new LogMoved('another program has written to the contract table')
  }

  /** Writes what entries, which stand behind a position of the log, have left. */
  async write(
    entries: readonly Entry[],
    position: number,
    writings: ReadonlyMap<string, Writing>,
  ): Promise<void> {
    try {
      await this.#contracts.write(entries.flatMap(({ id }) => writings.get(id) ?? []))
      this.#written.add(entries.map((_, at) => position + at + 1))
    } catch (error) {
      this.#tell.warn(
        { err: error },
        'the contract table could not follow the log; it is completed with the next look',
      )
    }
  }

  /**
   * Looks at all rows: completes what nobody has written, and gives what other programs have done.
   *
   * @param position up to where the log is compared; what is appended from here on is compared by the next look.
   */
  async *foreignChanges(position: number): AsyncGenerator<ForeignChange> {
    // what nobody could enter since the last look is found again, if it is there
    this.#found.clear()
    const agreeing = `${position} ${await this.#contracts.version()}`
    if (agreeing === this.#agreed) return
    let unwritten: ComparedVersion[] = []
    const passedOver = new Set<string>()
    let isForeign = false
    for (let last: VersionIdentity | undefined, isCut = true; isCut; ) {
      const found = await this.#contracts.differences(last)
      for (const one of found.versions) if (faultOf(one) !== undefined) this.#passOver(one, passedOver)
      const ours = found.versions.filter(one => !passedOver.has(versionKey(one)))
      const byOrigin = Map.groupBy(ours, one => this.#isForeign(one))
      unwritten = unwritten.concat(byOrigin.get(false) ?? [])
      for (const change of await this.#changesOf(byOrigin.get(true) ?? [])) {
        isForeign = true
        this.#found.set(versionKey(change), change)
        yield change
      }
      last = found.versions.at(-1)
      isCut = found.isCut && last !== undefined
    }
    this.#passedOver = passedOver
    await this.#complete(unwritten)
    if (!isForeign) this.#written.reach(position)
    if (!isForeign && unwritten.length === 0) this.#agreed = agreeing
  }

  /** Whether another program has made the row, so that it is not only the entry before the last one. */
  #isForeign(version: ComparedVersion): boolean {
    return faultOf(version) === undefined && isForeignRow(version, this.#written.position)
  }

  async #changesOf(versions: readonly ComparedVersion[]): Promise<ForeignChange[]> {
    const documents = await this.#contracts.documents(versions.filter(({ row }) => row !== undefined))
    return versions.map(one => {
      const { contractId, version } = one
      const json = documents.get(versionKey(one))
      const document = json === undefined ? undefined : { json, source: undefined }
      return { contractId, version, time: undefined, caller: undefined, document }
    })
  }

  /** Writes what the last entries have left, which a process that ended or a warehouse that was away has not written. */
  async #complete(versions: readonly ComparedVersion[]): Promise<void> {
    if (versions.length === 0) return
    const entries = new Map<number, Entry>()
    for (const { position, entry } of await this.#records.at(versions.map(one => one.position)))
      entries.set(position, entry)
    await this.#contracts.write(
      versions.flatMap(({ position, digests }) => {
        const entry = entries.get(position)
        return entry?.kind === 'version' ? { entry, replaced: digests } : []
      }),
    )
  }

  /** An operator is told of a row once. */
  #passOver(row: ComparedVersion, passedOver: Set<string>): void {
    const key = versionKey(row)
    passedOver.add(key)
    const { contractId, version } = row
    if (!this.#passedOver.has(key))
      this.#tell.warn(
        { contractId, version, reason: faultOf(row) },
        'a row of the contract table is passed over',
      )
  }
}
