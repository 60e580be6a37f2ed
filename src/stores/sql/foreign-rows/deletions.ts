import { and, eq, isNull, type SQL } from 'drizzle-orm'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { SqlSession } from '../../../sql/database.ts'
import { ofVersion } from '../columns.ts'
import { lockContract } from '../contract-lock.ts'
import type { EventNumbers } from '../history/event-numbers.ts'
import { appendEvent, externalDeletion, lastEvent } from '../history/events.ts'
import type { Indexer } from '../search-index/indexer.ts'
import type { StoreDatabase } from '../store-database.ts'
import { isUnknownRevision } from '../unknown-states.ts'
import { type ForeignRows, SpoiltTables } from './adoption.ts'

/** Enters into the history that other programs have deleted versions, which only the index still knows. */
export class ForeignDeletions {
  readonly #database: StoreDatabase
  readonly #numbers: EventNumbers
  readonly #indexer: Indexer

  readonly #rows: ForeignRows

  constructor(database: StoreDatabase, numbers: EventNumbers, indexer: Indexer, rows: ForeignRows) {
    this.#rows = rows
    this.#database = database
    this.#numbers = numbers
    this.#indexer = indexer
  }

  /** Has history and index forget what was deleted of some contracts. */
  async record(contractIds: readonly string[]): Promise<void> {
    const rows = await this.#deletedOf(contractIds)
    if (rows.length === 0) return
    await this.append(rows)
    await this.#indexer.catchUp()
    // what is left, the history has never known or knows to be deleted
    const left = new Set((await this.#deletedOf(contractIds)).map(row => row.contractId))
    await this.#indexer.rebuild([...left])
  }

  /** Enters the deletion of those of some versions that are not there. */
  async append(versions: readonly VersionIdentity[]): Promise<void> {
    for (const [contractId, own] of Map.groupBy(versions, row => row.contractId))
      await this.#appendTo(contractId, own)
  }

  /** The versions that the index has and the main table has not. */
  #deletedOf(contractIds: readonly string[]): Promise<VersionIdentity[]> {
    const { isOneOf, tables } = this.#database
    const { contracts, texts } = tables
    const isSame = and(eq(contracts.contractId, texts.contractId), eq(contracts.version, texts.version))
    return this.#database.select({
      fields: { contractId: texts.contractId, version: texts.version },
      from: texts,
      leftJoin: { table: contracts, on: isSame as SQL },
      where: and(isOneOf(texts.contractId, contractIds), isNull(contracts.version)),
    })
  }

  #appendTo(contractId: string, versions: readonly VersionIdentity[]): Promise<void> {
    const { tables } = this.#database
    return this.#database.transaction(async session => {
      const { time } = await lockContract(session, tables, contractId)
      for (const version of versions) {
        if (await this.#isThere(session, version)) continue
        const last = await lastEvent(session, tables, version)
        if (!last || last.fingerprintAfter === null) continue
        if (await isUnknownRevision(session, tables, last)) continue
        if (this.#rows === 'refused') throw new SpoiltTables('rows that another program has deleted')
        await appendEvent(session, tables, externalDeletion(last, time))
      }
      await this.#numbers.onWrite(session)
    })
  }

  /** It may have been published again meanwhile. */
  async #isThere(session: SqlSession, version: VersionIdentity): Promise<boolean> {
    const { contracts } = this.#database.tables
    const rows = await session.select({
      fields: { version: contracts.version },
      from: contracts,
      where: ofVersion(contracts, version),
    })
    return rows.length > 0
  }
}
