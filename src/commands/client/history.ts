import { contractPath, type Page, pathOf } from '../../client/registry.ts'
import type { ExitCode } from '../context.ts'
import type { ClientContext } from './context.ts'
import { jsonText, table } from './text.ts'

/** The most events of one answer. */
const pageLength = 1000

interface HistoryEvent {
  readonly time: string
  readonly caller: string | null
  readonly operation: string
  readonly contract_id: string
  readonly version: string
  readonly status_after: string | null
  readonly reason: string | null
}

/** Shows the last changes of everything, a contract or a version, the newest first. */
export async function history({ registry, words, options, print }: ClientContext): Promise<ExitCode> {
  const path = pathOfHistory(words)
  const items: HistoryEvent[] = []
  for (let cursor: string | null | undefined; cursor !== null && items.length < options.limit; ) {
    const limit = String(Math.min(options.limit - items.length, pageLength))
    const page: Page<HistoryEvent> = await registry.get(path, { order: 'newest', limit, cursor }, 'items')
    items.push(...page.items)
    cursor = page.next_cursor
  }
  if (options.json) print(jsonText({ registry: registry.url, items }))
  else
    print(
      table(
        ['TIME', 'CALLER', 'CHANGE', 'CONTRACT', 'VERSION', 'STATUS', 'REASON'],
        items.map(event => [
          ...[event.time, event.caller, event.operation, event.contract_id, event.version],
          ...[event.status_after, event.reason],
        ]),
      ),
    )
  return 0
}

function pathOfHistory([contractId, version]: readonly string[]): string {
  if (contractId === undefined) return '/history'
  if (version !== undefined) return `${pathOf({ contractId, version })}/history`
  return `${contractPath(contractId)}/history`
}
