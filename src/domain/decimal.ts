/** A number as exactly as it is written: `digits` times ten to the power of `exponent`. */
export interface Decimal {
  /** -1, 0 or 1. */
  readonly sign: number
  /** Without zeros at their beginning and their end; none of zero. */
  readonly digits: string
  readonly exponent: number
}

const numeral = /^([+-]?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/
/** With longer numbers nobody computes; to divide by them takes long. */
const longestDivision = 5000

/** Reads a numeral; undefined for another text, and for an exponent of which nobody knows what to make. */
export function readDecimal(text: string): Decimal | undefined {
  const [, minus, whole, fraction = '', power = '0'] = numeral.exec(text) ?? []
  if (whole === undefined) return undefined
  const written = whole + fraction
  let start = 0
  while (written[start] === '0') start++
  let end = written.length
  while (end > start && written[end - 1] === '0') end--
  if (start === end) return { sign: 0, digits: '', exponent: 0 }
  if (!Number.isSafeInteger(Number(power))) return undefined
  const exponent = Number(power) - fraction.length + written.length - end
  return { sign: minus === '-' ? -1 : 1, digits: written.slice(start, end), exponent }
}

/** Less than, equal to or greater than zero, as the first is less than, equal to or greater than the second. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.sign !== b.sign) return a.sign - b.sign
  const magnitude = a.digits.length + a.exponent - b.digits.length - b.exponent
  if (magnitude !== 0) return a.sign * magnitude
  if (a.digits === b.digits) return 0
  return a.digits < b.digits ? -a.sign : a.sign
}

/** Whether a number is another one taken some times. */
export function isMultiple(a: Decimal, of: Decimal): boolean {
  if (of.sign === 0 || a.sign === 0) return of.sign !== 0
  const power = a.exponent - of.exponent
  // no digits end with a zero, so none of them are a multiple of ten
  if (power < 0 || a.digits.length > longestDivision || of.digits.length > longestDivision) return false
  const divisor = BigInt(of.digits)
  return (BigInt(a.digits) * powerOfTen(power, divisor)) % divisor === 0n
}

/** One text for each number, however it was written. */
export function decimalText({ sign, digits, exponent }: Decimal): string {
  if (sign === 0) return '0'
  const minus = sign < 0 ? '-' : ''
  const before = digits.length + exponent
  if (exponent > 20 || before < -6) return `${minus}${digits}e${exponent}`
  if (exponent >= 0) return `${minus}${digits}${'0'.repeat(exponent)}`
  const padded = digits.padStart(1 - exponent, '0')
  return `${minus}${padded.slice(0, exponent)}.${padded.slice(exponent)}`
}

/** What is left of a power of ten that is divided. */
function powerOfTen(power: number, divisor: bigint): bigint {
  let left = 1n % divisor
  let square = 10n % divisor
  for (let rest = power; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) left = (left * square) % divisor
    square = (square * square) % divisor
  }
  return left
}
