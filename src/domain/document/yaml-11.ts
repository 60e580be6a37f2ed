import type { OtherReading, ScalarNode } from './node.ts'
import { isFloatToken } from './number-token.ts'

type Reading = Pick<OtherReading, 'kind' | 'value'>

/** What may be read as a boolean or a number by anybody. All other plain scalars are text for all. */
const suspicious = /^(?:[-+.0-9]|[yYnN]$|(?:yes|no|on|off|true|false)$)/i
const yes = /^(?:y|yes|true|on)$/i
/** Words count in lower case, in upper case, or with a capital. */
const boolean = /^(?:[yYnN]|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/
const integer = /^[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]+|0|[1-9][0-9_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const float =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$/
/** Digits that begin with 0 and cannot be octal: text here and for PyYAML, a number for readers of YAML 1.2. */
export const zeroPadded = /^0[0-9]*[89][0-9]*$/
/** Nothing longer is a number on which the versions disagree, but for the sake of it. */
const maxLength = 200

/**
 * The reading of a plain scalar by YAML 1.1, where it is not the one that a document has. It follows PyYAML, which most
 * tools for data contracts read YAML with. Only `y` and `n` are booleans here, as the standard says, and text for PyYAML;
 * and where PyYAML takes digits for text (`08`), it is the reading of YAML 1.2.
 */
export function otherReading(source: string, node: ScalarNode): OtherReading | undefined {
  if (source.length > maxLength || !suspicious.test(source)) return undefined
  if (node.kind === 'string' && zeroPadded.test(source))
    return { source, kind: 'number', value: String(BigInt(source)) }
  const other = readingOf(source)
  return isReadingOf(node, other) ? undefined : { source, ...other }
}

function readingOf(source: string): Reading {
  if (boolean.test(source)) return { kind: 'boolean', value: String(yes.test(source)) }
  const number = numberOf(source)
  return number === undefined ? { kind: 'text', value: source } : { kind: 'number', value: number }
}

function numberOf(source: string): string | undefined {
  const isNegative = source.startsWith('-')
  const digits = source.replaceAll('_', '').replace(/^[-+]/, '')
  if (integer.test(source)) {
    const value = integerOf(digits)
    return value === undefined ? undefined : String(isNegative ? -value : value)
  }
  if (!float.test(source)) return undefined
  const size = digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  const token = JSON.stringify(isNegative ? -size : size)
  return isFloatToken(token) ? token : `${token}.0`
}

/** Binary, octal, hexadecimal, to the base of 60, or decimal. */
function integerOf(digits: string): bigint | undefined {
  if (/^0[bx]$/.test(digits)) return undefined
  if (/^0[bx]/.test(digits)) return BigInt(digits)
  if (/^0[0-7]/.test(digits)) return BigInt(`0o${digits}`)
  return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n)
}

function isReadingOf(node: ScalarNode, { kind, value }: Reading): boolean {
  if (node.kind === 'string') return kind === 'text'
  if (node.kind === 'literal') return kind === 'boolean' && value === String(node.value)
  if (kind !== 'number' || isFloatToken(node.token) !== isFloatToken(value)) return false
  return isFloatToken(value) ? Number(node.token) === Number(value) : BigInt(node.token) === BigInt(value)
}
