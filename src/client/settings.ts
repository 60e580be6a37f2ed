import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ClientError } from './errors.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The value of a variable; undefined when it is empty. */
export function given(value: string | undefined): string | undefined {
  return value?.trim() || undefined
}

/** The bytes of a file; undefined when there is none. @throws ClientError when it cannot be read. */
export function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new ClientError(`${path} cannot be read (${code})`)
  }
}

/** @param place where the file is named. */
export function tokenOfFile(path: string, place: string): string {
  const bytes = bytesOf(path)
  if (bytes === undefined) throw new ClientError(`${place}: ${path} is not there`)
  return checkedToken(bytes.toString().trim(), place)
}

/** A token that can stand in a header. */
export function checkedToken(token: string, place: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw new ClientError(
    token === ''
      ? `${place} holds no token`
      : `${place}: the token has a character that no token has, such as a space or a line break`,
  )
}

/** The token for the registry in `DC43_REGISTRY_URL`. @throws ClientError when it cannot be used. */
export function tokenOfVariables(env: Environment, cwd: string): string | undefined {
  const token = given(env.DC43_REGISTRY_TOKEN)
  const file = given(env.DC43_REGISTRY_TOKEN_FILE)
  if (token !== undefined && file !== undefined)
    throw new ClientError('DC43_REGISTRY_TOKEN and DC43_REGISTRY_TOKEN_FILE are both set; set one of them')
  if (token !== undefined) return checkedToken(token, 'DC43_REGISTRY_TOKEN')
  return file === undefined ? undefined : tokenOfFile(resolve(cwd, file), 'DC43_REGISTRY_TOKEN_FILE')
}
