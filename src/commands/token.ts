import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { sha256 } from '../config/auth-tokens.ts'
import { tokens } from '../config/sections/tokens.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { UsageError } from './usage-error.ts'

/** The beginning of tokens, by which scanners for leaked secrets find them. */
const tokenPrefix = 'dc43_'

/** Makes a token and prints it, once, with its entry for the configuration. Reads no configuration. */
export async function createToken({ options, print }: CommandContext): Promise<ExitCode> {
  const token = tokenPrefix + randomBytes(32).toString('base64url')
  const { name = 'new-token', role = 'reader', contracts, expires } = options.token ?? {}
  const entry = checked({
    name,
    role,
    ...(contracts && { contracts: contracts.flatMap(list => list.split(',').map(one => one.trim())) }),
    ...(expires !== undefined && { expires }),
    sha256: sha256(token),
  })
  print(`${token}

The token is not shown again. Give it to the caller, who sends it as "Authorization: Bearer <token>", and put this into
the configuration file:

${snippet(entry)}`)
  return 0
}

type Entry = z.output<typeof tokens>[number]

/** Checks the options by the rules of the configuration, so that the service accepts the printed entry. */
function checked(entry: object): Entry {
  const parsed = tokens.safeParse([entry])
  const [first] = parsed.data ?? []
  if (first) return first
  const [issue] = parsed.error?.issues ?? []
  throw new UsageError(`--${String(issue?.path[1] ?? 'name')} ${issue?.message}`)
}

function snippet({ name, role, contracts, expires, sha256: digest }: Entry): string {
  return [
    '[[auth.tokens]]',
    `name = ${JSON.stringify(name)}`,
    `role = "${role}"`,
    ...(contracts ? [`contracts = [${contracts.map(pattern => JSON.stringify(pattern)).join(', ')}]`] : []),
    ...(expires ? [`expires = ${expires.toISOString()}`] : []),
    `sha256 = "${digest}"`,
  ].join('\n')
}
