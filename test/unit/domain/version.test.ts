import { compareBuild, compare as compareSemVer } from 'semver'
import { describe, expect, test } from 'vitest'
import { compareVersions, highestVersion, releaseRank, versionOrder } from '../../../src/domain/version.ts'
import { compareInDc43, dc43VersionKey } from '../../support/dc43-version-key.ts'
import { Random } from '../../support/random.ts'

const sign = (a: string, b: string) => Math.sign(compareVersions(a, b))
const ascending = (versions: readonly string[]) => [...versions].sort(compareVersions)

/** What ordering by the sort key and then the version does in a database with a binary collation. */
function compareInDatabase(a: string, b: string): number {
  const left = Buffer.from(versionOrder(a).sortKey)
  return Math.sign(
    left.compare(Buffer.from(versionOrder(b).sortKey)) || Buffer.from(a).compare(Buffer.from(b)),
  )
}

const random = new Random(43)
const numberParts = ['0', '1', '2', '9', '10', '11', '99', '100', '4294967296', '9007199254740991']
const semVers = Array.from({ length: 600 }, () => {
  const numbers = [random.of(numberParts), random.of(numberParts.slice(0, 4)), random.of(['0', '1'])].join(
    '.',
  )
  const identifiers = [
    '0',
    '1',
    '2',
    '10',
    'a',
    'alpha',
    'alpha-',
    'alpha0',
    'beta',
    'rc',
    'rc1',
    'A',
    'z',
    '-',
    '--1',
    '0a',
    '1-1',
  ]
  const preRelease = Array.from({ length: random.below(4) }, () => random.of(identifiers)).join('.')
  return numbers + (preRelease && `-${preRelease}`) + random.of(['', '', '', '+1', '+build.2'])
})
const staged = Array.from({ length: 400 }, () => {
  const numbers = Array.from({ length: 1 + random.below(4) }, () =>
    random.of(['0', '1', '2', '10', '007', '32']),
  ).join('.')
  const stage = random.of(['', '', '', 'dev', 'draft', 'a', 'alpha', 'b', 'beta', 'rc', 'post'])
  return numbers + (stage && random.of(['', '', '.', '_', '._']) + stage + random.of(['', '1', '2', '10']))
})
const others = [
  'banana',
  'v1.0.0',
  '',
  ' ',
  '1.0.0-SNAPSHOT x',
  '1.x',
  'latest',
  '1.0.0.0.0',
  '1.0.0.0-',
  '1_0',
  'é',
  '😀',
  '\uffee',
  '-1',
  '1.0.0-01',
  '1.0.0+',
  '１.0',
  'x'.repeat(128),
]
const everything = [...semVers, ...staged, ...others]

describe('SemVer', () => {
  test('follows the example of semver.org', () => {
    const chain = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
    ]
    const versions = [...chain, '1.0.0-rc.1', '1.0.0', '2.0.0', '2.1.0', '2.1.1', '10.0.0']
    expect(ascending(versions.toReversed())).toEqual(versions)
  })

  test('is ordered as the package semver does', () => {
    for (const a of semVers) {
      for (const b of semVers.slice(0, 150)) {
        const wanted = compareSemVer(a, b)
        if (wanted !== 0 && sign(a, b) !== wanted) expect.fail(`${a} and ${b}: ${sign(a, b)}, not ${wanted}`)
        if (wanted === 0 && versionOrder(a).sortKey !== versionOrder(b).sortKey)
          expect.fail(`${a} is not level with ${b}`)
      }
    }
    expect(compareBuild('1.0.0', '1.0.0+1')).toBe(sign('1.0.0', '1.0.0+1'))
  })

  test('has numbers of any size', () => {
    const versions = [
      '1.0.9',
      '1.0.10',
      `1.0.1${'0'.repeat(40)}`,
      `1.0.2${'0'.repeat(40)}`,
      `1.0.1${'0'.repeat(41)}`,
    ]
    expect(ascending(versions.toReversed())).toEqual(versions)
  })

  test('with equal precedence is ordered by code point', () => {
    expect(ascending(['1.0.0+b', '1.0.0', '1.0.0+a'])).toEqual(['1.0.0', '1.0.0+a', '1.0.0+b'])
  })
})

describe('dotted numbers with stages', () => {
  test.each([
    ['1.0.0', [1, 0, 0, 0, 4, 0]],
    ['1.0.0-rc1', [1, 0, 0, 0, 3, 1]],
    ['1.0.0rc2', [1, 0, 0, 0, 3, 2]],
    ['1.0.0-rc.10', [1, 0, 0, 0, 3, 0]],
    ['1.1.0-draft-x', [1, 1, 0, 0, 0, 0]],
    ['1.0.0+build.5', [1, 0, 0, 0, -1, 0]],
    ['1.0.0-SNAPSHOT', [1, 0, 0, 0, -1, 0]],
    ['0.32.0.0.post1', [0, 32, 0, 0, 5, 1]],
    ['banana', [0, 0, 0, 0, -1, 0]],
  ])("have dc43's key: the oracle of these tests gives %s %j", (version, key) => {
    expect(dc43VersionKey(version)).toEqual(key)
  })

  test('are ordered as dc43 does', () => {
    for (const a of staged) {
      for (const b of staged.slice(0, 150)) {
        const wanted = compareInDc43(a, b)
        if (wanted !== 0 && sign(a, b) !== wanted) expect.fail(`${a} and ${b}: ${sign(a, b)}, not ${wanted}`)
      }
    }
  })

  test('go from dev to post', () => {
    const versions = [
      '1.0.dev1',
      '1.0.draft2',
      '1.0a1',
      '1.0.a2',
      '1.0b1',
      '1.0_b2',
      '1.0rc1',
      '1.0rc10',
      '1.0',
      '1.0.post1',
    ]
    expect(ascending(versions.toReversed())).toEqual(versions)
  })

  test('with a number behind a long name, which dc43 does not read, are told apart all the same', () => {
    const versions = ['1.0-alpha1', '1.0-alpha2', '1.0-alpha10', '1.0-beta.2', '1.0-beta.10', '1.0']
    expect(ascending(versions.toReversed())).toEqual(versions)
  })

  test('have missing parts that are zero', () => {
    const versions = ['0.9', '1', '1.0', '1.0.0', '1.0.0.0', '1.0.0.1', '1.0.1', '1.1']
    expect(ascending(versions.toReversed())).toEqual(versions)
    expect(new Set(versions.slice(1, 5).map(version => versionOrder(version).sortKey)).size).toBe(1)
  })

  test('mix with SemVer by their numbers', () => {
    const versions = [
      '0.32.0.0rc2',
      '0.32.0-zzz',
      '0.32.0.0',
      '0.32.0.0.post1',
      '0.32.0.1',
      '0.32.1-alpha',
      '1.0dev1',
      '1.0.0-alpha',
      '1',
      '1.0.0+b',
    ]
    expect(ascending(versions.toReversed())).toEqual(versions)
  })
})

describe('every version', () => {
  test('that is neither stands below those that are', () => {
    const lowest = ascending([...semVers, ...staged])[0] ?? ''
    for (const other of others) {
      const { releaseRank: rank } = versionOrder(other)
      if (rank === releaseRank.other) expect(compareVersions(other, lowest), other).toBeLessThan(0)
    }
  })

  test('has a sort key of printable ASCII, of 400 characters at most', () => {
    const longest = [
      `1.0.0-${'0.'.repeat(60)}0`,
      `1.0.0-${'a.'.repeat(60)}a`,
      `1.0.0-${'1a.'.repeat(40)}1`,
      `${'9'.repeat(62)}.${'9'.repeat(62)}.0`,
      `1.0.0.0rc${'9'.repeat(119)}`,
      '9'.repeat(128),
      '0'.repeat(128),
      `1.0${'0'.repeat(100)}.post${'7'.repeat(20)}`,
    ]
    for (const version of [...everything, ...longest]) {
      if (version.length > 128) continue
      expect(versionOrder(version).sortKey, version).toMatch(/^[ -~]{1,400}$/)
    }
  })

  test('stands where a database puts it by sort key and version', () => {
    for (let round = 0; round < 20_000; round++) {
      const [a, b] = [random.of(everything), random.of(everything)]
      if (sign(a, b) !== compareInDatabase(a, b)) expect.fail(`${a} and ${b}`)
    }
  })

  test('has one place: the order is antisymmetric, transitive and tells all strings apart', () => {
    for (let round = 0; round < 20_000; round++) {
      const [a, b, c] = [random.of(everything), random.of(everything), random.of(everything)]
      if (sign(a, b) + sign(b, a) !== 0) expect.fail(`${a} and ${b} are not antisymmetric`)
      if ((sign(a, b) === 0) !== (a === b)) expect.fail(`${a} and ${b} are one`)
      if (sign(a, b) < 0 && sign(b, c) < 0 && sign(a, c) >= 0)
        expect.fail(`${a}, ${b} and ${c} are not transitive`)
    }
  })

  test.each([
    ...['1.0.0', '1.0.0+b1', '0.0.0', '1', '2.0', '1.2.3.4', '1.0.post1', '1.0.0.', '01.02'].map(version => [
      version,
      'release',
    ]),
    ...[
      '1.0.0-rc.1',
      '1.0.0-SNAPSHOT',
      '1.0.0-1',
      '1.1.0-draft-2024',
      '1.0rc1',
      '1.0.0.0dev',
      '2.0a',
      '1.0.0-post1',
    ].map(version => [version, 'preRelease']),
    ...['banana', 'v1.0.0', '', '1.x', '1.0.0.0.0', '1.0.0-01', '1.0 final'].map(version => [
      version,
      'other',
    ]),
  ] as [string, keyof typeof releaseRank][])('%j counts as %s', (version, rank) => {
    expect(versionOrder(version).releaseRank).toBe(releaseRank[rank])
  })
})

describe('the highest version', () => {
  test.each([
    ['is the highest release', ['1.0.0', '9.0.0', '10.0.0', '2.0'], '10.0.0'],
    ['passes over pre-releases', ['1.0.0', '2.0.0-rc.1', '1.1.0-draft-x'], '1.0.0'],
    ['passes over a pre-release of the same numbers', ['0.32.0.0', '0.32.0.0rc2'], '0.32.0.0'],
    ['passes over everything else', ['banana', 'v9', '0.0.1'], '0.0.1'],
    ['is the highest pre-release where there is no release', ['1.0.0-a', '1.0.0-b', 'banana'], '1.0.0-b'],
    ['is the highest of the rest where there is nothing else', ['apple', 'banana', 'v1.0.0'], 'v1.0.0'],
    ['is the greater by code point where two are level', ['1.0.0', '1.0', '1.0.0+a'], '1.0.0+a'],
    ['may be a post-release', ['1.0.0', '1.0.0.post1', '1.0.1rc1'], '1.0.0.post1'],
  ])('%s', (_, versions, highest) => {
    expect(highestVersion(versions)).toBe(highest)
    expect(highestVersion(versions.toReversed())).toBe(highest)
  })

  test('of none is none', () => {
    expect(highestVersion([])).toBeUndefined()
  })
})
