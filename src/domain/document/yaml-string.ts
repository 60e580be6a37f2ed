import type { CST } from 'yaml'
import { quoteAscii } from './write-json.ts'
import { writeYaml } from './write-yaml.ts'

/** Text which stands for itself in both kinds of quotes: printable, and all on one line. */
const printableLine = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]*$/u

/** A string in the style of the token it replaces, as far as that style can hold it, else in double quotes. */
export function yamlString(value: string, style: CST.FlowScalar['type'], inFlow: boolean): string {
  if (!printableLine.test(value)) return quoteAscii(value)
  if (style === 'single-quoted-scalar') return `'${value.replaceAll("'", "''")}'`
  if (style === 'double-quoted-scalar') return JSON.stringify(value)
  const written = writeYaml({ kind: 'string', offset: 0, value }).trimEnd()
  const isPlain = written === value && !(inFlow && /[[\]{},]/.test(value))
  return isPlain ? value : JSON.stringify(value)
}
