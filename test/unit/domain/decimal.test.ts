import { expect, test } from 'vitest'
import {
  compareDecimals,
  type Decimal,
  decimalText,
  isMultiple,
  readDecimal,
} from '../../../src/domain/decimal.ts'

function decimal(text: string): Decimal {
  return readDecimal(text) as Decimal
}

test.each([
  ['1.0', '1'],
  ['-0', '0'],
  ['0.10', '0.1'],
  ['1e2', '100'],
  ['-12.50', '-12.5'],
  ['1E300', '1e300'],
  ['5e-9', '5e-9'],
  ['9007199254740993.0', '9007199254740993'],
  [`1${'0'.repeat(30)}`, '1e30'],
  ['0e999999999', '0'],
  ['10e-1000000000', '1e-999999999'],
])('%s is written as %s', (text, written) => {
  expect(decimalText(decimal(text))).toBe(written)
})

test.each(['', 'one', '1.', '.5', '1e', '1,5', '1e9007199254740992'])('%j is no number', text => {
  expect(readDecimal(text)).toBeUndefined()
})

test('numbers are compared by all of their digits', () => {
  expect(compareDecimals(decimal('9007199254740993'), decimal('9007199254740992.0'))).toBeGreaterThan(0)
  expect(compareDecimals(decimal('-1e2'), decimal('1e-2'))).toBeLessThan(0)
  expect(compareDecimals(decimal('0.1'), decimal('0.10'))).toBe(0)
  expect(compareDecimals(decimal('-0.12'), decimal('-0.123'))).toBeGreaterThan(0)
  // no floating-point number tells these apart
  expect(compareDecimals(decimal('1e-999999999'), decimal('2e-999999999'))).toBeLessThan(0)
  const digits = `0.${'3'.repeat(10_000)}`
  expect(compareDecimals(decimal(`${digits}4`), decimal(`${digits}5`))).toBeLessThan(0)
})

test('fractions are multiples of fractions, and nothing is one of zero', () => {
  expect(isMultiple(decimal('0.3'), decimal('0.1'))).toBe(true)
  expect(isMultiple(decimal('0.3'), decimal('0.2'))).toBe(false)
  expect(isMultiple(decimal('6'), decimal('0'))).toBe(false)
  expect(isMultiple(decimal('0'), decimal('6'))).toBe(true)
  expect(isMultiple(decimal('3e999999999'), decimal('-0.6'))).toBe(true)
  expect(isMultiple(decimal('1e999999999'), decimal('3e-999999999'))).toBe(false)
})
