import { ConfigError } from './errors.ts'
import type { Origin } from './origin.ts'

/** Something wrong with the configuration. `text` is a sentence on one line, without secrets. */
export interface Problem {
  readonly origin: Origin
  readonly text: string
}

/** One line each: first those of the file, from its top to its bottom, then those of variables, then the rest. */
export function configError(problems: readonly Problem[]): ConfigError {
  return new ConfigError(problems.toSorted((a, b) => compareOrigins(a.origin, b.origin)).map(problemText))
}

/** `dc43-service-backends.toml:12:8: …`, `variable DC43_SERVER_PORT: …`, `the DSN given: …` or the bare text. */
function problemText({ origin, text }: Problem): string {
  if (origin.kind === 'default') return text
  if (origin.kind === 'argument') return `the DSN given: ${text}`
  if (origin.kind === 'variable') return `variable ${origin.name}: ${text}`
  const position = origin.position()
  const place = position === undefined ? '' : `:${position.line}:${position.column}`
  return `${origin.path}${place}: ${text}`
}

const ranks = { file: 0, variable: 1, argument: 2, default: 3 }

function compareOrigins(a: Origin, b: Origin): number {
  if (a.kind !== 'file' || b.kind !== 'file') return ranks[a.kind] - ranks[b.kind]
  const [first, second] = [a.position(), b.position()]
  if (first === undefined || second === undefined) return 0
  return first.line - second.line || first.column - second.column
}
