import { parseArgs } from 'node:util'
import { product } from '../about.ts'
import { ConfigError } from '../config/errors.ts'
import type { CommandContext, ExitCode, TokenOptions } from './context.ts'
import { help } from './help.ts'
import { Secrets } from './secrets.ts'
import { HangUps } from './signals.ts'
import { UsageError } from './usage-error.ts'

type Command = (context: CommandContext) => Promise<ExitCode>

/** Each command is loaded when it is asked for. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => {
    // before the modules of the service, which take longer to load than anything else here
    const hangUps = new HangUps()
    const { serve } = await import('./serve.ts')
    return context => serve(context, hangUps)
  },
  migrate: async () => (await import('./migrate.ts')).migrate,
  reindex: async () => (await import('./reindex.ts')).reindex,
  'check-config': async () => (await import('./check-config.ts')).checkConfig,
  'token create': async () => (await import('./token.ts')).createToken,
  openapi: async () => (await import('./openapi.ts')).openapi,
}

const options = {
  config: { type: 'string', short: 'c' },
  status: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  after: { type: 'string' },
  missing: { type: 'boolean', default: false },
  name: { type: 'string' },
  role: { type: 'string' },
  contracts: { type: 'string', multiple: true },
  expires: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const

/** Runs the command that the arguments name, or `serve`. Each problem is printed in one line. */
export async function main(
  argv: string[],
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<ExitCode> {
  const secrets = new Secrets(env)
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true })
    if (values.help) return print(help)
    if (values.version) return print(product.version)
    const command = await commandOf(positionals)
    if (values.status && values['dry-run']) throw new UsageError('--status and --dry-run exclude each other')
    requireOwner(values, positionals.join(' '))
    const { loadConfig } = await import('../config/load.ts')
    return await command({
      loadConfig: () => {
        const loaded = loadConfig({ env, cwd, configPath: values.config })
        secrets.learn(loaded.config)
        return loaded
      },
      secrets,
      env,
      options: {
        status: values.status,
        dryRun: values['dry-run'],
        after: values.after,
        missing: values.missing,
        token: tokenOptions(values),
      },
      print,
    })
  } catch (error) {
    // a driver may repeat what it was given
    process.stderr.write(`${secrets.scrubText(explain(error))}\n`)
    return 2
  }
}

/** The options that a single command has. */
const owners = {
  migrate: ['status', 'dry-run'],
  reindex: ['after', 'missing'],
  'token create': ['name', 'role', 'contracts', 'expires'],
} as const

function requireOwner(values: Readonly<Record<string, unknown>>, command: string): void {
  for (const [owner, names] of Object.entries(owners)) {
    const isUsed = names.some(name => values[name] !== undefined && values[name] !== false)
    if (isUsed && command !== owner) {
      const list = names.map(name => `--${name}`)
      throw new UsageError(
        `${list.slice(0, -1).join(', ')} and ${list.at(-1)} belong to the command ${owner}`,
      )
    }
  }
}

function tokenOptions({ name, role, contracts, expires }: TokenOptions): TokenOptions {
  return { name, role, contracts, expires }
}

async function commandOf(words: readonly string[]): Promise<Command> {
  const isPair = Object.hasOwn(commands, words.slice(0, 2).join(' ')) && words.length > 1
  const name = isPair ? words.slice(0, 2).join(' ') : (words[0] ?? 'serve')
  const rest = words.slice(isPair ? 2 : 1)
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load)
    throw new UsageError(
      `there is no command ${JSON.stringify(name)}; there are ${Object.keys(commands).join(', ')}`,
    )
  if (rest.length > 0) throw new UsageError(`${name} takes no argument ${JSON.stringify(rest[0])}`)
  return load()
}

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
