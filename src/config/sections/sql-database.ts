import { z } from 'zod'
import { flag, flagRule } from '../values/flag.ts'
import { keyInfo } from '../values/key-info.ts'
import { numberFromText, seconds } from '../values/number.ts'
import { identity, showIdentity } from './identity.ts'
import { password } from './transforms.ts'

export const identifierRule = 'a name of at most 48 letters, digits and _ that does not start with a digit'

/** 48 characters: names of side tables and indexes get a suffix, and PostgreSQL silently cuts names at 63. */
export const identifierPattern = /^[A-Za-z_][A-Za-z0-9_]{0,47}$/

const identifier = z.string().trim().regex(identifierPattern)

/** Also a name in three parts, of which only a `delta` store knows; see `tableNameProblems`. */
export const tableName = z.union([
  identifier,
  z
    .string()
    .trim()
    .regex(/^[\w-]{1,200}(\.[\w-]{1,200}){0,2}$/),
])

/** Keys of the tables in a database, and of who signs in to it. */
export const sqlTables = {
  username: z.string().trim().exactOptional().register(keyInfo, {
    meaning: 'User of the database, for a DSN that names none.',
    expected: 'a name in quotes',
    whenUnset: 'the user of the DSN',
  }),
  password: z.string().transform(password).exactOptional().register(keyInfo, {
    meaning: 'Password of the database, for a DSN that has none.',
    expected: 'a password in quotes',
    secret: true,
    whenUnset: 'the password of the DSN',
  }),
  table: tableName.default('contracts').register(keyInfo, {
    meaning: 'Table of the contract versions; tables beside it begin with this name.',
    expected: identifierRule,
  }),
  schema: identifier.exactOptional().register(keyInfo, {
    meaning: "Database schema of the tables; the connection's own when not set. SQLite has none.",
    expected: identifierRule,
  }),
  logSql: flag.default(false).register(keyInfo, {
    meaning: 'Log every SQL statement.',
    expected: flagRule,
  }),
}

/** Keys of the connections to a database. */
export const sqlConnections = {
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
    meaning: 'Seconds for which a database server that cannot be reached at start is tried again.',
    expected: 'a number of seconds from 0 to 86400',
    fromText: numberFromText,
  }),
  reconcileInterval: seconds(1, 86_400).default(30).register(keyInfo, {
    meaning: 'Seconds between two looks for what other programs have written.',
    expected: 'a number of seconds from 1 to 86400',
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
  identity: identity.exactOptional().register(keyInfo, {
    meaning: 'Identity of a cloud to sign in to the database with, in place of a password.',
    expected:
      '"aws", "azure" or a table such as { provider = "azure", client_id = "00000000-0000-0000-0000-000000000000" } ("aws region=eu-west-1" in a variable)',
    mayHoldSecret: true,
    show: showIdentity,
    whenUnset: 'the password of the DSN',
  }),
}
