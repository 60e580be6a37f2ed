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
  // these would be computed with for hours
  ['0e999999999', '0'],
  ['1e-999999999', '0'],
])('%s is written as %s', (text, written) => {
  expect(decimalText(decimal(text))).toBe(written)
})

test.each(['', 'one', '1.', '.5', '1e', '1,5'])('%j is no number', text => {
  expect(readDecimal(text)).toBeUndefined()
})

test('numbers are compared by all of their digits', () => {
  expect(compareDecimals(decimal('9007199254740993'), decimal('9007199254740992.0'))).toBeGreaterThan(0)
  expect(compareDecimals(decimal('-1e2'), decimal('1e-2'))).toBeLessThan(0)
  expect(compareDecimals(decimal('0.1'), decimal('0.10'))).toBe(0)
})

test('fractions are multiples of fractions, and nothing is one of zero', () => {
  expect(isMultiple(decimal('0.3'), decimal('0.1'))).toBe(true)
  expect(isMultiple(decimal('0.3'), decimal('0.2'))).toBe(false)
  expect(isMultiple(decimal('6'), decimal('0'))).toBe(false)
})
