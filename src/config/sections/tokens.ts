import { TomlDate } from 'smol-toml'
import { z } from 'zod'
import { explain } from '../values/explain.ts'
import { nestedTable, nestedValue } from '../values/nested.ts'
import { quoted } from '../values/value-text.ts'
import { contracts, role } from './role.ts'

/** Names that the history has for other callers. */
const reservedNames = ['token', 'anonymous']

const dateTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/

const isInstant = (text: string) => dateTime.test(text) && !Number.isNaN(toDate(text).getTime())
const toDate = (text: string) => new Date(text.replace(' ', 'T'))

/** A date and time with an offset: of TOML, or as text. */
const instant = z.union([
  z
    .instanceof(TomlDate)
    .refine(date => date.isDateTime() && !date.isLocal())
    .transform(date => new Date(date)),
  z.string().trim().pipe(z.stringFormat('instant', isInstant)).transform(toDate),
])

const shape = {
  name: nestedValue(
    z
      .string()
      .trim()
      .regex(/^[\x20-\x7e]{1,100}$/)
      .transform(freeName),
    'a name of at most 100 printable ASCII characters, for the history and the log',
  ),
  role,
  contracts: contracts.optional(),
  expires: nestedValue(instant, 'a date and time with an offset, such as 2027-01-01T00:00:00Z').optional(),
  sha256: nestedValue(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[0-9a-f]{64}$/),
    'the SHA-256 of the token in 64 hexadecimal digits, not the token itself',
    true,
  ).optional(),
  token_variable: nestedValue(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/),
    'the name of an environment variable that holds the token',
    true,
  ).optional(),
}

const token = nestedTable(shape, 'a table, written [[auth.tokens]]').transform((given, context) => {
  const { token_variable: tokenVariable, ...rest } = given
  if ((rest.sha256 === undefined) === (tokenVariable === undefined)) {
    return explain(context, 'needs either sha256 or token_variable, and not both')
  }
  return { ...rest, tokenVariable }
})

/** `[[auth.tokens]]`. Which token it is, is known when the variables are: see `auth-tokens.ts`. */
export const tokens = z.array(token).transform((list, context) => {
  for (const [at, { name }] of list.entries()) {
    const first = list.findIndex(other => other.name === name)
    if (first !== at) {
      const message = `is ${quoted(name)}, as of auth.tokens[${first}]; each token needs a name of its own`
      context.addIssue({ code: 'custom', message, path: [at, 'name'] })
    }
  }
  return list
})

/** The tokens in words, without what would help to find them. */
export function showTokens(list: z.output<typeof tokens> = []): string {
  const shown = list.map(({ name, role, contracts, expires }) => {
    const limits = [
      ...(contracts ? [`for ${contracts.join(' ')}`] : []),
      ...(expires ? [`until ${expires.toISOString()}`] : []),
    ]
    return `${name} (${[role, ...limits].join(' ')})`
  })
  return shown.join(', ') || 'none'
}

function freeName(name: string, context: z.RefinementCtx): string {
  if (!reservedNames.includes(name) && !name.startsWith('oidc:')) return name
  return explain(context, `is ${quoted(name)}, which stands for another kind of caller; choose another`)
}
