import type { Asked, CollibraClient } from './client.ts'
import { CollibraAway } from './faults.ts'

/** How many items a page has at most: what Collibra allows. */
const pageSize = 500

interface Page<Item> {
  readonly items?: readonly Item[]
  readonly nextCursor?: string | null
}

/** All items of a list of the data product API, page by page. */
export async function* itemsOf<Item>(client: CollibraClient, asked: Asked): AsyncGenerator<Item> {
  const seen = new Set<string>()
  for (let cursor: string | undefined; ; ) {
    const query = { ...asked.query, limit: pageSize, cursor }
    const { items, nextCursor } = await client.json<Page<Item>>({ ...asked, query })
    if (!Array.isArray(items))
      throw new CollibraAway(`the list at ${asked.path} has no items; is contract_store.base_url right?`, {
        status: 200,
      })
    yield* items
    if (!nextCursor) return
    if (seen.has(nextCursor))
      throw new CollibraAway(`the list at ${asked.path} does not end`, { status: 200 })
    seen.add(nextCursor)
    cursor = nextCursor
  }
}
