import { clientCommands } from './client/names.ts'
import { offlineCommands } from './offline/names.ts'
import { readArguments } from './read-arguments.ts'
import { UsageError } from './usage-error.ts'

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
  from: { type: 'string' },
  to: { type: 'string' },
  output: { type: 'string', short: 'o' },
  ids: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const

/** What a command takes besides the options that all have. */
interface Accepted {
  readonly options: readonly (keyof typeof options)[]
  /** What stands behind its name, in words; undefined for nothing. */
  readonly argument?: string
}

const nothing: Accepted = { options: [] }

/** The commands, and what each takes. */
const accepted = {
  serve: nothing,
  migrate: { options: ['status', 'dry-run'] },
  reindex: { options: ['after', 'missing'] },
  'check-config': nothing,
  export: { options: ['from', 'output', 'ids'] },
  import: { options: ['to', 'dry-run'], argument: 'the file that export wrote, or - for standard input' },
  verify: {
    options: ['from', 'ids', 'json'],
    argument:
      'what the store is compared with: a DSN, a configuration file (.toml) or a file that export wrote',
  },
  'token create': { options: ['name', 'role', 'contracts', 'expires'] },
  openapi: nothing,
} as const satisfies Record<string, Accepted>

export type CommandName = keyof typeof accepted

/** Options of which one says what the other denies. */
const exclusive = [
  ['status', 'dry-run'],
  ['config', 'from'],
  ['config', 'to'],
] as const

/** The arguments of the executable, understood. */
export type Arguments = ReturnType<typeof parseArguments>

/** @throws UsageError when they are not understood whole. */
export function parseArguments(argv: string[]) {
  const { values, positionals } = readArguments({ args: argv, options, allowPositionals: true })
  if (values.help || values.version) return { command: undefined, argument: undefined, values }
  const { command, rest } = commandOf(positionals)
  requireOwnOptions(command, values)
  for (const [one, other] of exclusive)
    if (values[one] && values[other]) throw new UsageError(`--${one} and --${other} exclude each other`)
  return { command, argument: argumentOf(command, rest), values }
}

function commandOf(words: readonly string[]): { command: CommandName; rest: readonly string[] } {
  const pair = words.slice(0, 2).join(' ')
  if (words.length > 1 && isCommand(pair)) return { command: pair, rest: words.slice(2) }
  const name = words[0] ?? 'serve'
  if (isCommand(name)) return { command: name, rest: words.slice(1) }
  const others = [...offlineCommands, ...clientCommands]
  if (others.includes(name)) throw new UsageError(`write ${name} before its options`)
  const known = [...Object.keys(accepted), ...others]
  throw new UsageError(`there is no command ${JSON.stringify(name)}; there are ${known.join(', ')}`)
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(accepted, name)
}

function argumentOf(command: CommandName, words: readonly string[]): string | undefined {
  const { argument }: Accepted = accepted[command]
  const [unknown] = argument === undefined ? words : words.slice(1)
  if (unknown !== undefined) throw new UsageError(`${command} takes no argument ${JSON.stringify(unknown)}`)
  if (argument !== undefined && words.length === 0) throw new UsageError(`${command} needs ${argument}`)
  return words[0]
}

function requireOwnOptions(command: CommandName, values: Readonly<Record<string, unknown>>): void {
  const commands = Object.entries<Accepted>(accepted)
  for (const name of Object.keys(options) as (keyof typeof options)[]) {
    const owners = commands.filter(([, own]) => own.options.includes(name)).map(([owner]) => owner)
    const isUsed = values[name] !== undefined && values[name] !== false
    if (!isUsed || owners.length === 0 || owners.includes(command)) continue
    throw new UsageError(
      `--${name} belongs to the ${owners.length === 1 ? 'command' : 'commands'} ${owners.join(' and ')}`,
    )
  }
}
