import { plain } from '../../domain/plain-text.ts'
import type { ExitCode } from '../context.ts'
import type { ClientContext } from './context.ts'
import { jsonText } from './text.ts'

/** Moves a version to another status. In CI mode the move is tried first, and made only with `--yes`. */
export async function promote({ registry, words, options, print, tell }: ClientContext): Promise<ExitCode> {
  const [contractId = '', version = '', status = ''] = words
  const { ci, yes, reason, successor, sunset, json } = options
  const name = { contractId, version }
  const move = { status, reason, successor, sunset }
  const isTrial = options.dryRun || (ci && !yes)
  const trial = isTrial || ci ? await registry.move(name, move, true) : undefined
  const done = isTrial ? undefined : await registry.move(name, move, false)
  if (json) print(jsonText(done ?? trial))
  else if (done)
    print(
      `${plain(contractId)} ${plain(version)} is ${plain(String(done.status))}, revision ${done.revision}\n`,
    )
  else if (trial?.action === 'no-op') print(`dry run: nothing would change; ${plain(String(trial.note))}\n`)
  else print(`dry run: ${plain(contractId)} ${plain(version)} would be ${plain(String(trial?.status))}\n`)
  if (ci && isTrial && !options.dryRun) tell('to change the status, add --yes')
  return 0
}
