/** A value and its type, for "`server.port` is …": `"abc" (a string)`. Of tables and lists only the type. */
export function valueText(value: unknown): string {
  const type = typeName(value)
  if (typeof value === 'string') return `${quoted(value)} (${type})`
  if (typeof value === 'boolean') return `${value} (${type})`
  if (typeof value === 'number' || typeof value === 'bigint') return `${tomlNumber(value)} (${type})`
  return type
}

/** The type of a TOML value in words. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  if (value instanceof Date) return 'a date or time'
  switch (typeof value) {
    case 'string':
      return 'a string'
    case 'boolean':
      return 'a boolean'
    case 'bigint':
      return 'an integer'
    case 'number':
      return Number.isInteger(value) ? 'an integer' : 'a float'
    default:
      return 'a table'
  }
}

/** Text in quotes, on one line and not too long. A URL that may hold a password is printed as `***`. */
export function quoted(text: string): string {
  if (text.includes('://') && !harmlessUrl.test(text)) return '"***"'
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return JSON.stringify(short).replaceAll(/[\p{C}\u2028\u2029]/gu, escaped)
}

/** Somebody may put a DSN at any key by mistake, and its password must not be printed from there either. */
const harmlessUrl = /^\s*\w+:\/\/[\w.-]*(:\d+)?(\/[\w./-]*)?\s*$/

/** A TOML key as it would be written: quoted unless it is a bare one. */
export function keyText(key: string): string {
  return /^[\w-]{1,60}$/.test(key) ? key : quoted(key)
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`
}

function tomlNumber(value: number | bigint): string {
  if (Number.isNaN(value)) return 'nan'
  return value === Infinity ? 'inf' : value === -Infinity ? '-inf' : String(value)
}
