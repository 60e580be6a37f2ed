import { keyOf } from './words.ts'

/** The key of a type: as other keys, but blanks beside punctuation do not matter: `DECIMAL (10, 2)` is `decimal(10,2)`. */
export function typeKeyOf(type: string): string {
  return keyOf(type).replace(/ ?([^\p{L}\p{N}_ ]) ?/gu, '$1')
}

/** The keys by which a type is found: its own, and without parameters: `varchar(10)` is found as `varchar`. */
export function typeKeysOf(type: string): string[] {
  const key = typeKeyOf(type)
  const first = key.search(/[([<]/)
  const last = Math.max(key.lastIndexOf(')'), key.lastIndexOf(']'), key.lastIndexOf('>'))
  // a beginning without parameters is needed: what is left of `(10)` is no type
  if (first < 1 || last < first) return [key]
  return [key, keyOf(`${key.slice(0, first)} ${key.slice(last + 1)}`)]
}
