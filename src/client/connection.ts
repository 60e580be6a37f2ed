import { readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { ClientError } from './errors.ts'
import type { Connection } from './http.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Which registry is asked, as arguments, variables and the file of contexts say. */
export interface ConnectionSource {
  readonly env: Environment
  readonly cwd: string
  /** The name of a context, as an argument. */
  readonly context: string | undefined
  /** In seconds. */
  readonly timeout: number
  readonly onWait: (text: string) => void
}

/**
 * Where the registry is, and the token for it. Both come from one place, so that no token is sent to the registry of
 * another: a context that is named, else the variables, else the default context.
 *
 * @throws ClientError when there is none, or it cannot be used. No message has a token in it.
 */
export async function connectionOf(source: ConnectionSource): Promise<Connection> {
  const { env, cwd, timeout, onWait } = source
  const named = source.context ?? given(env.DC43_REGISTRY_CONTEXT)
  const url = given(env.DC43_REGISTRY_URL)
  const found =
    named === undefined && url !== undefined
      ? { url, urlFrom: 'DC43_REGISTRY_URL', token: tokenOfVariables(env, cwd) }
      : await contextOf(env, named)
  return { url: checkedUrl(found.url, found.urlFrom), token: found.token, timeout: timeout * 1000, onWait }
}

function given(value: string | undefined): string | undefined {
  return value?.trim() || undefined
}

function tokenOfVariables(env: Environment, cwd: string): string | undefined {
  const token = given(env.DC43_REGISTRY_TOKEN)
  const file = given(env.DC43_REGISTRY_TOKEN_FILE)
  if (token !== undefined && file !== undefined)
    throw new ClientError('DC43_REGISTRY_TOKEN and DC43_REGISTRY_TOKEN_FILE are both set; set one of them')
  if (token !== undefined) return checkedToken(token, 'DC43_REGISTRY_TOKEN')
  return file === undefined ? undefined : tokenOfFile(resolve(cwd, file), 'DC43_REGISTRY_TOKEN_FILE')
}

interface FoundContext {
  readonly url: string
  readonly urlFrom: string
  readonly token: string | undefined
}

/** The file with contexts. */
export function contextsFile(env: Environment): string {
  const folder = given(env.XDG_CONFIG_HOME) ?? join(given(env.HOME) ?? homedir(), '.config')
  return join(folder, 'dc43-registry', 'contexts.toml')
}

async function contextOf(env: Environment, named: string | undefined): Promise<FoundContext> {
  const path = contextsFile(env)
  const text = textOf(path)
  if (text === undefined) {
    if (named === undefined)
      throw new ClientError(`no registry is named: set DC43_REGISTRY_URL, or write contexts to ${path}`)
    throw new ClientError(`there is no file ${path}, in which the context ${JSON.stringify(named)} would be`)
  }
  const table = await parsedToml(text, path)
  const contexts = tableOf(table.contexts) ?? {}
  const name = named ?? textMember(table, 'default', path)
  const names = Object.keys(contexts)
  const known = names.length > 0 ? `there are ${names.join(', ')}` : 'there are none'
  if (name === undefined)
    throw new ClientError(
      `no registry is named: set DC43_REGISTRY_URL, take --context, or set default in ${path}; ${known}`,
    )
  const context = Object.hasOwn(contexts, name) ? tableOf(contexts[name]) : undefined
  if (!context) throw new ClientError(`${path} has no context ${JSON.stringify(name)}; ${known}`)
  return readContext(context, `${path}: contexts.${name}`, path)
}

function readContext(context: Table, place: string, path: string): FoundContext {
  const unknown = Object.keys(context).find(key => !['url', 'token', 'token_file'].includes(key))
  if (unknown !== undefined)
    throw new ClientError(`${place}.${unknown} is not a known key; known: url, token, token_file`)
  const url = textMember(context, 'url', place)
  if (url === undefined) throw new ClientError(`${place}.url is missing`)
  const token = textMember(context, 'token', place)
  const file = textMember(context, 'token_file', place)
  if (token !== undefined && file !== undefined)
    throw new ClientError(`${place} has both token and token_file; keep one`)
  const urlFrom = `${place}.url`
  if (file !== undefined)
    return { url, urlFrom, token: tokenOfFile(resolve(dirname(path), file), `${place}.token_file`) }
  if (token === undefined) return { url, urlFrom, token }
  if (process.platform !== 'win32' && (statSync(path).mode & 0o044) !== 0)
    throw new ClientError(`others may read ${path}, in which a token is; run: chmod 600 ${path}`)
  return { url, urlFrom, token: checkedToken(token, `${place}.token`) }
}

type Table = Readonly<Record<string, unknown>>

async function parsedToml(text: string, path: string): Promise<Table> {
  const { parse, TomlError } = await import('smol-toml')
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    // the message quotes the file, where a token may be
    throw new ClientError(`${path}:${error.line}:${error.column}: not valid TOML`)
  }
}

function tableOf(value: unknown): Table | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : undefined
}

function textMember(table: Table, key: string, place: string): string | undefined {
  const value = table[key]
  if (value === undefined) return undefined
  if (typeof value === 'string') return value
  throw new ClientError(`${place}.${key} must be text in quotes`)
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new ClientError(`${path} cannot be read (${code})`)
  }
}

function tokenOfFile(path: string, place: string): string {
  const text = textOf(path)
  if (text === undefined) throw new ClientError(`${place}: ${path} is not there`)
  return checkedToken(text.trim(), place)
}

/** A token that can stand in a header. */
function checkedToken(token: string, place: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw new ClientError(
    token === ''
      ? `${place} holds no token`
      : `${place}: the token has a character that no token has, such as a space or a line break`,
  )
}

function checkedUrl(text: string, place: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new ClientError(
      `${place} is no URL of a registry; expected one such as https://contracts.example.com`,
    )
  if (url.username !== '' || url.password !== '')
    throw new ClientError(
      `${place} has a user name or a password in it; the registry takes tokens: DC43_REGISTRY_TOKEN`,
    )
  if (url.search !== '' || url.hash !== '')
    throw new ClientError(`${place} has a query or a fragment; leave it out`)
  return url.href.replace(/\/+$/, '')
}
