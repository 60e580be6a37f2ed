import { type Difference, differenceOf } from '../../client/compare.ts'
import type { Problem } from '../../client/errors.ts'
import type { LocalDocument } from '../../client/local-documents.ts'
import { inParallel } from '../../client/parallel.ts'
import type { ExitCode } from '../context.ts'
import type { ClientContext } from './context.ts'
import { readFiles } from './read-files.ts'
import { countsOf, countsText, jsonText, problemText, table } from './text.ts'

const results = ['new', 'changed', 'layout', 'unchanged', 'invalid'] as const

interface Compared {
  readonly file: string
  readonly contract_id: string | null
  readonly version: string | null
  readonly result: Difference | 'invalid'
  /** What the version has in the registry. */
  readonly status: string | null
  readonly revision: number | null
  readonly problem?: Problem
}

/** Says how files differ from the registry; without files, how the registry is. */
export async function status(context: ClientContext): Promise<ExitCode> {
  return context.words.length === 0 ? registryStatus(context) : filesStatus(context)
}

async function registryStatus({ registry, options, print }: ClientContext): Promise<ExitCode> {
  const health = await registry.get<{ authentication: string }>('/health', {}, 'authentication')
  const { total } = await registry.get<{ total: number }>('/contracts', { limit: '0' }, 'total')
  const { authentication } = health
  if (options.json) print(jsonText({ registry: registry.url, authentication, contracts: total }))
  else print(`registry        ${registry.url}\nauthentication  ${authentication}\ncontracts       ${total}\n`)
  return 0
}

async function filesStatus(context: ClientContext): Promise<ExitCode> {
  const { registry, options, print, progress } = context
  const { files, skipped, doubtful } = await readFiles(context)
  const documents = files.flatMap(one => ('document' in one ? [one.document] : []))
  const contracts = [...Map.groupBy(documents, ({ contractId }) => contractId)]
  const compared = new Map<string, Compared>()
  await inParallel(contracts, options.parallel, async ([contractId, versions]) => {
    const known = new Map((await registry.versionsOf(contractId)).map(one => [one.version, one]))
    for (const document of versions) {
      const { status = null, revision = null } = known.get(document.version) ?? {}
      const found = document.fault
        ? { result: 'invalid' as const, problem: document.fault }
        : { result: await differenceOf(registry, document, known) }
      compared.set(document.file, { ...namesOf(document), status, revision, ...found })
      progress.show(() => `compared ${compared.size} of ${documents.length} files`)
    }
  })
  progress.clear()
  const items = files.flatMap((one): Compared[] => {
    if ('document' in one) return [compared.get(one.document.file) ?? []].flat()
    if (!('problem' in one)) return []
    const { file, problem } = one
    return [
      { file, contract_id: null, version: null, result: 'invalid', status: null, revision: null, problem },
    ]
  })
  const counts = countsOf(results, items)
  if (options.json) print(jsonText({ registry: registry.url, counts, items, skipped, doubtful }))
  else printItems(print, items, countsText(counts))
  return counts.unchanged === items.length ? 0 : 1
}

function namesOf({ file, contractId, version }: LocalDocument) {
  return { file, contract_id: contractId, version }
}

function printItems(print: (text: string) => void, items: readonly Compared[], counts: string): void {
  const rows = items
    .filter(({ result }) => result !== 'unchanged')
    .map(({ result, contract_id, version, status, file }) => [result, contract_id, version, status, file])
  if (rows.length > 0) print(table(['RESULT', 'CONTRACT', 'VERSION', 'STATUS', 'FILE'], rows))
  for (const { problem, file } of items) if (problem) print(problemText(problem, file))
  print(`${counts}\n`)
}
