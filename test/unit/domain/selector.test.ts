import { compareBuild, satisfies, validRange } from 'semver'
import { describe, expect, test } from 'vitest'
import { parseSelector, pickVersion, SelectableVersions } from '../../../src/domain/selector.ts'
import { compareVersions } from '../../../src/domain/version.ts'
import { faultOf } from '../../support/faults.ts'
import { Random } from '../../support/random.ts'

const select = (selector: string | undefined, versions: readonly string[], includePrerelease = false) =>
  new SelectableVersions(versions).select(parseSelector(selector), { includePrerelease })
const pick = (selector: string | undefined, versions: readonly string[], includePrerelease = false) =>
  pickVersion(select(selector, versions, includePrerelease), { includePrerelease })

/** The detail of the refusal. */
function refusal(action: () => unknown): string {
  const fault = faultOf(action)
  expect(fault.code).toBe('invalid-request')
  return fault.message
}

const mixed = [
  '1.0.0',
  '1.2.0',
  '1.2.3-rc.1',
  '1.3.0',
  '2.0.0-beta',
  '2.0',
  '0.32.0.0rc2',
  'banana',
  'v1.4.0',
]

describe('without a selector, and with latest', () => {
  test.each([undefined, 'latest', 'LATEST', '  Latest\t'])('%j means every version', selector => {
    expect(select(selector, mixed)).toEqual(mixed)
  })

  test('the latest is the highest release, and with pre-releases the highest of both', () => {
    const versions = ['1.0.0', '2.0.0-beta', 'zzz']
    expect(pick(undefined, versions)).toBe('1.0.0')
    expect(pick('latest', versions, true)).toBe('2.0.0-beta')
    expect(pick(undefined, ['banana', '1.0.0-a', '1.0.0-b'])).toBe('1.0.0-b')
    expect(pick(undefined, ['banana', 'zzz'], true)).toBe('zzz')
    expect(pick(undefined, [])).toBeUndefined()
    expect(pick(undefined, [], true)).toBeUndefined()
  })

  test('versions of no known kind never stand before others', () => {
    expect(pick(undefined, ['zzz', '0.0.1-alpha'])).toBe('0.0.1-alpha')
    expect(pick(undefined, ['zzz', '0.0.1-alpha'], true)).toBe('0.0.1-alpha')
  })
})

describe('a range', () => {
  const releases = ['0.9.0', '1.0.0', '1.2.0', '1.2.7', '1.4.0', '1.10.0', '2.0.0', '2.0.5', '2.1.0', '3.0.0']
  test.each([
    ['>=1.2 <2', '1.10.0'],
    ['^1.4', '1.10.0'],
    ['~2.0', '2.0.5'],
    ['1.x', '1.10.0'],
    ['1', '1.10.0'],
    ['1.2', '1.2.7'],
    ['1.2.*', '1.2.7'],
    ['*', '3.0.0'],
    ['', '3.0.0'],
    ['  ', '3.0.0'],
    ['x', '3.0.0'],
    ['^0.9', '0.9.0'],
    ['1.0.0 || 2.0.x', '2.0.5'],
    ['1.0.0||0.9', '1.0.0'],
    ['1.2.0 - 1.4', '1.4.0'],
    ['1 - 2', '2.1.0'],
    ['>2.1', '3.0.0'],
    ['>2', '3.0.0'],
    ['<=1.2', '1.2.7'],
    ['<1', '0.9.0'],
    ['=1.2.0', '1.2.0'],
    ['v1.2.0', '1.2.0'],
    ['= v1.2.0', '1.2.0'],
    ['~>1.2', '1.2.7'],
    ['  ^ 1.4  ', '1.10.0'],
    ['> 1.2.7 < 1.10.0', '1.4.0'],
    ['^4', undefined],
    ['>3.0.0', undefined],
    ['<0.0.0-0', undefined],
  ])('%j picks %s', (selector, version) => {
    expect(pick(selector, releases)).toBe(version)
    expect(pick(selector, releases.toReversed())).toBe(version)
  })

  test('holds SemVer versions only', () => {
    expect(select('*', mixed)).toEqual(['1.0.0', '1.2.0', '1.3.0'])
    expect(select('>=0', mixed, true)).toEqual(['1.0.0', '1.2.0', '1.2.3-rc.1', '1.3.0', '2.0.0-beta'])
    expect(select('^1', ['v1.0.0', ' 1.0.0', '1.0.0\n', '=1.0.0', '1.0', '01.0.0', '1.0.0.0'])).toEqual([])
    expect(select('*', [`1.0.1${'0'.repeat(40)}`, `1.0.0-${'a'.repeat(300)}`])).toEqual([])
  })

  test.each([
    ['>=1.2.3-rc.1 <2', ['1.2.3-rc.1', '1.3.0']],
    ['>=1.2.2-rc.1 <2', ['1.3.0']],
    ['^1.2', ['1.2.0', '1.3.0']],
    ['~1.2.3-alpha', ['1.2.3-rc.1']],
    ['1.2.3-rc.1', ['1.2.3-rc.1']],
    ['2.0.0-beta || 1.2.x', ['1.2.0', '2.0.0-beta']],
  ])('%j has the pre-releases of the numbers it names as pre-releases', (selector, versions) => {
    expect(select(selector, mixed)).toEqual(versions)
  })

  test('has all pre-releases when they are included', () => {
    expect(select('^1.2', mixed, true)).toEqual(['1.2.0', '1.2.3-rc.1', '1.3.0'])
    expect(select('<2', mixed, true)).toEqual(['1.0.0', '1.2.0', '1.2.3-rc.1', '1.3.0'])
    expect(pick('*', mixed, true)).toBe('2.0.0-beta')
    expect(pick('*', mixed)).toBe('1.3.0')
  })

  test('picks a pre-release before a release only when they are included', () => {
    const versions = ['1.0.0', '2.0.0-rc.1']
    expect(pick('<=2.0.0-rc.1', versions)).toBe('1.0.0')
    expect(pick('<=2.0.0-rc.1', versions, true)).toBe('2.0.0-rc.1')
    expect(pick('2.0.0-rc.1 || 3', versions)).toBe('2.0.0-rc.1')
  })

  test('overlooks build metadata, and the higher text of equal versions is picked', () => {
    expect(pick('1.0.0', ['1.0.0+a', '1.0.0+b'])).toBe('1.0.0+b')
    expect(select('>=1.0.0+zzz', ['1.0.0+a', '1.0.0'])).toEqual(['1.0.0+a', '1.0.0'])
  })
})

describe('an exact version', () => {
  test.each([...mixed, '1.2', '*', '^1', '>=2', '1.x', 'a || b'])('%j is that very version', name => {
    expect(select(name, [...mixed, '1.2', '1.2.9', '*', '^1', '>=2', '1.x', 'a || b'])).toEqual([name])
  })

  test('is read as a range only where the contract has no version of that name', () => {
    expect(select('1.2', ['1.2', '1.2.9'])).toEqual(['1.2'])
    expect(select('1.2', ['1.2.0', '1.2.9'])).toEqual(['1.2.0', '1.2.9'])
    expect(select('1.2.0', ['1.2.0', '1.2.0+b'])).toEqual(['1.2.0'])
  })

  test('is compared byte by byte', () => {
    expect(refusal(() => select('Banana', mixed))).toContain('"Banana"')
    expect(select('0.32.0.0RC2', mixed)).toEqual([])
  })

  test.each([
    '2.0.1',
    '0.32.0.0rc3',
    '1.0.post1',
    '9.9.9-rc.1',
    '1.2.3.4',
  ])('%s, which the contract does not have, selects nothing', selector => {
    expect(select(selector, ['1.0.0', '2.0', 'banana'])).toEqual([])
  })
})

describe('== and a version', () => {
  test.each([
    ['==1.2.0', '1.2.0'],
    ['== 1.2.0', '1.2.0'],
    ['  ==\u00a01.2.0  ', '1.2.0'],
    ['==1.2.3-rc.1', '1.2.3-rc.1'],
    ['==2.0', '2.0'],
    ['==0.32.0.0rc2', '0.32.0.0rc2'],
    ['==banana', 'banana'],
    ['==latest', 'latest'],
    ['==*', '*'],
  ])('%j is the version %s', (selector, version) => {
    expect(select(selector, [...mixed, 'latest', '*', '1.2.0+b'])).toEqual([version])
  })

  test('is never a range', () => {
    expect(select('==1.2', ['1.2.0', '1.2.9'])).toEqual([])
    expect(select('==1.2.0', ['1.2.0+b'])).toEqual([])
    expect(refusal(() => select('==1.x', ['1.0.0']))).toContain('"==1.x" is no version of the contract')
    expect(refusal(() => select('==>=1', ['1.0.0']))).toContain('no version of the contract')
    expect(refusal(() => select('===1.0.0', ['1.0.0']))).toContain('no version of the contract')
  })
})

describe('a bad selector', () => {
  test.each([
    'banana',
    '>>1',
    '^',
    '>=',
    '1.0.0 banana',
    '>1.0.0-',
    '1..2',
    '^^1',
    '&& 1',
    '1.2.3.4.5',
    'é',
    'latest || 1',
    '1.0.0rc1 || >',
    '~>',
    '=',
    'v',
  ])('%j is refused with what is allowed', selector => {
    const detail = refusal(() => select(selector, ['1.0.0']))
    expect(detail).toContain(JSON.stringify(selector))
    expect(detail).toContain('latest, an exact version (1.2.0, ==1.2.0) or an npm-style range')
  })

  test.each([
    ['1.0\u0000', 'control character'],
    ['>=1\t<2', 'control character'],
    ['1\u20282', 'control character'],
    ['==', '"==" names no version'],
    [' ==  ', '"==" names no version'],
  ])('%j can be told without the versions', (selector, part) => {
    expect(refusal(() => parseSelector(selector))).toContain(part)
  })

  test('may have 1,024 characters and no more', () => {
    const longest = `1${' || 1'.repeat(204)}`.padEnd(1024)
    expect(longest).toHaveLength(1024)
    expect(select(longest, ['1.0.0'])).toEqual(['1.0.0'])
    expect(refusal(() => parseSelector(`${longest}1`))).toContain('1025 characters; at most 1024')
  })

  test('is not repeated whole', () => {
    expect(refusal(() => select('b'.repeat(1000), [])).length).toBeLessThan(400)
  })
})

describe('against the package semver', () => {
  const random = new Random(4)
  const number = () => random.of(['0', '0', '1', '1', '2', '3', '10'])
  const identifier = () => random.of(['0', '1', '2', '11', 'alpha', 'beta', 'rc', 'x', 'A', '-'])
  const preRelease = () => `-${Array.from({ length: 1 + random.below(3) }, identifier).join('.')}`
  const full = () =>
    `${number()}.${number()}.${number()}${random.of(['', '', preRelease()])}${random.of(['', '', '', '+b.1'])}`
  const partial = () => {
    const wildcard = () => random.of([number(), number(), number(), 'x', 'X', '*'])
    return Array.from({ length: 1 + random.below(3) }, wildcard).join('.')
  }
  const operand = () => random.of([full(), partial()])
  const comparator = () =>
    random.of(['', '', '=', '>', '>=', '<', '<=', '^', '^', '~', '~>', 'v']) +
    random.of(['', '', ' ']) +
    operand()
  const alternative = () => {
    if (random.below(5) === 0) return `${operand()} - ${operand()}`
    return Array.from({ length: 1 + random.below(3) }, comparator).join(random.of([' ', '  ']))
  }
  const range = () =>
    Array.from({ length: 1 + random.below(3) }, alternative).join(random.of(['||', ' || ', ' ||']))
  const combinations = Array.from({ length: 1500 }, () => ({
    selector: range(),
    versions: [...new Set(Array.from({ length: 1 + random.below(25) }, full))],
    includePrerelease: random.below(2) === 1,
  }))
  const valid = combinations.filter(({ selector, versions }) => {
    return validRange(selector) !== null && !versions.includes(selector.trim())
  })

  test('the same versions are in 1,000 generated ranges and more', () => {
    expect(valid.length).toBeGreaterThan(1000)
    let matched = 0
    for (const { selector, versions, includePrerelease } of valid) {
      const wanted = versions.filter(version => satisfies(version, selector, { includePrerelease }))
      matched += wanted.length
      const found = select(selector, [...versions, '2.0', 'banana', 'v1.1.1'], includePrerelease)
      expect(found, `${selector} of ${versions}`).toEqual(wanted)
    }
    expect(matched).toBeGreaterThan(2000)
  })

  test('the highest of them is picked when pre-releases are included', () => {
    for (const { selector, versions } of valid) {
      const wanted = versions
        .filter(version => satisfies(version, selector, { includePrerelease: true }))
        .sort(compareBuild)
        .at(-1)
      const found = pick(selector, versions, true)
      expect(found, `${selector} of ${versions}`).toBe(wanted)
    }
  })

  test('without them it is the highest release, else the highest pre-release', () => {
    for (const { selector, versions } of valid) {
      const matching = versions.filter(version => satisfies(version, selector)).sort(compareVersions)
      const wanted = matching.findLast(version => !version.includes('-')) ?? matching.at(-1)
      expect(pick(selector, versions), `${selector} of ${versions}`).toBe(wanted)
    }
  })

  test('what is no range there is refused here', () => {
    const invalid = combinations.filter(({ selector }) => validRange(selector) === null)
    expect(invalid.length).toBeGreaterThan(50)
    for (const { selector } of invalid) refusal(() => select(selector, ['banana']))
  })
})
