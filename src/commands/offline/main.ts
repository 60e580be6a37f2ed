import { ClientError } from '../../client/errors.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { ExitCode } from '../context.ts'
import { UsageError } from '../usage-error.ts'
import { UnreadableSource } from './source.ts'

/** Runs a command that looks at files. 0: nothing is wrong; 1: something is; 2: it could not be found out. */
export async function offlineMain(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<ExitCode> {
  // `dc43-registry diff A B | head` ends when `head` has enough
  process.stdout.on('error', error => {
    if ((error as { code?: string }).code !== 'EPIPE') throw error
    process.exit(0)
  })
  try {
    if (argv.some(one => one === '--help' || one === '-h')) {
      const { help } = await import('../help.ts')
      process.stdout.write(help)
      return 0
    }
    const print = (text: string) => process.stdout.write(text)
    const [command, ...rest] = argv
    // each is loaded when it is asked for
    if (command === 'lint') return await (await import('./lint.ts')).lint(rest, print)
    return await (await import('./diff.ts')).diff(rest, env, print)
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    return 2
  }
}

/** A message for people; a stack only for faults of this program. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isOurs = [UnreadableSource, RegistryError, ClientError].some(one => error instanceof one)
  if (isOurs) return error.message
  return error instanceof UsageError
    ? `${error.message}\nTry: dc43-registry --help`
    : (error.stack ?? error.message)
}
