import { and, asc, desc, gt, gte, lt, lte, or, type SQL } from 'drizzle-orm'
import type { SearchPosition, SearchSort } from '../../search-query.ts'
import type { Tables } from '../store-database.ts'

type SearchTable = Tables['search']

/** What sorts a contract among others; what the order does not look at may be missing. */
interface Sorted {
  readonly id: number
  readonly contractId: string
  readonly nameKey?: string | undefined
  readonly updatedAt?: Date | undefined
}

/** The order in which hits come. */
export function orderOf({ id, contractId, nameKey, updatedAt }: SearchTable, sort: SearchSort): SQL[] {
  return {
    relevance: [asc(id)],
    id: [asc(contractId)],
    name: [asc(nameKey), asc(id)],
    updated: [desc(updatedAt), desc(id)],
  }[sort]
}

/** What comes after a position; a position within a contract goes on with that contract. */
export function restOf(
  { id, contractId, nameKey, updatedAt }: SearchTable,
  sort: SearchSort,
  { keys: [first, second], version }: SearchPosition,
): SQL | undefined {
  const above = version === undefined ? gt : gte
  switch (sort) {
    case 'relevance':
      return above(id, Number(first))
    case 'id':
      return above(contractId, String(first))
    case 'name': {
      const name = String(first)
      return and(gte(nameKey, name), or(gt(nameKey, name), above(id, Number(second))))
    }
    case 'updated': {
      const time = new Date(Number(first))
      const below = version === undefined ? lt : lte
      return and(lte(updatedAt, time), or(lt(updatedAt, time), below(id, Number(second))))
    }
  }
}

/** The id above which the rest begins of hits by relevance, and all of them without a position. */
export function idBefore(sort: SearchSort, position: SearchPosition | undefined): number {
  if (sort !== 'relevance' || !position) return 0
  const id = Number(position.keys[0])
  return position.version === undefined ? id : id - 1
}

/** The values that sort a contract among others, see `SearchPosition`. */
export function keysOf(contract: Sorted, sort: SearchSort): (string | number)[] {
  const { id, contractId, nameKey, updatedAt } = contract
  return {
    ...{ relevance: [id], id: [contractId], name: [nameKey ?? '', id] },
    updated: [updatedAt?.getTime() ?? 0, id],
  }[sort]
}
