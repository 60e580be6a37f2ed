import { parseArgs } from 'node:util'
import { ConfigError } from '../config/errors.ts'
import { loadConfig } from '../config/load.ts'
import { product } from '../product.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { help } from './help.ts'

type Command = (context: CommandContext) => Promise<ExitCode>

/** Each command is loaded when it is asked for. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./serve.ts')).serve,
  migrate: async () => (await import('./migrate.ts')).migrate,
  reindex: async () => (await import('./reindex.ts')).reindex,
  'check-config': async () => (await import('./check-config.ts')).checkConfig,
  openapi: async () => (await import('./openapi.ts')).openapi,
}

const options = {
  config: { type: 'string', short: 'c' },
  status: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  after: { type: 'string' },
  missing: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const

/** Runs the command that the arguments name; `serve` when they name none. What goes wrong is told in one line each. */
export async function main(
  argv: string[],
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<ExitCode> {
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true })
    if (values.help) return print(help)
    if (values.version) return print(product.version)
    const command = await commandOf(positionals)
    if (values.status && values['dry-run']) throw new UsageError('--status and --dry-run exclude each other')
    if ((values.status || values['dry-run']) && positionals[0] !== 'migrate') {
      throw new UsageError('--status and --dry-run belong to the command migrate')
    }
    if ((values.after !== undefined || values.missing) && positionals[0] !== 'reindex') {
      throw new UsageError('--after and --missing belong to the command reindex')
    }
    return await command({
      loadConfig: () =>
        loadConfig({ env, cwd, ...(values.config !== undefined && { configPath: values.config }) }),
      options: {
        status: values.status,
        dryRun: values['dry-run'],
        after: values.after,
        missing: values.missing,
      },
      print,
    })
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    return 2
  }
}

async function commandOf([name = 'serve', ...rest]: string[]): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load)
    throw new UsageError(
      `there is no command ${JSON.stringify(name)}; there are ${Object.keys(commands).join(', ')}`,
    )
  if (rest.length > 0) throw new UsageError(`${name} takes no argument ${JSON.stringify(rest[0])}`)
  return load()
}

class UsageError extends Error {}

function print(text: string): 0 {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return 0
}

/** A message for the operator; a stack only for faults of this program. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof ConfigError) return error.message
  const usage = error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (usage) return `${error.message}\nTry: dc43-registry --help`
  return error.stack ?? error.message
}
