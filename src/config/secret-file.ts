import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The end of the name of a variable that names a file with the value: `DC43_BACKEND_TOKEN_FILE`. */
export const fileSuffix = '_FILE'

/** A secret that is kept in a file, as orchestrators mount them. */
export interface SecretFile {
  readonly absolutePath: string
  /** The content, without the white space around it. */
  readonly text: string
}

/** Why the file of a secret cannot be used. The message shows nothing of its content. */
export class SecretFileError extends Error {}

/**
 * Reads the file that a variable names. Relative paths start at `cwd`.
 * @throws SecretFileError
 */
export function readSecretFile(path: string, cwd: string): SecretFile {
  const absolutePath = resolve(cwd, path.trim())
  const text = decode(read(absolutePath)).trim()
  // empty would mean "not set": an empty file must not turn authentication off
  if (text === '') throw new SecretFileError('holds nothing')
  return { absolutePath, text }
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const { code = 'unknown error' } = error as { code?: string }
    throw new SecretFileError(reasons[code] ?? `cannot be read (${code})`)
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new SecretFileError('is not UTF-8 text')
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EISDIR: 'is a directory',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
}
