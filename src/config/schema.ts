import { z } from 'zod'
import { formatByteSize, parseByteSize } from './byte-size.ts'
import { redactDsn } from './dsn/redact.ts'
import { dsn, storeType, token } from './explained.ts'
import { keyInfo } from './key-info.ts'

const identifierRule = 'a name of at most 48 letters, digits and _ that does not start with a digit'

/** 48 characters: names of side tables and indexes get a suffix, and PostgreSQL silently cuts names at 63. */
const identifier = z
  .string()
  .trim()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,47}$/)

/** A number of seconds, fractions allowed. */
const seconds = (least: number, most: number) => z.number().min(least).max(most)
const numberFromText = (text: string) => (/^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : text)

const contractStore = z.object({
  type: z.string().trim().toLowerCase().transform(storeType).register(keyInfo, {
    meaning: 'Kind of store. Follows from the DSN, so it can be left out.',
    expected: '"sql"',
  }),
  dsn: z.string().transform(dsn).register(keyInfo, {
    meaning: 'The database that keeps the contracts.',
    expected: 'a database URL in quotes, such as "sqlite:///./contracts.db"',
    secret: true,
    show: redactDsn,
  }),
  table: identifier.default('contracts').register(keyInfo, {
    meaning: 'Table of the contract versions; tables beside it begin with this name.',
    expected: identifierRule,
  }),
  schema: identifier.exactOptional().register(keyInfo, {
    meaning: "Database schema of the tables; the connection's own when not set. SQLite has none.",
    expected: identifierRule,
  }),
  logSql: z
    .union([
      z.boolean(),
      z.literal([0, 1]).transform(Boolean),
      z
        .string()
        .trim()
        .toLowerCase()
        .pipe(z.stringbool({ truthy: ['1', 'true', 'yes', 'on'], falsy: ['0', 'false', 'no', 'off'] })),
    ])
    .default(false)
    .register(keyInfo, {
      meaning: 'Log every SQL statement.',
      expected: 'true or false (also yes or no, on or off, 1 or 0)',
    }),
  poolSize: z.int().min(1).max(1000).default(10).register(keyInfo, {
    meaning: 'Most connections an instance opens to a database server.',
    expected: 'an integer from 1 to 1000',
    fromText: numberFromText,
  }),
  queueTimeout: seconds(0.1, 60).default(5).register(keyInfo, {
    meaning: 'Seconds a request may wait for a connection of the pool before it is answered 503.',
    expected: 'a number of seconds from 0.1 to 60',
    fromText: numberFromText,
  }),
  connectTimeout: seconds(0.1, 300).default(5).register(keyInfo, {
    meaning: 'Seconds to wait for a database server to accept a connection.',
    expected: 'a number of seconds from 0.1 to 300',
    fromText: numberFromText,
  }),
  statementTimeout: seconds(0.1, 3600).default(30).register(keyInfo, {
    meaning: 'Seconds after which a database server ends a statement.',
    expected: 'a number of seconds from 0.1 to 3600',
    fromText: numberFromText,
  }),
  idleTimeout: seconds(1, 86_400).default(60).register(keyInfo, {
    meaning: 'Seconds after which a connection that is not used is closed.',
    expected: 'a number of seconds from 1 to 86400',
    fromText: numberFromText,
  }),
  startTimeout: seconds(0, 86_400).default(60).register(keyInfo, {
    meaning: 'Seconds for which a database server that can not be reached at start is tried again.',
    expected: 'a number of seconds from 0 to 86400',
    fromText: numberFromText,
  }),
  applicationName: z
    .string()
    .trim()
    .regex(/^[\x20-\x7e]{1,63}$/)
    .default('dc43-registry')
    .register(keyInfo, {
      meaning: 'What the connections are called in the lists of a database server.',
      expected: 'at most 63 printable ASCII characters',
    }),
})

const auth = z.object({
  token: z
    .string()
    .transform(token)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'Bearer token every request must carry. Not set or empty: authentication is off.',
      expected: 'a token in quotes',
      secret: true,
      whenUnset: 'authentication is off',
      otherVariables: ['DC43_BACKEND_TOKEN'],
      blankIsProblem: true,
    }),
})

const server = z.object({
  host: z
    .union([
      z.ipv4(),
      z.ipv6(),
      z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9_.-]+$/),
    ])
    .default('0.0.0.0')
    .register(keyInfo, {
      meaning: 'Address to listen on.',
      expected: 'an IP address or a host name, without a port, such as "127.0.0.1" or "::"',
    }),
  port: z
    .int()
    .min(0)
    .max(65535)
    .default(8001)
    .register(keyInfo, {
      meaning: 'TCP port to listen on; 0 picks a free one.',
      expected: 'an integer from 0 to 65535',
      fromText: text => (/^\s*\d+\s*$/.test(text) ? Number(text) : text),
    }),
  bodyLimit: z
    .union([z.int(), z.string().transform(parseByteSize)])
    .pipe(
      z
        .int()
        .min(1024)
        .max(256 * 1024 ** 2),
    )
    .default(8 * 1024 ** 2)
    .register(keyInfo, {
      meaning: 'Largest request body; a number is bytes.',
      expected: 'a size from "1 KiB" to "256 MiB", such as "512 KiB", "1 MB" or 8388608 (bytes)',
      show: formatByteSize,
    }),
  trustedProxies: z
    .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))
    .default([])
    .register(keyInfo, {
      meaning: 'Proxies whose `X-Forwarded-*` headers are believed: IP addresses and CIDR ranges.',
      expected:
        'IP addresses or CIDR ranges, such as ["10.0.0.1", "10.0.0.0/8"] (separated by commas in a variable)',
      fromText: text => text.split(',').flatMap(item => item.trim() || []),
      show: proxies => proxies.join(', ') || 'none',
    }),
  logLevel: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']))
    .default('info')
    .register(keyInfo, {
      meaning: 'Least severe messages that are logged.',
      expected: 'one of fatal, error, warn, info, debug, trace, silent',
    }),
})

/** Every key of the configuration, with its type and default. */
export const configSchema = z.object({ contractStore, auth, server })

export type Config = DeepReadonly<z.output<typeof configSchema>>

type DeepReadonly<T> = { readonly [K in keyof T]: DeepReadonly<T[K]> }
