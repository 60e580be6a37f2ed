import { expect, test } from 'vitest'
import { afterPrefix, compareCodePoints } from '../../../src/domain/order.ts'

const characters = [
  '\u0001',
  'a',
  'z',
  '\u007f',
  '\ud7fe',
  '\ue000',
  'Ａ',
  '\ufffe',
  '\u{10000}',
  '\u{103ff}',
  '😀',
  '\u{10fffe}',
]
const highest = ['\uffff', '\u{10ffff}', '\u{10ffff}\uffff', 'z']

test.each(
  characters,
)('what follows a prefix that ends with %j is above all that begin with it, in both orders', character => {
  const prefix = `a${character}`
  const after = afterPrefix(prefix) ?? ''
  for (const end of highest) {
    expect(compareCodePoints(prefix + end, after)).toBeLessThan(0)
    expect(prefix + end < after).toBe(true)
  }
})

test.each(characters)('nothing stands between what begins with %j and what follows it', character => {
  const prefix = `a${character}`
  const after = afterPrefix(prefix) ?? ''
  for (const other of [...characters, ...highest].flatMap(first => [`a${first}`, `a${first}a`])) {
    if (other.startsWith(prefix)) continue
    expect(compareCodePoints(other, prefix) >= 0 && compareCodePoints(other, after) < 0).toBe(false)
    expect(other >= prefix && other < after).toBe(false)
  }
})

test.each(['\ud7ff', '\uffff', '\u{10ffff}'])('nothing follows %j in both orders', character => {
  expect(afterPrefix(`a${character}`)).toBeUndefined()
})
