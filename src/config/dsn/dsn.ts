/** Where the SQL contract store lives, and how to sign in to it. Holds the password in clear: print `redactDsn` only. */
export type Dsn = SqliteDsn | ServerDsn

/** An SQLite database: a file, or one in memory. */
export interface SqliteDsn {
  readonly dialect: 'sqlite'
  /** The database file as it was written; undefined is a database in memory, gone when the process ends. */
  readonly file: string | undefined
  readonly options: DsnOptions
}

/** A database on a server, or behind a socket of this machine. */
export interface ServerDsn {
  readonly dialect: 'postgres' | 'mysql' | 'mssql'
  /** A name or address without brackets, or the directory of a unix socket when it starts with `/`. */
  readonly host: string
  readonly port?: number
  readonly user?: string
  readonly password?: string
  readonly database?: string
  /** What the fields above do not say. Names are as written, except SQL Server's: see `parseProperties`. */
  readonly options: DsnOptions
  readonly flavour?: 'mariadb'
}

/** The query parameters of a DSN that are no fields of it, by their names. */
export type DsnOptions = Readonly<Record<string, string>>

const acceptedForms = [
  'sqlite:///relative/path.db',
  'sqlite:////absolute/path.db',
  'sqlite:// (in memory)',
  'postgresql://USER:PASSWORD@HOST:5432/DATABASE',
  'mysql:// and mariadb://USER:PASSWORD@HOST:3306/DATABASE',
  'mssql:// and sqlserver://USER:PASSWORD@HOST:1433/DATABASE',
]

/** What is said of a DSN for a cluster. Of its servers one takes the writes, and which one that is may change. */
export const severalHosts = [
  'names several hosts',
  'name one: the primary server, or a proxy or load balancer that finds it',
] as const

/** The text is not a DSN this service reads. The message never repeats a part of the text that may hold a password. */
export class DsnError extends Error {
  override readonly name = 'DsnError'
  /** The message without its subject, to be put after the name of a key. */
  readonly reason: string

  constructor(mistake: string, remedy = `accepted forms: ${acceptedForms.join(', ')}`) {
    const reason = `${mistake}; ${remedy}`
    super(`the DSN ${reason}`)
    this.reason = reason
  }
}
