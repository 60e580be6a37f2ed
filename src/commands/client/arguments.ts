import { readArguments } from '../read-arguments.ts'
import { UsageError } from '../usage-error.ts'
import { searchOptionNames, searchOptions, searchParametersOf } from './search-options.ts'

const options = {
  context: { type: 'string' },
  timeout: { type: 'string', default: '60' },
  parallel: { type: 'string', default: '4' },
  limit: { type: 'string', default: '20' },
  json: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  ci: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  output: { type: 'string', short: 'o' },
  overwrite: { type: 'boolean', default: false },
  reason: { type: 'string' },
  successor: { type: 'string' },
  sunset: { type: 'string' },
  ...searchOptions,
  help: { type: 'boolean', short: 'h', default: false },
} as const

type OptionName = keyof typeof options

const common: readonly OptionName[] = ['context', 'timeout', 'json', 'help']
const writing: readonly OptionName[] = ['dry-run', 'ci', 'yes', 'reason']

/** What each command takes: options, and the least and most words behind its name. */
const accepted: Readonly<
  Record<string, { options: readonly OptionName[]; words: readonly [number, number] }>
> = {
  push: { options: [...writing, 'parallel'], words: [1, Infinity] },
  pull: { options: ['all', 'output', 'overwrite', 'parallel'], words: [0, Infinity] },
  status: { options: ['parallel'], words: [0, Infinity] },
  promote: { options: [...writing, 'successor', 'sunset'], words: [3, 3] },
  search: { options: [...searchOptionNames, 'limit'], words: [0, Infinity] },
  show: { options: [], words: [1, 2] },
  history: { options: ['limit'], words: [0, 2] },
}

/** The options of a command that asks a running registry. */
export interface ClientOptions {
  readonly context: string | undefined
  /** In seconds. */
  readonly timeout: number
  readonly parallel: number
  readonly limit: number
  readonly json: boolean
  readonly dryRun: boolean
  /** Whether nothing is changed before all of it was tried, and only with `yes`. */
  readonly ci: boolean
  readonly yes: boolean
  readonly all: boolean
  readonly output: string | undefined
  readonly overwrite: boolean
  readonly reason: string | undefined
  readonly successor: string | undefined
  readonly sunset: string | undefined
  /** What is searched for beside words: parameters of `GET /search`. */
  readonly filters: Readonly<Record<string, string | readonly string[]>>
  readonly help: boolean
}

/** @throws UsageError when they are not understood whole. */
export function parseClientArguments(argv: readonly string[]) {
  const { values, positionals, tokens } = readArguments({
    args: [...argv],
    options,
    allowPositionals: true,
    tokens: true,
  })
  const [command = '', ...words] = positionals
  const own = accepted[command]
  if (!own) throw new UsageError(`there is no command ${JSON.stringify(command)}`)
  const allowed = [...common, ...own.options]
  for (const token of tokens) {
    if (token.kind !== 'option' || allowed.includes(token.name)) continue
    throw new UsageError(
      `${command} has no option ${token.rawName}; it has ${allowed.map(name => `--${name}`).join(', ')}`,
    )
  }
  if (!values.help) requireWords(command, words, own.words)
  if (values.yes && !values.ci)
    throw new UsageError('--yes is for --ci; without that, nothing has to be confirmed')
  if (values.yes && values['dry-run']) throw new UsageError('--yes and --dry-run exclude each other')
  requireReason(values.reason)
  return { command, words, options: optionsOf(values) }
}

type Values = ReturnType<typeof readArguments<{ options: typeof options }>>['values']

function optionsOf(values: Values): ClientOptions {
  const { context, json, ci, yes, all, output, overwrite, reason, successor, sunset, help } = values
  return {
    ...{ context, json, ci, yes, all, output, overwrite, reason, successor, sunset, help },
    dryRun: values['dry-run'],
    timeout: numberOf('timeout', values.timeout, 3600),
    parallel: numberOf('parallel', values.parallel, 64),
    limit: numberOf('limit', values.limit, 100_000),
    filters: searchParametersOf(values),
  }
}

function requireWords(
  command: string,
  words: readonly string[],
  [least, most]: readonly [number, number],
): void {
  if (words.length < least) throw new UsageError(`${command} needs ${needs[command]}`)
  if (words.length > most) throw new UsageError(`${command} takes no argument ${JSON.stringify(words[most])}`)
}

const needs: Readonly<Record<string, string>> = {
  push: 'files or folders with contracts',
  promote: 'the id of a contract, a version and the status that it is to have',
  show: 'the id of a contract',
}

/** A reason travels in a header, which has one line. */
function requireReason(reason: string | undefined): void {
  if (reason !== undefined && /\p{Cc}/u.test(reason))
    throw new UsageError('--reason must be one line of text')
}

function numberOf(name: string, text: string, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (number >= 1 && number <= most) return number
  throw new UsageError(`--${name} must be a number from 1 to ${most}, not ${JSON.stringify(text)}`)
}
