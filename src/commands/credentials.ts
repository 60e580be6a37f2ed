import { readFileSync } from 'node:fs'
import type { Dsn } from '../config/dsn/dsn.ts'
import { ConfigError } from '../config/errors.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import {
  type CollibraHttpStoreConfig,
  type ContractStoreConfig,
  type DeltaStoreConfig,
  databaseOf,
} from '../config/sections/contract-store.ts'
import type { ContractStore } from '../stores/store.ts'

/** What is needed to renew the credentials of a running service. */
export interface CredentialParts {
  /** The configuration the service was started with. */
  readonly loaded: LoadedConfig
  /** Reads the configuration again. Throws `ConfigError` when it is not valid. */
  loadConfig(): LoadedConfig
  /** Opens a store at once or not at all. */
  openStore(config: Config['contractStore']): Promise<ContractStore>
  /** Takes a store that signs in with new credentials, in place of the one in use. */
  onStoreOpened(store: ContractStore): void
  /** Takes new tokens, in place of those in use. */
  onTokensChanged(auth: Config['auth']): void
  readonly log: {
    info(fields: object, message: string): void
    error(fields: object, message: string): void
  }
}

/**
 * The user and password of the database and the tokens, which may change while the service runs. The rest of the
 * configuration is read at the start only. When anything goes wrong, the credentials in use stay in use.
 */
export class Credentials {
  readonly #parts: CredentialParts
  #store: ContractStoreConfig
  #auth: Config['auth']
  #files: string
  #lastFault = ''
  /** Whether to sign in again even though the DSN is the same. */
  #signInAgain = false
  #renewal: Promise<void> = Promise.resolve()

  constructor(parts: CredentialParts) {
    this.#parts = parts
    this.#store = parts.loaded.config.contractStore
    this.#auth = parts.loaded.config.auth
    this.#files = this.#readFiles()
  }

  /** Reads the secret files, and uses what has changed. Tries again what failed before. */
  renewIfChanged(): Promise<void> {
    const files = this.#readFiles()
    if (files === this.#files && this.#lastFault === '') return this.#renewal
    this.#files = files
    return this.#inTurn()
  }

  /** Reads everything again, and signs in again even when the configuration is the same: certificates may have changed. */
  renew(): Promise<void> {
    this.#files = this.#readFiles()
    this.#lastFault = ''
    this.#signInAgain = true
    return this.#inTurn()
  }

  /** One at a time, so that an older answer never comes after a newer one. */
  #inTurn(): Promise<void> {
    this.#renewal = this.#renewal.then(() => this.#renew()).catch(error => this.#complain(error))
    return this.#renewal
  }

  async #renew(): Promise<void> {
    const { config } = this.#parts.loadConfig()
    const store = withCredentialsOf(this.#store, config.contractStore)
    // a configuration that is empty by mistake must not open the service to everybody
    if (config.auth.token === undefined && this.#auth.token !== undefined)
      throw new ConfigError(['auth.token is gone; restart the service to turn authentication off'])
    const isOther = JSON.stringify(store) !== JSON.stringify(this.#store)
    if (isOther || (this.#signInAgain && signsIn(store))) {
      this.#parts.onStoreOpened(await this.#parts.openStore({ ...store, startTimeout: 0 }))
      this.#store = store
      this.#parts.log.info({}, 'the connections to the database were renewed')
    }
    this.#signInAgain = false
    if (tokensOf(config.auth) !== tokensOf(this.#auth)) {
      this.#parts.onTokensChanged(config.auth)
      this.#parts.log.info({}, 'the tokens were renewed')
    }
    this.#auth = config.auth
    this.#lastFault = ''
  }

  /** A fault is logged once, however often it is tried again. */
  #complain(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    if (message !== this.#lastFault)
      this.#parts.log.error(
        error instanceof ConfigError ? {} : { err: error },
        `the credentials could not be renewed, the old ones stay in use: ${message}`,
      )
    this.#lastFault = message
  }

  #readFiles(): string {
    return this.#parts.loaded.secretFiles.map(contentOf).join('\0')
  }
}

/** The tokens of a configuration as one text, to compare it with that of another. */
function tokensOf({ token, tokens }: Config['auth']): string {
  return JSON.stringify([token, tokens])
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return String((error as { code?: string }).code)
  }
}

/** The store with the credentials of another configuration, which must name the same database and remote. */
function withCredentialsOf(now: ContractStoreConfig, next: ContractStoreConfig): ContractStoreConfig {
  if (now.type !== next.type)
    throw new ConfigError(['contract_store.type names another store; restart the service to use it'])
  const [dsn, nextDsn] = [databaseOf(now), databaseOf(next)]
  const key = now.type === 'sql' ? 'dsn' : 'index_dsn'
  if (JSON.stringify(dsn && placeOf(dsn)) !== JSON.stringify(nextDsn && placeOf(nextDsn)))
    throw new ConfigError([`contract_store.${key} names another database; restart the service to use it`])
  // of a SQLite file, nothing is a credential
  const changed =
    nextDsn === undefined || nextDsn.dialect === 'sqlite'
      ? {}
      : { [key === 'dsn' ? 'dsn' : 'indexDsn']: nextDsn }
  if (now.type === 'collibra_http' && next.type === 'collibra_http') {
    const { token: _, username: __, password: ___, ...others } = now
    return { ...others, ...changed, ...credentialsOf(next) }
  }
  if (now.type === 'delta' && next.type === 'delta') {
    const { workspaceToken: _, clientId: __, clientSecret: ___, workspaceIdentity: ____, ...others } = now
    return { ...others, ...changed, ...workspaceSignInOf(next) }
  }
  const { remoteToken } = next.type === 'git' ? next : {}
  return { ...now, ...changed, ...(remoteToken !== undefined && { remoteToken }) }
}

/** What signs in to a workspace of Databricks. */
function workspaceSignInOf({ workspaceToken, clientId, clientSecret, workspaceIdentity }: DeltaStoreConfig) {
  return {
    ...(workspaceToken !== undefined && { workspaceToken }),
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret !== undefined && { clientSecret }),
    ...(workspaceIdentity !== undefined && { workspaceIdentity }),
  }
}

/** What signs in to Collibra: a token, or a user and a password. */
function credentialsOf({ token, username, password }: CollibraHttpStoreConfig) {
  return {
    ...(token !== undefined && { token }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
  }
}

/** Whether there are credentials that may have been renewed. */
function signsIn(store: ContractStoreConfig): boolean {
  const dsn = databaseOf(store)
  return (
    (dsn !== undefined && dsn.dialect !== 'sqlite') ||
    (store.type === 'git' && store.remoteUrl !== undefined) ||
    store.type === 'collibra_http' ||
    store.type === 'delta'
  )
}

/** What tells a database from others. Credentials and options such as certificates may change. */
function placeOf(dsn: Dsn): unknown[] {
  return dsn.dialect === 'sqlite'
    ? [dsn.dialect, dsn.file]
    : [dsn.dialect, dsn.host, dsn.port, dsn.database, dsn.flavour, dsn.options.instancename]
}
