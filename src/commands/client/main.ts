import { connectionOf } from '../../client/connection.ts'
import { ClientError, ConnectionError, RefusedError } from '../../client/errors.ts'
import { Registry } from '../../client/registry.ts'
import { plain } from '../../domain/plain-text.ts'
import type { ExitCode } from '../context.ts'
import { Progress } from '../progress.ts'
import { UsageError } from '../usage-error.ts'
import { parseClientArguments } from './arguments.ts'
import type { ClientCommand } from './context.ts'
import { jsonText, problemText } from './text.ts'

/** Each command is loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<ClientCommand>>> = {
  push: async () => (await import('./push.ts')).push,
  pull: async () => (await import('./pull.ts')).pull,
  status: async () => (await import('./status.ts')).status,
  promote: async () => (await import('./promote.ts')).promote,
  search: async () => (await import('./search.ts')).search,
  show: async () => (await import('./show.ts')).show,
  history: async () => (await import('./history.ts')).history,
}

/** Runs a command that asks a running registry. 0: done; 1: refused or different; 2: it could not be carried out. */
export async function clientMain(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<ExitCode> {
  endQuietlyOnClosedPipe()
  const isJson = argv.includes('--json')
  try {
    const { command, words, options } = parseClientArguments(argv)
    if (options.help) {
      const { help } = await import('../help.ts')
      print(help)
      return 0
    }
    const run = await commands[command]?.()
    if (!run) throw new UsageError(`there is no command ${JSON.stringify(command)}`)
    const progress = new Progress(process.stderr)
    const onWait = (text: string) => {
      progress.clear()
      tell(text)
    }
    const connection = await connectionOf({
      env,
      cwd,
      context: options.context,
      timeout: options.timeout,
      onWait,
    })
    return await run({ registry: new Registry(connection), words, options, progress, print, tell })
  } catch (error) {
    if (error instanceof RefusedError) {
      if (isJson) print(jsonText({ result: 'refused', problem: error.problem }))
      else process.stderr.write(problemText(error.problem))
      return 1
    }
    tell(explain(error))
    return 2
  }
}

function print(text: string): void {
  process.stdout.write(text)
}

function tell(text: string): void {
  process.stderr.write(`${text.split('\n').map(plain).join('\n')}\n`)
}

/** A message for people; a stack only for faults of this program. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof ClientError || error instanceof ConnectionError) return error.message
  if (error instanceof UsageError) return `${error.message}\nTry: dc43-registry --help`
  // the system refused to read or to write a file
  if ((error as { syscall?: string }).syscall !== undefined) return error.message
  return error.stack ?? error.message
}

/** `dc43-registry history | head` ends when `head` has enough. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', error => {
    if ((error as { code?: string }).code !== 'EPIPE') throw error
    process.exit(0)
  })
}
