import { type PulledVersion, pull as pullVersions, wantedVersions } from '../../client/pull.ts'
import { PulledFolder } from '../../client/pulled-folder.ts'
import { plain } from '../../domain/plain-text.ts'
import type { ExitCode } from '../context.ts'
import { UsageError } from '../usage-error.ts'
import type { ClientContext } from './context.ts'
import { countsOf, countsText, jsonText, problemText, table } from './text.ts'

const results = ['written', 'unchanged', 'kept', 'refused'] as const

/** Writes contracts to a folder, each version as it was published. */
export async function pull({
  registry,
  words,
  options,
  progress,
  print,
  tell,
}: ClientContext): Promise<ExitCode> {
  const { all, output, overwrite, parallel, json } = options
  if (output === undefined) throw new UsageError('pull needs --output, the folder to write to')
  if (all === words.length > 0) throw new UsageError('pull needs ids of contracts, or --all')
  const { versions, missing } = await wantedVersions(registry, all ? undefined : words)
  const folder = new PulledFolder(output, registry.url)
  let done = 0
  const onResult = () => {
    done += 1
    progress.show(() => `pulled ${done} of ${versions.length} versions`)
  }
  const pulled = await pullVersions(registry, versions, folder, { overwrite, parallel, onResult }).finally(
    () => {
      folder.close()
      progress.clear()
    },
  )
  const items = [...missing, ...pulled.items]
  const counts = countsOf(results, items)
  const { fault } = pulled
  if (json) print(jsonText({ registry: registry.url, output, counts, items, error: fault?.message ?? null }))
  else printItems(print, items, countsText(counts))
  if (counts.kept > 0)
    tell('kept: the file differs from the registry and was not pulled as it is; --overwrite replaces it')
  if (fault) tell(`${fault.message}\nto go on, run the same command again`)
  return fault ? 2 : counts.refused + counts.kept > 0 ? 1 : 0
}

/** What was written or is unchanged is only counted. */
function printItems(print: (text: string) => void, items: readonly PulledVersion[], counts: string): void {
  const kept = items.filter(({ result }) => result === 'kept')
  const rows = kept.map(({ result, contract_id, version, file }) => [result, contract_id, version, file])
  if (rows.length > 0) print(table(['RESULT', 'CONTRACT', 'VERSION', 'FILE'], rows))
  for (const { problem, contract_id, version } of items)
    if (problem) print(`${plain([contract_id, version ?? []].flat().join(' '))}: ${problemText(problem)}`)
  print(`${counts}\n`)
}
