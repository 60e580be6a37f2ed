import { eq } from 'drizzle-orm'
import type { ActiveVersion } from '../store.ts'
import { slicesOf } from './columns.ts'
import type { StoreDatabase } from './store-database.ts'

/** The active versions of contracts whose active version is not the one to be expected. */
export class ActiveVersionRows {
  readonly #database: StoreDatabase

  constructor(database: StoreDatabase) {
    this.#database = database
  }

  async activeVersions(contractIds: readonly string[]): Promise<Map<string, ActiveVersion>> {
    const { activeVersions } = this.#database.tables
    const { contractId, version, inPlaceOf } = activeVersions
    const found = new Map<string, ActiveVersion>()
    for (const some of slicesOf(contractIds)) {
      const rows = await this.#database.select({
        fields: { contractId, version, inPlaceOf },
        from: activeVersions,
        where: this.#database.isOneOf(contractId, some),
      })
      for (const row of rows)
        found.set(row.contractId, { version: row.version, inPlaceOf: row.inPlaceOf ?? undefined })
    }
    return found
  }

  /** Notes which version is active; undefined for the one to be expected. */
  async noteActive(contractId: string, active: ActiveVersion | undefined): Promise<void> {
    const { activeVersions } = this.#database.tables
    const row = eq(activeVersions.contractId, contractId)
    await this.#database.transaction(async session => {
      if (!active) return session.delete(activeVersions, row)
      const values = { version: active.version, inPlaceOf: active.inPlaceOf ?? null }
      return (
        (await session.update(activeVersions, values, row)) > 0 ||
        (await session.insertIfAbsent(activeVersions, { contractId, ...values })) ||
        // another instance may insert the row between the two statements; then the update finds it
        session.update(activeVersions, values, row)
      )
    })
  }
}
