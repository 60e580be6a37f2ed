import type { Dsn, DsnOptions, ServerDsn } from './dsn.ts'

const secretName = /pass|pwd|secret|token|key|credential|odbc_?connect/i
const credentialsInUrl = /:\/\/[^/]*@/

/** The DSN as a URL that is safe to print: the password, and every option that looks like a secret, is `***`. */
export function redactDsn(dsn: Dsn): string {
  if (dsn.dialect !== 'sqlite') return redactServer(dsn)
  const path = dsn.file === undefined ? '' : `/${dsn.file.replaceAll(/[%?]/g, encodeURIComponent)}`
  return `sqlite://${path}${query(dsn.options)}`
}

/** A URL of git that is safe to print: what may be a password, or the token in the place of a user, is `***`. */
export function redactUrl(url: string): string {
  return url
    .replace(/^(https?:\/\/)[^/]*@/i, '$1***@')
    .replace(/^(ssh:\/\/[^/@:]*):[^/]*@/i, '$1:***@')
    .replace(/\?.*$/, '?***')
}

function redactServer(dsn: ServerDsn): string {
  const isSocket = dsn.host.startsWith('/')
  const password = dsn.password === undefined ? '' : ':***'
  const user = encodeURIComponent(dsn.user ?? '') + password
  const host = dsn.host.includes(':') ? `[${dsn.host}]` : dsn.host
  return [
    `${dsn.flavour ?? dsn.dialect}://`,
    user === '' ? '' : `${user}@`,
    isSocket ? '' : host,
    dsn.port === undefined ? '' : `:${dsn.port}`,
    dsn.database === undefined ? '' : `/${encodeURIComponent(dsn.database)}`,
    query(isSocket ? { host: dsn.host, ...dsn.options } : dsn.options),
  ].join('')
}

/** The values of all options that look like secrets. */
export function secretOptions(options: DsnOptions): string[] {
  return Object.entries(options).flatMap(([name, value]) => (isSecret(name, value) ? [value] : []))
}

/** The values of all settings of a module, in tables and lists too, that look like secrets. */
export function secretSettings(settings: unknown, name = ''): string[] {
  if (typeof settings === 'string') return isSecret(name, settings) ? [settings] : []
  if (typeof settings !== 'object' || settings === null) return []
  return Object.entries(settings).flatMap(([key, value]) =>
    secretSettings(value, Array.isArray(settings) ? name : key),
  )
}

function isSecret(name: string, value: string): boolean {
  return secretName.test(name) || credentialsInUrl.test(value)
}

function query(options: DsnOptions): string {
  const pairs = Object.entries(options).map(([name, value]) => {
    const shown = isSecret(name, value) ? '***' : encodeURIComponent(value).replaceAll('%2F', '/')
    return `${encodeURIComponent(name)}=${shown}`
  })
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
