import { defaultFileName } from './config-file.ts'
import { type Key, keys } from './keys.ts'
import type { LoadedConfig } from './load.ts'
import { originText } from './origin.ts'
import type { Config } from './schema.ts'
import { typesWith } from './sections/contract-store.ts'
import { keyText } from './values/value-text.ts'

/**
 * The configuration in words: each key, its value and where the value comes from, then the warnings. Shows no
 * secret; ends without a newline.
 */
export function describeConfig(loaded: LoadedConfig): string {
  const { contractStore } = loaded.config
  const shown = keys.filter(
    ({ property: [section, key] }) =>
      section !== 'contractStore' || typesWith(key).includes(contractStore.type),
  )
  const values = new Map(shown.map(key => [key.name, shownValue(key, loaded.config)]))
  const nameWidth = Math.max(...shown.map(({ name }) => name.length))
  const widths = [...values.values()].map((value = '') => value.length)
  const valueWidth = Math.max(...widths.filter(width => width <= widestColumn))
  const rows = shown.map(({ name, info }) => {
    const value = values.get(name)
    if (value === undefined) {
      const meaning = info.whenUnset === undefined ? '' : `: ${info.whenUnset}`
      return `${name.padEnd(nameWidth)}   (not set${meaning})`
    }
    const origin = originText(loaded.origins.get(name) ?? { kind: 'default' })
    return `${name.padEnd(nameWidth)}   ${value.padEnd(valueWidth)}   (${origin})`
  })
  if (contractStore.type === 'custom') {
    const names = Object.keys(contractStore.settings).map(keyText)
    rows.push(`keys for the module: ${names.join(', ') || 'none'}`)
  }
  const file = loaded.file ?? `none (no ${defaultFileName} in the working directory)`
  return [`configuration file: ${file}`, ...rows, ...loaded.warnings.map(text => `warning: ${text}`)].join(
    '\n',
  )
}

/** A longer value, such as a table of transitions, moves its own origin to the right and not those of all keys. */
const widestColumn = 80

/** A key's value as text, secrets masked; undefined is not set. */
function shownValue({ property: [section, key], info }: Key, config: Config): string | undefined {
  const value = (config as Record<string, Readonly<Record<string, unknown>>>)[section]?.[key]
  if (value === undefined) return undefined
  // the schema lets a key register only a function for values of its own type
  if (info.show !== undefined) return info.show(value as never)
  return info.secret === true ? '***' : String(value)
}
