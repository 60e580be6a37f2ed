import { readFileSync } from 'node:fs'
import type { Dsn } from '../config/dsn/dsn.ts'
import { ConfigError } from '../config/errors.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import type { ContractStore } from '../stores/store.ts'

/** What the credentials of a running service are renewed with. */
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
 * The user and password of the database and the token, which may change while the service runs. All else of the
 * configuration is taken at the start. Whatever goes wrong, those that are in use stay so.
 */
export class Credentials {
  readonly #parts: CredentialParts
  #dsn: Dsn
  #auth: Config['auth']
  #files: string
  #lastFault = ''
  /** Whether to sign in again even though the DSN is the same. */
  #signInAgain = false
  #renewal: Promise<void> = Promise.resolve()

  constructor(parts: CredentialParts) {
    this.#parts = parts
    this.#dsn = parts.loaded.config.contractStore.dsn
    this.#auth = parts.loaded.config.auth
    this.#files = this.#readFiles()
  }

  /** Takes what a secret file holds now, if it is something else; tries again what has failed before. */
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
    const { dsn } = config.contractStore
    refuseOtherDatabase(this.#dsn, dsn)
    // a configuration that is empty by mistake must not open the service to everybody
    if (config.auth.token === undefined && this.#auth.token !== undefined)
      throw new ConfigError(['auth.token is gone; restart the service to turn authentication off'])
    const isOther = JSON.stringify(dsn) !== JSON.stringify(this.#dsn)
    const signsIn = dsn.dialect !== 'sqlite' && (isOther || this.#signInAgain)
    if (signsIn) {
      const { contractStore } = this.#parts.loaded.config
      this.#parts.onStoreOpened(await this.#parts.openStore({ ...contractStore, dsn, startTimeout: 0 }))
      this.#dsn = dsn
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

/** What of a configuration a running service lets callers in by, as far as it may change. */
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

/** Credentials may be others, and options such as certificates; contracts may not suddenly be others. */
function refuseOtherDatabase(now: Dsn, next: Dsn): void {
  const place = (dsn: Dsn) =>
    dsn.dialect === 'sqlite'
      ? [dsn.dialect, dsn.file]
      : [dsn.dialect, dsn.host, dsn.port, dsn.database, dsn.flavour, dsn.options.instancename]
  if (JSON.stringify(place(now)) !== JSON.stringify(place(next)))
    throw new ConfigError(['contract_store.dsn names another database; restart the service to use it'])
}
