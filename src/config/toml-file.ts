import { parse, TomlError } from 'smol-toml'
import { ConfigError } from './errors.ts'
import type { Origin } from './origin.ts'
import { findPlaces, type Place, type TomlPath } from './toml-positions.ts'
import type { TomlTable } from './values/toml-table.ts'

/** A TOML file that has been read. */
export interface TomlFile {
  /** As it is shown to people. */
  readonly path: string
  readonly table: TomlTable
  /** Where the value of a key stands, or with `'key'` where its name does. */
  originOf(path: TomlPath, which?: keyof Place): Origin
}

/**
 * Parse a TOML file's bytes.
 * @throws ConfigError when they are not UTF-8 or not TOML, naming the line and column.
 */
export function parseTomlFile(path: string, bytes: Uint8Array): TomlFile {
  const text = decode(path, bytes)
  const table = parseText(path, text)
  let places: ReturnType<typeof findPlaces> | undefined
  return {
    path,
    table,
    originOf: (keys, which = 'value') => ({
      kind: 'file',
      path,
      position: () => {
        places ??= findPlaces(text)
        return placeOf(places, keys)?.[which]
      },
    }),
  }
}

/** The place of a key; of one that is missing, that of the table or list it is missing from. */
function placeOf(places: ReturnType<typeof findPlaces>, path: TomlPath): Place | undefined {
  if (path.length === 0) return undefined
  return places(path) ?? placeOf(places, path.slice(0, -1))
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ConfigError([`${path}: the file is not UTF-8 text`])
  }
}

function parseText(path: string, text: string): TomlTable {
  try {
    // Integers beyond 2^53 would otherwise be a parse error without the key's name.
    return parse(text, { integersAsBigInt: 'asNeeded' })
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    // The first line only: the others quote the file, where a password may stand.
    const [reason = ''] = error.message.split('\n')
    const text = reason.replace(/^Invalid TOML document: /, '')
    throw new ConfigError([`${path}:${error.line}:${error.column}: not valid TOML: ${text}`])
  }
}
