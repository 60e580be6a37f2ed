import type { Dsn } from '../config/dsn/dsn.ts'
import { percentDecode } from '../config/dsn/percent.ts'
import { secretOptions, secretSettings } from '../config/dsn/redact.ts'
import type { Config } from '../config/schema.ts'
import { type ContractStoreConfig, databaseOf } from '../config/sections/contract-store.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The values that the query builder appends to a failed statement, up to the stack. */
const statementValues = /\nparams: [\s\S]*?(?=\n {4}at |$)/g

/** The members of errors of drivers that hold values of statements. */
const valueNames = new Set(['params', 'parameters', 'args'])

/** How deep nested values are searched. */
const maxDepth = 5

/** A shorter secret may be a part of other words: it is masked in errors only. */
const tellingLength = 8

/** How many secrets are known: those in use, and former ones, which errors may still name. */
const maxSecrets = 100

/** Secrets of the libraries this service is made of, by the names of their variables. */
const secretVariables = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'IDENTITY_HEADER']

/** Header fields for the collector of traces: `authorization=Bearer%20abc,x-key=abc`. */
const headerVariables = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_TRACES_HEADERS']

/** Masks secrets in texts that are printed. */
export class Secrets {
  readonly #env: Environment
  readonly #known = new Set<string>()
  #telling: readonly string[] = []

  constructor(env: Environment) {
    this.#env = env
    const headers = headerVariables.flatMap(name => headerValues(env[name] ?? ''))
    this.#add([...secretVariables.map(name => env[name]), ...headers])
  }

  /** Adds the secrets of a configuration. Those of former configurations stay masked. */
  learn({ contractStore, auth }: Config): void {
    const variables = (auth.tokens ?? []).map(({ tokenVariable }) => tokenVariable)
    const tokens = variables.map(name => (name === undefined ? undefined : this.#env[name]?.trim()))
    this.#add([auth.token, ...tokens, ...secretsOfStore(contractStore)])
  }

  /** Masks what an error must not show: secrets that a driver repeats, and the values of SQL statements. */
  scrub(value: unknown): unknown {
    return scrub(value, [...this.#known])
  }

  scrubText(text: string): string {
    return scrubText(text, [...this.#known])
  }

  /** Masks secrets anywhere in a line of the log: callers may put tokens into paths. */
  scrubLine(line: string): string {
    for (const secret of this.#telling) {
      if (line.includes(secret)) return `${JSON.stringify(scrub(JSON.parse(line), this.#telling))}\n`
    }
    return line
  }

  #add(found: readonly (string | undefined)[]): void {
    for (const secret of found.filter(one => one !== undefined && one !== '').map(String)) {
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
        this.#known.add(form)
    }
    for (const oldest of [...this.#known].slice(0, -maxSecrets)) this.#known.delete(oldest)
    this.#telling = [...this.#known].filter(({ length }) => length >= tellingLength)
  }
}

function scrub(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value, secrets)
  if (typeof value !== 'object' || value === null || depth > maxDepth) return value
  if (Array.isArray(value)) return value.map(item => scrub(item, secrets, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      valueNames.has(name) ? '***' : scrub(inner, secrets, depth + 1),
    ]),
  )
}

function scrubText(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (scrubbed, secret) => scrubbed.replaceAll(secret, '***'),
    text.replace(statementValues, '\nparams: ***'),
  )
}

function secretsOfStore(store: ContractStoreConfig): (string | undefined)[] {
  const dsn = databaseOf(store)
  const ofDatabase = dsn ? secretsOfDsn(dsn) : []
  if (store.type === 'git') return [...ofDatabase, store.remoteToken, ...secretsOfUrl(store.remoteUrl)]
  if (store.type === 'collibra_http')
    return [...ofDatabase, store.token, store.password, basicCredentials(store.username, store.password)]
  if (store.type === 'delta') {
    const { workspaceToken, clientId, clientSecret } = store
    return [...ofDatabase, workspaceToken, clientSecret, basicCredentials(clientId, clientSecret)]
  }
  return store.type === 'custom' ? [...ofDatabase, ...secretSettings(store.settings)] : ofDatabase
}

/** User and password as they are sent. */
function basicCredentials(user: string | undefined, password: string | undefined): string | undefined {
  return password && Buffer.from(`${user}:${password}`).toString('base64')
}

function secretsOfUrl(url = ''): string[] {
  const [, user = '', password] = /^\w+:\/\/([^/@:]*)(?::([^/@]*))?@/.exec(url) ?? []
  // without a password, a token may stand in the place of the user
  return [password ?? (/^https?:/i.test(url) ? user : '')].flatMap(text => [text, percentDecode(text)])
}

function secretsOfDsn(dsn: Dsn): (string | undefined)[] {
  return dsn.dialect === 'sqlite' ? [] : [dsn.password, ...secretOptions(dsn.options)]
}

function headerValues(text: string): string[] {
  return text.split(',').flatMap(pair => {
    const value = pair.slice(pair.indexOf('=') + 1).trim()
    const decoded = percentDecode(value)
    return [value, decoded, ...decoded.split(' ').slice(1)]
  })
}
