import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileName, isHashed, textOf } from '../../../../src/stores/git/file-names.ts'
import { documentPath, tagOf, versionPath } from '../../../../src/stores/git/paths.ts'

const odd = [
  ...[
    'orders',
    'sales.orders',
    'Orders',
    'urn:dc:1',
    'a/b',
    '/a',
    'a/',
    'a//b',
    '..',
    'a..b',
    '...',
    '.hidden',
    'a.',
  ],
  ...[
    'x.lock',
    'x.LOCK',
    'x.lock.lock',
    '.lock',
    'HEAD',
    '@',
    '@{1}',
    'a@{b',
    '~^:?*[',
    'a\\b',
    'a b',
    '%',
    '%2F',
    'a%2Fb',
  ],
  ...[
    '-x',
    '--force',
    '"q"',
    '<a>',
    'a|b',
    'é',
    'e\u0301',
    '😀',
    'ｆｕｌｌ',
    '\u200c.git',
    '.git',
    '.GIT',
    'git~1',
    '$(id)',
    '`id`',
  ],
  ...[
    'con',
    'a\u00a0b',
    '\ufeffx',
    'x\u202ey',
    '1.0.0+build.5',
    '1.0.0-rc.1',
    "it's",
    '{}',
    '!',
    '#',
    ';',
    '&&',
  ],
]

describe('the name of a file', () => {
  test.each(odd)('gives %j back', text => {
    expect(textOf(fileName(text))).toBe(text)
  })

  test('of an ordinary id is the id', () => {
    for (const id of ['sales.orders', 'Orders_2', 'a-b', '1.0.0-rc.1+b', 'é', '😀'])
      expect(fileName(id)).toBe(id)
  })

  test('is another for each text', () => {
    expect(new Set(odd.map(fileName)).size).toBe(odd.length)
  })

  test('of a long text is short, and does not pass for another text', () => {
    const long = ['x', 'é', '/', '😀'].map(letter => letter.repeat(255))
    for (const text of [...long, `${'x'.repeat(254)}y`]) {
      expect(Buffer.byteLength(fileName(text))).toBeLessThanOrEqual(200)
      expect(fileName(text).isWellFormed()).toBe(true)
      if (fileName(text) !== text) expect(isHashed(fileName(text))).toBe(true)
      expect(textOf(fileName(text))).toBeUndefined()
    }
    expect(new Set([...long, `${'x'.repeat(254)}y`].map(fileName)).size).toBe(5)
  })

  test.each([
    '%',
    '%2f',
    '%2',
    'a%41',
    'a b',
    'x.lock',
    '%FF',
    '%zz',
    '..',
    '%-0123456789abcdef0123456789abcdef',
  ])('is never %j', name => {
    expect(textOf(name)).toBeUndefined()
  })

  test('is taken by git in tags and in paths', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
    try {
      const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
      git('init', '--quiet')
      const all = [...odd, 'x'.repeat(255), '😀'.repeat(127), '/'.repeat(255)]
      for (const text of all) {
        git('check-ref-format', tagOf({ contractId: text, version: text }))
        const path = versionPath({ contractId: text, version: text }, 'json')
        expect(documentPath(path)).toMatchObject({ contract: fileName(text), version: fileName(text) })
        mkdirSync(join(folder, path, '..'), { recursive: true })
        writeFileSync(join(folder, path), '{}')
      }
      git('-c', 'core.protectHFS=true', '-c', 'core.protectNTFS=true', 'add', '--all')
      expect(git('ls-files', '-z').split('\0').length - 1).toBe(all.length)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('does not let two contracts share a tag', () => {
    const one = tagOf({ contractId: 'a/v1', version: '2' })
    const other = tagOf({ contractId: 'a', version: '1/v2' })
    expect([one, other]).toEqual(['refs/tags/a%2Fv1/v2', 'refs/tags/a/v1%2Fv2'])
  })
})
