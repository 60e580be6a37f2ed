import { statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { ConfigError } from '../config/errors.ts'
import { parseTomlFile, type TomlFile } from '../config/toml-file.ts'
import { isTable, type TomlTable } from '../config/values/toml-table.ts'
import { ClientError } from './errors.ts'
import { bytesOf, checkedToken, type Environment, given, tokenOfFile } from './settings.ts'

/** A registry that is named in the file of contexts. */
export interface Context {
  readonly url: string
  /** Where the URL stands, for messages. */
  readonly urlFrom: string
  readonly token: string | undefined
}

/** The file with contexts. */
function contextsFile(env: Environment): string {
  const folder = given(env.XDG_CONFIG_HOME) ?? join(given(env.HOME) ?? homedir(), '.config')
  return join(folder, 'dc43-registry', 'contexts.toml')
}

/**
 * The context of a name, else the default one.
 *
 * @throws ClientError with the file, the line and the key when the file cannot be used. No message has a token in it.
 */
export function contextOf(env: Environment, named: string | undefined): Context {
  const path = contextsFile(env)
  const bytes = bytesOf(path)
  if (bytes === undefined) {
    if (named === undefined)
      throw new ClientError(`no registry is named: set DC43_REGISTRY_URL, or write contexts to ${path}`)
    throw new ClientError(`there is no file ${path}, in which the context ${JSON.stringify(named)} would be`)
  }
  const file = new ContextsFile(path, parsedToml(path, bytes))
  const { default: byDefault, contexts } = file.top()
  const name = named ?? byDefault
  const names = Object.keys(contexts)
  const known = names.length > 0 ? `there are ${names.join(', ')}` : 'there are none'
  if (name === undefined)
    throw new ClientError(
      `no registry is named: set DC43_REGISTRY_URL, take --context, or set default in ${path}; ${known}`,
    )
  if (!Object.hasOwn(contexts, name))
    throw new ClientError(`${path} has no context ${JSON.stringify(name)}; ${known}`)
  return file.context(name)
}

function parsedToml(path: string, bytes: Buffer): TomlFile {
  try {
    return parseTomlFile(path, bytes)
  } catch (error) {
    if (error instanceof ConfigError) throw new ClientError(error.message)
    throw error
  }
}

type Keys = readonly string[]

/** Reads the file of contexts, and says where it is wrong. */
class ContextsFile {
  readonly #path: string
  readonly #toml: TomlFile

  constructor(path: string, toml: TomlFile) {
    this.#path = path
    this.#toml = toml
  }

  top(): { readonly default: string | undefined; readonly contexts: TomlTable } {
    const { table } = this.#toml
    this.#requireOnly(table, [], ['default', 'contexts'])
    const { contexts = {} } = table
    return { default: this.#text(table, ['default']), contexts: this.#table(contexts, ['contexts']) }
  }

  context(name: string): Context {
    const keys = ['contexts', name]
    const context = this.#table(this.top().contexts[name], keys)
    this.#requireOnly(context, keys, ['url', 'token', 'token_file'])
    const urlKeys = [...keys, 'url']
    const url = this.#text(context, urlKeys)
    if (url === undefined) throw new ClientError(`${this.#place(urlKeys)} is missing`)
    return { url, urlFrom: this.#place(urlKeys), token: this.#token(context, keys) }
  }

  #token(context: TomlTable, keys: Keys): string | undefined {
    const tokenKeys = [...keys, 'token']
    const fileKeys = [...keys, 'token_file']
    const token = this.#text(context, tokenKeys)
    const file = this.#text(context, fileKeys)
    if (token !== undefined && file !== undefined)
      throw new ClientError(`${this.#place(keys)} has both token and token_file; keep one`)
    const path = this.#path
    if (file !== undefined) return tokenOfFile(resolve(dirname(path), file), this.#place(fileKeys))
    if (token === undefined) return undefined
    if (process.platform !== 'win32' && (statSync(path).mode & 0o044) !== 0)
      throw new ClientError(`others may read ${path}, in which a token is; run: chmod 600 ${path}`)
    return checkedToken(token, this.#place(tokenKeys))
  }

  #requireOnly(table: TomlTable, keys: Keys, known: Keys): void {
    const unknown = Object.keys(table).find(key => !known.includes(key))
    if (unknown === undefined) return
    const place = this.#place([...keys, unknown], 'key')
    throw new ClientError(`${place} is not a known key; known: ${known.join(', ')}`)
  }

  #table(value: unknown, keys: Keys): TomlTable {
    if (isTable(value)) return value
    throw new ClientError(
      `${this.#place(keys)} must be a table, such as [${['contexts', keys[1] ?? 'production'].join('.')}] with a url`,
    )
  }

  #text(table: TomlTable, keys: Keys): string | undefined {
    const value = table[keys.at(-1) ?? '']
    if (value === undefined || typeof value === 'string') return value
    throw new ClientError(`${this.#place(keys)} must be text in quotes`)
  }

  /** `contexts.toml:3: contexts.production.url` */
  #place(keys: Keys, which: 'key' | 'value' = 'value'): string {
    const origin = this.#toml.originOf(keys, which)
    const line = origin.kind === 'file' ? origin.position()?.line : undefined
    return `${this.#path}${line === undefined ? '' : `:${line}`}: ${keys.join('.')}`
  }
}
