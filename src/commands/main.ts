import { product } from '../about.ts'
import { ConfigError } from '../config/errors.ts'
import { RegistryError } from '../domain/errors.ts'
import { type Arguments, type CommandName, parseArguments } from './arguments.ts'
import type { ExitCode, TransferContext, TransferOptions } from './context.ts'
import { help } from './help.ts'
import { Secrets } from './secrets.ts'
import { HangUps } from './signals.ts'
import { sourceOfStore } from './store-source.ts'
import { UsageError } from './usage-error.ts'

type Command = (context: TransferContext) => Promise<ExitCode>
type Environment = Readonly<Record<string, string | undefined>>

/** Each command is loaded when it is asked for. */
const commands: Record<CommandName, () => Promise<Command>> = {
  serve: async () => {
    // before the modules of the service, which take longer to load than anything else here
    const hangUps = new HangUps()
    const { serve } = await import('./serve.ts')
    return context => serve(context, hangUps)
  },
  migrate: async () => (await import('./migrate.ts')).migrate,
  reindex: async () => (await import('./reindex.ts')).reindex,
  'check-config': async () => (await import('./check-config.ts')).checkConfig,
  export: async () => (await import('./export.ts')).exportStore,
  import: async () => (await import('./import.ts')).importFile,
  verify: async () => (await import('./verify.ts')).verify,
  'token create': async () => (await import('./token.ts')).createToken,
  openapi: async () => (await import('./openapi.ts')).openapi,
}

/** Runs the command that the arguments name, or `serve`. Each problem is printed in one line. */
export async function main(argv: string[], env: Environment, cwd: string): Promise<ExitCode> {
  const secrets = new Secrets(env)
  try {
    const { command: name, argument, values } = parseArguments(argv)
    if (values.help) return print(help)
    if (values.version || name === undefined) return print(product.version)
    const command = await commands[name]()
    const { loadConfig } = await import('../config/load.ts')
    const load = (source: Parameters<typeof loadConfig>[0]) => {
      const loaded = loadConfig(source)
      secrets.learn(loaded.config)
      return loaded
    }
    const configured = { env, cwd, configPath: values.config }
    return await command({
      loadConfig: () => load(configured),
      loadStore: store => load(store === undefined ? configured : sourceOfStore(store, configured)),
      secrets,
      env,
      options: {
        status: values.status,
        dryRun: values['dry-run'],
        after: values.after,
        missing: values.missing,
        token: { name: values.name, role: values.role, contracts: values.contracts, expires: values.expires },
      },
      transfer: { file: argument ?? '', ...transferOptions(values) },
      cwd,
      print,
    })
  } catch (error) {
    // a driver may repeat what it was given
    process.stderr.write(`${secrets.scrubText(explain(error))}\n`)
    return 2
  }
}

function transferOptions({
  from,
  to,
  output,
  ids,
  json,
}: Arguments['values']): Omit<TransferOptions, 'file'> {
  return { from, to, output, ids, json }
}

function print(text: string): 0 {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return 0
}

/** A message for the operator; a stack only for faults of this program. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof ConfigError || error instanceof RegistryError) return error.message
  if (error instanceof UsageError) return `${error.message}\nTry: dc43-registry --help`
  return error.stack ?? error.message
}
