import { eq, type SQL, sql } from 'drizzle-orm'
import type { Tables } from '../store-database.ts'

/** Is true of the contract versions that have a change which is not in the history yet; found by an index. */
export function foreignCondition({ contracts }: Pick<Tables, 'contracts'>): SQL {
  const { isForeign, revision, derivedFrom, fingerprint } = contracts
  if (isForeign) return eq(isForeign, 1)
  // the condition of the partial index, word for word
  return sql`(${revision} = 0 or ${derivedFrom} is null or ${derivedFrom} <> ${fingerprint})`
}
