import type { Page } from '../../client/registry.ts'
import type { ExitCode } from '../context.ts'
import type { ClientContext } from './context.ts'
import { jsonText, table } from './text.ts'

/** The most hits of one answer. */
const pageLength = 200

interface Hit {
  readonly contract_id: string
  readonly version: string
  readonly status: string | null
  readonly owner: string | null
  readonly name: string
}

/** Finds contracts by words and filters. */
export async function search({ registry, words, options, print, tell }: ClientContext): Promise<ExitCode> {
  const { limit, filters, json } = options
  const query = { q: words.length > 0 ? words.join(' ') : undefined, ...filters }
  const items: Hit[] = []
  let total = 0
  for (let cursor: string | null | undefined; cursor !== null && items.length < limit; ) {
    const most = String(Math.min(limit - items.length, pageLength))
    const page: Page<Hit> = await registry.get('/search', { ...query, limit: most, cursor }, 'items')
    items.push(...page.items)
    total = page.total
    cursor = page.items.length === 0 ? null : page.next_cursor
  }
  if (json) print(jsonText({ registry: registry.url, total, items }))
  else if (items.length > 0)
    print(
      table(
        ['CONTRACT', 'VERSION', 'STATUS', 'OWNER', 'NAME'],
        items.map(({ contract_id, version, status, owner, name }) => [
          contract_id,
          version,
          status,
          owner,
          name,
        ]),
      ),
    )
  if (!json && items.length < total) tell(`${items.length} of ${total}; --limit shows more`)
  if (!json && total === 0) tell('nothing was found')
  return 0
}
