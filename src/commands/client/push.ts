import { type Push, type PushedFile, push as pushFiles } from '../../client/push.ts'
import type { ExitCode } from '../context.ts'
import type { ClientContext } from './context.ts'
import { type ReadFiles, readFiles } from './read-files.ts'
import { countsOf, countsText, jsonText, problemText, table } from './text.ts'

const results = ['created', 'updated', 'unchanged', 'refused', 'not-tried'] as const

/**
 * Publishes files. In CI mode all of them are tried first, and nothing is published when one would be refused, or without
 * `--yes`.
 */
export async function push(context: ClientContext): Promise<ExitCode> {
  const { ci, yes, dryRun } = context.options
  const read = await readFiles(context)
  if (!ci || dryRun) return report(context, read, await run(context, read, dryRun), dryRun)
  const trial = await run(context, read, true)
  if (!yes || isBad(trial)) return report(context, read, trial, true)
  return report(context, read, await run(context, read, false), false)
}

function isBad({ items, fault }: Push): boolean {
  return fault !== undefined || items.some(({ result }) => result === 'refused')
}

async function run({ registry, options, progress }: ClientContext, { files }: ReadFiles, dryRun: boolean) {
  const total = files.filter(file => !('isNoContract' in file)).length
  let done = 0
  const onResult = () => {
    done += 1
    progress.show(() => `${dryRun ? 'tried' : 'pushed'} ${done} of ${total} files`)
  }
  const { parallel, reason } = options
  const pushed = await pushFiles(registry, files, { dryRun, parallel, reason, onResult })
  progress.clear()
  return pushed
}

function report(
  { registry, options, print, tell }: ClientContext,
  { skipped, doubtful }: ReadFiles,
  { items, fault }: Push,
  dryRun: boolean,
): ExitCode {
  const counts = countsOf(results, items)
  if (options.json)
    print(
      jsonText({
        registry: registry.url,
        dry_run: dryRun,
        counts,
        items,
        skipped,
        doubtful,
        error: fault?.message ?? null,
      }),
    )
  else {
    printItems(print, items)
    print(`${dryRun ? 'dry run, nothing was changed: ' : ''}${countsText(counts)}\n`)
    if (options.ci && dryRun && !options.dryRun)
      tell(counts.refused > 0 ? 'nothing is published while a file is refused' : 'to publish, add --yes')
  }
  if (fault) tell(`${fault.message}\nto go on, run the same command again`)
  return fault ? 2 : counts.refused > 0 ? 1 : 0
}

/** What is unchanged is only counted. */
function printItems(print: (text: string) => void, items: readonly PushedFile[]): void {
  const shown = items.filter(({ result }) => result !== 'unchanged' && result !== 'not-tried')
  if (shown.length > 0)
    print(
      table(
        ['RESULT', 'CONTRACT', 'VERSION', 'FILE'],
        shown.map(({ result, contract_id, version, file }) => [result, contract_id, version, file]),
      ),
    )
  for (const { problem, file } of shown) if (problem) print(problemText(problem, file))
}
