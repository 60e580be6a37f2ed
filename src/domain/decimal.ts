/** A number as exactly as it is written: `digits` times ten to the power of `exponent`, of which no digit is a trailing zero. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

const numeral = /^([+-]?[0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/
/** Numbers of more digits, or with greater exponents, are as exact as a floating-point number: to compute with them takes long. */
const longest = 4301
const greatestExponent = 400

/** Reads a numeral; undefined for another text. */
export function readDecimal(text: string): Decimal | undefined {
  const [, whole, fraction = '', power = '0'] = numeral.exec(text) ?? []
  if (whole === undefined) return undefined
  const isExact = text.length <= longest && Math.abs(Number(power)) <= greatestExponent
  if (!isExact) return readDecimal(String(Number(text)))
  return normal(BigInt(whole + fraction), Number(power) - fraction.length)
}

/** Less than, equal to or greater than zero, as the first is less than, equal to or greater than the second. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [one, other] = sameScale(a, b)
  return one < other ? -1 : Number(one > other)
}

/** Whether a number is another one taken some times. */
export function isMultiple(a: Decimal, of: Decimal): boolean {
  const [one, other] = sameScale(a, of)
  return other !== 0n && one % other === 0n
}

/** The same text for the same number, however it was written. */
export function decimalText({ digits, exponent }: Decimal): string {
  const [sign, text] = digits < 0n ? ['-', String(-digits)] : ['', String(digits)]
  const before = text.length + exponent
  if (exponent > 20 || before < -6) return `${sign}${text}e${exponent}`
  if (exponent >= 0) return `${sign}${text}${'0'.repeat(exponent)}`
  const padded = text.padStart(1 - exponent, '0')
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`
}

function normal(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return { digits, exponent: 0 }
  const text = String(digits)
  const significant = text.replace(/0+$/, '')
  const zeros = text.length - significant.length
  return zeros === 0 ? { digits, exponent } : { digits: BigInt(significant), exponent: exponent + zeros }
}

function sameScale(a: Decimal, b: Decimal): [bigint, bigint] {
  const least = Math.min(a.exponent, b.exponent)
  return [a.digits * 10n ** BigInt(a.exponent - least), b.digits * 10n ** BigInt(b.exponent - least)]
}
