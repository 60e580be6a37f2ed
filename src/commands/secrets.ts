import type { Config } from '../config/schema.ts'

/** The values that the query builder names behind a statement that failed, up to the stack. */
const statementValues = /\nparams: [\s\S]*?(?=\n {4}at |$)/g

/** What drivers attach to their errors that are values of statements. */
const valueNames = new Set(['params', 'parameters', 'args'])

/** As deep as errors are looked into. */
const maxDepth = 5

/**
 * Masks what an error must not tell the log: the secrets of the configuration, should a driver repeat them, and the
 * values of SQL statements.
 */
export function redactSecrets(config: Config): (value: unknown) => unknown {
  const secrets = secretsOf(config)
  const scrubText = (text: string) =>
    secrets.reduce(
      (scrubbed, secret) => scrubbed.replaceAll(secret, '***'),
      text.replace(statementValues, '\nparams: ***'),
    )
  const scrub = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return scrubText(value)
    if (typeof value !== 'object' || value === null || depth > maxDepth) return value
    if (Array.isArray(value)) return value.map(item => scrub(item, depth + 1))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        valueNames.has(name) ? '***' : scrub(inner, depth + 1),
      ]),
    )
  }
  return value => scrub(value, 0)
}

function secretsOf({ contractStore, auth }: Config): string[] {
  const { dsn } = contractStore
  const password = dsn.dialect === 'sqlite' ? undefined : dsn.password
  const found = [auth.token, password, password && encodeURIComponent(password)]
  return [...new Set(found)].filter(secret => secret !== undefined && secret !== '').map(String)
}
