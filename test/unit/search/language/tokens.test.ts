import { describe, expect, test } from 'vitest'
import {
  beginnableTokens,
  beginningToken,
  encodeWord,
  filterToken,
  tokenClass,
} from '../../../../src/search/language/tokens.ts'
import { Random } from '../../../support/random.ts'

describe('an encoded word', () => {
  test.each([
    ['customer2', 'customer2'],
    ['pizza', 'pizzzza'],
    ['z', 'zz'],
    ['é', 'z006h'],
    ['顧', 'z0u3r'],
    ['\u{10ffff}', 'znvnj'],
    [' ', 'z000w'],
    ['', ''],
  ])('%j is %s', (word, encoded) => {
    expect(encodeWord(word)).toBe(encoded)
  })

  test('has 76 characters at most', () => {
    for (const character of ['a', 'z', 'é', '𝒳']) expect(encodeWord(character.repeat(80))).toHaveLength(76)
    expect(encodeWord('a'.repeat(76))).toHaveLength(76)
  })

  test('differs from those of all other words, and begins like those of its beginnings and of no other words', () => {
    const random = new Random(1)
    // the characters whose codes could be taken for letters
    const alphabet = [
      'a',
      'z',
      'zz',
      '0',
      '6',
      'h',
      '006h',
      'é',
      '\u{10ffff}',
      'z006h',
      '顧',
      '\ud800',
      '\u0000',
    ]
    const words = Array.from({ length: 600 }, () => random.text(alphabet, 4))
    for (const word of words) {
      expect(encodeWord(word)).toMatch(/^[a-z0-9]+$/)
      for (const other of words) {
        const begins = Array.from(other)
          .join('|')
          .concat('|')
          .startsWith(Array.from(word).join('|').concat('|'))
        if (encodeWord(other).startsWith(encodeWord(word)) !== begins)
          expect.fail(JSON.stringify([word, other]))
      }
    }
  })
})

describe('a token of a filter', () => {
  const { owner, fieldName } = tokenClass

  test('is its class and its key, of 3 to 80 characters', () => {
    expect(filterToken(owner, 'team commerce')).toBe('owteamz000wcommerce')
    for (let length = 1; length < 300; length++)
      expect(filterToken(owner, 'k'.repeat(length))).toMatch(/^ow[a-z0-9]{1,78}$/)
  })

  test('tells long keys apart', () => {
    const keys = Array.from({ length: 200 }, (_, length) => 'k'.repeat(length + 1))
    for (const end of 'abc') keys.push('k'.repeat(200) + end)
    expect(new Set(keys.map(key => filterToken(owner, key))).size).toBe(keys.length)
  })

  test('of a field can be asked for by every beginning of the name, however long that is', () => {
    for (const name of ['a'.repeat(40), 'a'.repeat(75), 'a'.repeat(76), 'ab'.repeat(60), 'é'.repeat(40)]) {
      const tokens = beginnableTokens(fieldName, name)
      for (let length = 1; length <= name.length; length++) {
        const beginning = beginningToken(fieldName, name.slice(0, length))
        expect(tokens.some(token => token.startsWith(beginning))).toBe(true)
      }
      for (const other of [name.slice(0, -1), `${name}a`])
        expect(tokens).not.toContain(filterToken(fieldName, other))
      expect(tokens).toContain(filterToken(fieldName, name))
    }
  })
})
