/** A table of TOML: values by key. */
export type TomlTable = Readonly<Record<string, unknown>>

/** Whether a TOML value is a table, and not an array or a date. */
export function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
