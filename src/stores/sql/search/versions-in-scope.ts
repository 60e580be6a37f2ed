import { and, asc, gt } from 'drizzle-orm'
import type { Scope } from '../../../domain/scope.ts'
import {
  contractIdsIn,
  countContracts,
  maxNumber,
  ofContractsIn,
  type Postings,
  rangeOf,
} from '../../../search/postings/postings.ts'
import { slicesOf } from '../columns.ts'
import { inScope } from '../scope.ts'
import type { StoreDatabase } from '../store-database.ts'

/** Of how many contracts it is looked up one by one whether they are in a scope. */
const fewContracts = 2000

/** How many contracts of a scope are read at a time. */
const contractsAtOnce = 10_000

/** Those of some versions whose contracts are in a scope. */
export async function versionsInScope(
  database: StoreDatabase,
  versions: Postings,
  scope: Scope,
): Promise<Postings> {
  const isFew = countContracts(versions) <= fewContracts
  const ids = isFew ? await idsAmong(database, versions, scope) : await idsIn(database, scope)
  return ofContractsIn(
    versions,
    ids.flatMap(id => rangeOf(id, 0, maxNumber)),
  )
}

async function idsAmong(database: StoreDatabase, versions: Postings, scope: Scope): Promise<number[]> {
  const { search } = database.tables
  const found: number[] = []
  for (const some of slicesOf(contractIdsIn(versions, 0, fewContracts))) {
    const where = and(database.isOneOf(search.id, some), inScope(search, scope))
    const rows = await database.select({
      ...{ fields: { id: search.id }, from: search, where },
      orderBy: [asc(search.id)],
    })
    found.push(...rows.map(({ id }) => id))
  }
  return found
}

async function idsIn(database: StoreDatabase, scope: Scope): Promise<number[]> {
  const { search } = database.tables
  const found: number[] = []
  for (let last = 0; ; ) {
    const rows = await database.select({
      fields: { id: search.id },
      from: search,
      where: and(inScope(search, scope), gt(search.id, last)),
      orderBy: [asc(search.id)],
      limit: contractsAtOnce,
    })
    for (const { id } of rows) found.push(id)
    if (rows.length < contractsAtOnce) return found
    last = found.at(-1) ?? last
  }
}
