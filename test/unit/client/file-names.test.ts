import { expect, test } from 'vitest'
import { namesOfParts, partsOfName } from '../../../src/client/file-names.ts'

const names = [
  ...[
    'sales.orders',
    'Orders',
    '1.0.0+build 7',
    '1.0.0-rc.1',
    '.hidden',
    '..hidden',
    'ends.',
    'a/b',
    '../../etc/passwd',
  ],
  ...[
    'a\\b',
    'C:',
    '%2F',
    '100%',
    '%',
    '%%',
    '<>:"|?*',
    "it's",
    'ünï',
    'u\u0308',
    '日本',
    '😀',
    'con',
    'NUL.x',
    'lpt1',
    'node_modules',
    '~a',
    '- x',
  ],
  ...[
    'x'.repeat(255),
    '😀'.repeat(127),
    `${'x'.repeat(200)}node_modules`,
    `${'a'.repeat(199)}.${'b'.repeat(50)}`,
    `${'a'.repeat(200)}..${'.'.repeat(50)}`,
  ],
]

test.each([false, true])('names are read back from their files, capitals escaped: %s', foldsCase => {
  for (const name of names) {
    for (const version of ['1.0.0', '.', ...names.slice(0, 5)]) {
      const parts = [name, version].flatMap(one => partsOfName(one, foldsCase))
      expect(namesOfParts(parts)).toEqual([name, version])
    }
  }
})

test.each([
  false,
  true,
])('no file name is hidden, leads elsewhere or is too long, capitals escaped: %s', foldsCase => {
  const seen = new Map<string, string>()
  for (const name of names) {
    const parts = partsOfName(name, foldsCase)
    for (const part of parts) {
      expect(part).not.toBe('node_modules')
      expect(part).toMatch(/^[^./\\:*?"<>|\p{Cc} ][^/\\:*?"<>|\p{Cc}]*$/u)
      expect(part).not.toMatch(/[. ]$/)
      expect(part.length).toBeLessThanOrEqual(202)
    }
    const path = parts.join('/')
    const key = foldsCase ? path.toLowerCase() : path
    expect(seen.get(key)).toBeUndefined()
    seen.set(key, name)
  }
})

test('a file that nobody pulled stands for nothing', () => {
  expect(namesOfParts(['a%', 'b', 'c%'])).toBeUndefined()
  expect(namesOfParts(['%E0%A4%A'])).toBeUndefined()
})
