import type { DocumentNode } from '../domain/document/node.ts'

/** A value of JSON as Python's `str` writes it, or its `json.dumps` where it is a list or an object; null for null. */
export function pythonText(node: DocumentNode): string | null {
  if (node.kind === 'string') return node.value
  if (node.kind !== 'literal') return dumped(node)
  if (node.value === null) return null
  return node.value ? 'True' : 'False'
}

/** The number that Python's `float` makes of such a value, as JSON; null where it makes none. */
export function pythonNumber(node: DocumentNode): string | null {
  const number = numberIn(node)
  return number !== undefined && Number.isFinite(number) ? floatText(number) : null
}

function numberIn(node: DocumentNode): number | undefined {
  if (node.kind === 'number') return Number(numberText(node.token))
  if (node.kind === 'literal' && node.value !== null) return Number(node.value)
  return node.kind === 'string' && decimal.test(node.value.trim()) ? Number(node.value) : undefined
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function dumped(node: DocumentNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members.map(({ key, value }) => `${inAscii(key)}: ${dumped(value)}`).join(', ')}}`
    case 'array':
      return `[${node.items.map(dumped).join(', ')}]`
    case 'string':
      return inAscii(node.value)
    case 'number':
      return numberText(node.token)
    default:
      return String(node.value)
  }
}

function inAscii(text: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, escaped)
}

/** Whole numbers stay as long as they are. */
function numberText(token: string): string {
  if (/[.e]/i.test(token)) return floatText(Number(token))
  return token === '-0' ? '0' : token
}

/** As few digits as tell it from other numbers, with an exponent below 0.0001 and from 10^16 on. */
function floatText(number: number): string {
  if (Object.is(number, -0)) return '-0.0'
  const [digits = '', power = ''] = number.toExponential().split('e')
  const exponent = Number(power)
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? '-' : '+'
    return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  const plain =
    Math.abs(number) < 1 ? number.toFixed(digits.replace(/[^\d]/g, '').length - 1 - exponent) : String(number)
  return plain.includes('.') ? plain : `${plain}.0`
}
