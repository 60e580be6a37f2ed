import { alternatives, closestName } from '../../closest-name.ts'
import { DsnError, type ServerDsn } from './dsn.ts'

/** What an option may be set to: one of some words, a check of the text, or anything. */
type Values = readonly string[] | { readonly pattern: RegExp; readonly expected: string } | 'any'

const yesOrNo = ['true', 'false', 'yes', 'no', 'on', 'off', '1', '0']
/** Without `preferred`: the driver cannot connect without TLS when the server has none. */
const sslModes = ['disabled', 'required', 'verify_ca', 'verify_identity']
const seconds: Values = { pattern: /^\d+(\.\d+)?$/, expected: 'a number of seconds from 0.1 to 300' }
const name: Values = { pattern: /^[\x20-\x7e]{1,63}$/, expected: 'at most 63 printable ASCII characters' }

/** By dialect: options that have an effect, then options of Python drivers that need none here. */
const known: Readonly<Record<'postgres' | 'mysql', Readonly<Record<string, Values>>>> = {
  postgres: {
    sslmode: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
    sslrootcert: 'any',
    sslcert: 'any',
    sslkey: 'any',
    application_name: name,
    connect_timeout: seconds,
    options: 'any',
    client_encoding: ['utf8', 'utf-8', 'unicode', 'auto'],
    channel_binding: ['disable', 'prefer'],
    gssencmode: ['disable', 'prefer'],
    target_session_attrs: ['any', 'read-write', 'primary'],
    keepalives: 'any',
    keepalives_idle: 'any',
    keepalives_interval: 'any',
    keepalives_count: 'any',
    tcp_user_timeout: 'any',
  },
  mysql: {
    unix_socket: 'any',
    ssl: yesOrNo,
    ssl_mode: sslModes,
    'ssl-mode': sslModes,
    ssl_disabled: yesOrNo,
    ssl_ca: 'any',
    ssl_cert: 'any',
    ssl_key: 'any',
    ssl_verify_cert: yesOrNo,
    ssl_verify_identity: yesOrNo,
    ssl_check_hostname: yesOrNo,
    connect_timeout: seconds,
    program_name: name,
    charset: ['utf8mb4', 'utf8', 'utf8mb3'],
    collation: 'any',
    use_unicode: 'any',
    binary_prefix: 'any',
    autocommit: 'any',
    auth_plugin: 'any',
    use_pure: 'any',
  },
}

/** The names of the options a DSN of that dialect may have. */
export function knownOptions(dialect: 'postgres' | 'mysql'): string[] {
  return Object.keys(known[dialect])
}

/**
 * Refuses unknown options and unknown values: a typo such as `sslmod=require` must not lead to a connection without
 * encryption. The many options of SQL Server are not checked.
 * @throws DsnError
 */
export function checkOptions({ dialect, options }: ServerDsn): void {
  if (dialect === 'mssql') return
  for (const [option, value] of Object.entries(options)) {
    const values = Object.hasOwn(known[dialect], option) ? known[dialect][option] : undefined
    if (values === undefined) throw unknownOption(option, options, knownOptions(dialect))
    const expected = expectedInsteadOf(value, values)
    if (expected !== undefined)
      throw new DsnError(`has an option ${option} with a value that is not accepted`, `expected ${expected}`)
  }
}

/** Repeats the name, unless an `@` behind it shows that it may be a part of a password with an unencoded `?`. */
function unknownOption(option: string, options: ServerDsn['options'], names: readonly string[]): DsnError {
  const isSuspect = Object.values(options).some(value => value.includes('@'))
  const mistake = isSuspect ? 'has an unknown option' : `has an unknown option ${option}`
  return new DsnError(mistake, alternatives(closestName(option, names), names).slice('; '.length))
}

/** What is expected instead of a value; undefined when the value is fine. */
function expectedInsteadOf(value: string, values: Values): string | undefined {
  if (values === 'any') return undefined
  if ('pattern' in values) {
    const fits = values.pattern.test(value) && (values !== seconds || isInRange(Number(value)))
    return fits ? undefined : values.expected
  }
  return values.includes(value.toLowerCase()) ? undefined : `one of ${values.join(', ')}`
}

function isInRange(value: number): boolean {
  return value >= 0.1 && value <= 300
}
