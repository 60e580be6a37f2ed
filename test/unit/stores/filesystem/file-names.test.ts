import { describe, expect, test } from 'vitest'
import { fileNameOf, type NameRules, nameOfFile } from '../../../../src/stores/filesystem/file-names.ts'
import { Random } from '../../../support/random.ts'

const plain: NameRules = { longest: 255, refused: new Set(), refusesLastDot: false, foldsNames: false }
const folding: NameRules = { ...plain, foldsNames: true }
const windows: NameRules = {
  longest: 255,
  refused: new Set([...'\\:*?"<>|']),
  refusesLastDot: true,
  foldsNames: true,
}
const disks = { plain, folding, windows, short: { ...plain, longest: 143 } }

/** Parts of which names are made that may be taken for one another. */
const parts = [
  ...'% %~ %2F %2f %25 / \\ . .. : a A é e\u0301 É ß SS ſ K \u212a İ i 😀 \ud800 \n ~ 2 F f .registry .json'.split(
    ' ',
  ),
  ...[' ', 'x'.repeat(90)],
]

describe('a file name', () => {
  test.each([
    'sales.orders',
    'urn:dc:1',
    'a b',
    'é 😀',
    'Orders',
    '100%',
    '50% off',
    '.hidden',
    'a\\b',
    '1.0.0+build',
  ])('is the name itself, as dc43 has it: %s', name => {
    expect(fileNameOf(name, '', plain)).toBe(name)
    expect(fileNameOf(name, '.json', plain)).toBe(`${name}.json`)
  })

  test.each([
    ['a/b', 'a%2Fb'],
    ['.', '%2E'],
    ['..', '%2E.'],
    ['../x', '..%2Fx'],
    ['.registry', '%2Eregistry'],
    ['.Registry', '%2ERegistry'],
    ['a%2Fb', 'a%252Fb'],
    ['a%2fb', 'a%252fb'],
    ['%~x', '%25~x'],
    ['a\0b', 'a%00b'],
  ])('has an escape only where there must be one: %s', (name, expected) => {
    expect(fileNameOf(name, '', plain)).toBe(expected)
    expect(nameOfFile(expected, '')).toBe(name)
  })

  test('is a digest for what is too long', () => {
    const long = 'é'.repeat(200)
    const [one, other] = [fileNameOf(long, '.json', plain), fileNameOf(`${long}x`, '.json', plain)]
    expect(one).toMatch(/^%~[0-9a-f]{32}\.json$/)
    expect(other).not.toBe(one)
    expect(nameOfFile(one, '.json')).toBeUndefined()
    expect(fileNameOf('x'.repeat(250), '.json', plain)).toBe(`${'x'.repeat(250)}.json`)
    expect(fileNameOf('x'.repeat(251), '.json', plain)).toMatch(/^%~/)
  })

  test.each(Object.entries(disks))('stands for one name only, and stays in its folder (%s)', (_, rules) => {
    const random = new Random(7)
    const names = new Set(Array.from({ length: 4_000 }, () => random.text(parts, 5)))
    const byFile = new Map<string, string>()
    for (const name of names) {
      const fileName = fileNameOf(name, '', rules)
      const seenByDisk = rules.foldsNames ? fileName.normalize('NFKC').toLowerCase() : fileName
      expect([undefined, name]).toContain(byFile.get(seenByDisk))
      byFile.set(seenByDisk, name)
      expect(fileName).not.toMatch(/[/\0]|^\.{0,2}$|^\.registry$/i)
      expect(Buffer.byteLength(fileName)).toBeLessThanOrEqual(rules.longest)
      for (const character of rules.refused) expect(fileName).not.toContain(character)
      if (rules.refusesLastDot) expect(fileName.endsWith('.')).toBe(false)
      if (!fileName.startsWith('%~')) expect(nameOfFile(fileName, '')).toBe(name)
    }
  })

  test('of another kind stands for nothing', () => {
    expect(nameOfFile('1.0.0.yaml', '.json')).toBeUndefined()
    expect(nameOfFile('.json', '.json')).toBeUndefined()
    // no text in UTF-8: dc43 has a contract of that very name
    expect(nameOfFile('a%FFb', '')).toBe('a%FFb')
  })
})
