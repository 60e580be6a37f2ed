import { contractPath, pathOf } from '../../client/registry.ts'
import { plain } from '../../domain/plain-text.ts'
import type { ExitCode } from '../context.ts'
import type { ClientContext } from './context.ts'
import { jsonText, table } from './text.ts'

interface Overview {
  readonly contract_id: string
  readonly name: string
  readonly owner: string | null
  readonly domain: string | null
  readonly latest: string | null
  readonly versions_by_status: Readonly<Record<string, readonly string[]>>
  readonly links: number
}

/** Shows a contract, or the document of a version as it is; `latest` is the latest one. */
export async function show({ registry, words, options, print }: ClientContext): Promise<ExitCode> {
  const [contractId = '', version] = words
  const contract = contractPath(contractId)
  if (version !== undefined) {
    const path = version === 'latest' ? `${contract}/latest` : pathOf({ contractId, version })
    const text = await registry.text(path, options.json ? 'json' : 'yaml')
    print(text.endsWith('\n') ? text : `${text}\n`)
    return 0
  }
  const overview = await registry.get<Overview>(contract, {}, 'versions_by_status')
  if (options.json) print(jsonText(overview))
  else print(overviewText(overview))
  return 0
}

function overviewText(overview: Overview): string {
  const { contract_id, name, owner, domain, latest, links, versions_by_status } = overview
  const facts = { contract: contract_id, name, owner, domain, latest, links: String(links) }
  const lines = Object.entries(facts).map(([fact, value]) => `${fact.padEnd(9)} ${plain(value ?? '-')}\n`)
  const rows = Object.entries(versions_by_status).map(([status, versions]) => [status, versions.join(' ')])
  return `${lines.join('')}\n${table(['STATUS', 'VERSIONS'], rows)}`
}
