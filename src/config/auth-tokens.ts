import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Environment } from './config-file.ts'
import type { GivenValue } from './given-value.ts'
import { keys } from './keys.ts'
import type { Origin } from './origin.ts'
import type { Problem } from './problem.ts'
import type { Config } from './schema.ts'
import { token as readToken } from './sections/transforms.ts'
import type { TomlFile } from './toml-file.ts'
import { explain } from './values/explain.ts'

type Auth = Config['auth']
type Token = NonNullable<Auth['tokens']>[number]

/** The names of the variables that hold tokens of the file. They may look like names of our own variables. */
export function tokenVariables(givenValues: readonly GivenValue[]): ReadonlySet<string> {
  const list = givenValues.find(({ key }) => key.name === 'auth.tokens')?.value
  const names = (Array.isArray(list) ? list : []).map((one: unknown) => {
    return typeof one === 'object' && one !== null ? Reflect.get(one, 'token_variable') : undefined
  })
  return new Set(names.filter(name => typeof name === 'string'))
}

/** The section with the SHA-256 of each token in place of the token, and the problems with tokens in variables. */
export function resolveTokens(
  auth: Auth,
  env: Environment,
  file: TomlFile | undefined,
): { readonly auth: Auth; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const originOf = (at: number, key: string): Origin =>
    file?.originOf(['auth', 'tokens', at, key]) ?? { kind: 'default' }
  const tokens = auth.tokens?.map((token, at): Token => {
    if (token.tokenVariable === undefined) return token
    const value = tokenOf(token.tokenVariable, env)
    if (typeof value === 'string') return { ...token, sha256: sha256(value) }
    const text = `auth.tokens[${at}].token_variable names ${token.tokenVariable}, which ${value.fault}`
    problems.push({ origin: originOf(at, 'token_variable'), text })
    return token
  })
  const digests = tokens?.map(({ sha256 }) => sha256) ?? []
  for (const [at, digest] of digests.entries()) {
    const key = tokens?.[at]?.tokenVariable === undefined ? 'sha256' : 'token_variable'
    const name = `auth.tokens[${at}].${key}`
    const other = otherToken(digest, at, digests, auth)
    if (other) problems.push({ origin: originOf(at, key), text: `${name} is the same token as ${other}` })
  }
  return { auth: { ...auth, ...(tokens && { tokens }) }, problems }
}

/** The problem of a configuration under which nobody may do anything. */
export function lockedOut(auth: Auth, origin: Origin | undefined): Problem[] {
  const isLocked = auth.anonymous === 'none' && !hasCredentials(auth)
  if (!isLocked) return []
  const text =
    'auth.anonymous is "none", but there is no token either, so that nobody could do anything; set auth.token, auth.tokens or auth.oidc'
  return [{ origin: origin ?? { kind: 'default' }, text }]
}

/** Whether there is any kind of token. */
export function hasCredentials({ token, tokens = [], oidc }: Auth): boolean {
  return token !== undefined || tokens.length > 0 || oidc !== undefined
}

/** SHA-256 in hexadecimal digits, as `auth.tokens` has it. */
export function sha256(token: string): string {
  return hash('sha256', token)
}

const variableText = z.string().transform((text, context) => {
  if (text.trim() === '') return explain(context, 'is not set or empty; set it to the token')
  return readToken(text, context)
})

function tokenOf(variable: string, env: Environment): string | { readonly fault: string } {
  const owner = keys.find(key => key.variables.includes(variable))
  if (owner) return { fault: `is the variable of ${owner.name}; put the token into another one` }
  const parsed = variableText.safeParse(env[variable] ?? '')
  return parsed.success ? parsed.data : { fault: parsed.error.issues[0]?.message ?? '' }
}

function otherToken(
  digest: string | undefined,
  at: number,
  digests: readonly (string | undefined)[],
  { token }: Auth,
): string | undefined {
  if (digest === undefined) return undefined
  if (token !== undefined && sha256(token) === digest) return 'auth.token'
  const first = digests.indexOf(digest)
  return first < at ? `that of auth.tokens[${first}]` : undefined
}
