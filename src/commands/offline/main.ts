import { RegistryError } from '../../domain/errors.ts'
import type { ExitCode } from '../context.ts'
import { UsageError } from '../usage-error.ts'
import { diff } from './diff.ts'
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
    return await diff(argv.slice(1), env, text => process.stdout.write(text))
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    return 2
  }
}

/** A message for people; a stack only for faults of this program. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof UnreadableSource || error instanceof RegistryError) return error.message
  const isUsage =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  return isUsage ? `${error.message}\nTry: dc43-registry --help` : (error.stack ?? error.message)
}
