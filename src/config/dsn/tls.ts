import type { ServerDsn } from './dsn.ts'

/** Whether a connection is encrypted: always, only where the server can, or never. */
export type TlsUse = 'always' | 'where possible' | 'never'

/** What the options of a DSN say about TLS. The one place that knows: a token must not be sent where this is not "always". */
export function tlsUse(dialect: 'postgres' | 'mysql', options: ServerDsn['options']): TlsUse {
  return dialect === 'postgres' ? ofSslMode(options.sslmode) : ofMysqlOptions(options)
}

/** As libpq's `sslmode`. */
function ofSslMode(mode = 'prefer'): TlsUse {
  if (/^disable$/i.test(mode)) return 'never'
  return /^(allow|prefer)$/i.test(mode) ? 'where possible' : 'always'
}

/** As PyMySQL's `ssl_…` options and mysqlclient's `ssl_mode`: any of them asks for TLS, unless one says no. */
function ofMysqlOptions(options: ServerDsn['options']): TlsUse {
  const mode = options.ssl_mode ?? options['ssl-mode'] ?? ''
  if (options.ssl !== undefined && !isOn(options.ssl)) return 'never'
  if (/^disabled$/i.test(mode) || isOn(options.ssl_disabled)) return 'never'
  const asks = Object.keys(options).some(name => name.startsWith('ssl') && name !== 'ssl_disabled')
  return asks ? 'always' : 'never'
}

/** A yes of an option; not there, it is no. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && /^(1|true|yes|on)$/i.test(value)
}
