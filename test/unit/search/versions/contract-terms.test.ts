import { describe, expect, test } from 'vitest'
import type { QueryUnit, Term } from '../../../../src/search/language/units.ts'
import { ContractTerms, type KeptSets } from '../../../../src/search/versions/contract-terms.ts'
import {
  noTerms,
  olderTermsOf,
  partialSets,
  type TermColumns,
} from '../../../../src/search/versions/term-columns.ts'
import { limitedTerms } from '../../../../src/search/versions/term-limits.ts'
import { needsLatestTerms, versionsWithTerms } from '../../../../src/search/versions/versions-with-terms.ts'
import { promptly } from '../../../support/processor-time.ts'
import { Random } from '../../../support/random.ts'

const exact = (text: string): Term => ({ text, isPrefix: false })
const beginning = (text: string): Term => ({ text, isPrefix: true })

/** A unit that any of some lists of terms satisfies. */
function unit(...alternatives: Term[][]): QueryUnit {
  return {
    alternatives: alternatives.map(terms => ({ terms, words: terms, phrases: [], needsOrder: false })),
  }
}

/** What is kept after some versions were written one after the other, the last of which is the latest. */
async function keptOf(versions: Record<string, string>) {
  let kept = noTerms
  for (const [version, terms] of Object.entries(versions)) {
    const contract = new ContractTerms(kept)
    await contract.put(version, terms, true)
    kept = await contract.columns()
  }
  return kept
}

describe('of the terms of a contract', () => {
  test('those are stored with the set of versions that some have and others have not', async () => {
    expect(await keptOf({ '1': 'a b', '2': 'a b c', '3': 'a c' })).toEqual({
      versions: '["1","2","3"]',
      latestTerms: 'a c',
      partialTerms: 'b:0-1 c:1-',
    })
  })

  test('nothing is kept twice of versions that have the same', async () => {
    expect(await keptOf({ '1': 'a', '2': 'a' })).toMatchObject({ latestTerms: 'a', partialTerms: '' })
  })

  test('a term that one version after the other has stays as it is written, until one has it no more', async () => {
    const written = { '1': 'a', '2': 'a b', '3': 'a b' }
    expect((await keptOf(written)).partialTerms).toBe('b:1-')
    expect((await keptOf({ ...written, '4': 'a b', '5': 'a b' })).partialTerms).toBe('b:1-')
    expect((await keptOf({ ...written, '4': 'a' })).partialTerms).toBe('b:1-2')
    expect((await keptOf({ ...written, '4': 'a', '5': 'a b' })).partialTerms).toBe('b:1-2,4-')
  })

  test('a version that is written again loses what it no longer has', async () => {
    const contract = new ContractTerms(await keptOf({ '1': 'a b', '2': 'a c' }))
    await contract.put('1', 'a', false)
    expect(await contract.columns()).toMatchObject({
      versions: '["1","2"]',
      partialTerms: 'c:1-',
    })
  })

  test('a deleted version leaves its number to the next one', async () => {
    const contract = new ContractTerms(await keptOf({ '1': 'a b', '2': 'a c', '3': 'a' }))
    await contract.remove('2', 'a')
    expect(await contract.columns()).toMatchObject({ versions: '["1",null,"3"]', partialTerms: 'b:0' })
    await contract.put('4', 'a d', true)
    expect(await contract.columns()).toMatchObject({ versions: '["1","4","3"]', partialTerms: 'b:0 d:1' })
  })

  test('without versions nothing is left', async () => {
    const contract = new ContractTerms(await keptOf({ '1': 'a b' }))
    await contract.remove('1', '')
    expect(await contract.columns()).toEqual(noTerms)
  })

  test('one that comes and goes is only known to be in some versions, and nothing is found too little', async () => {
    const versions = Array.from({ length: 200 }, (_, at) => [`${at}.0`, at % 2 === 0 ? 'a b' : 'a'])
    const kept = await keptOf(Object.fromEntries(versions))
    expect(kept.partialTerms).toBe('b:*')
    const having = versionsWithTerms(kept, [unit([exact('b')])])
    expect(having.isSure).toBe(false)
    expect(having.versions).toHaveLength(200)
    expect(versionsWithTerms(kept, [unit([exact('a')])])).toMatchObject({ isSure: true })
  })

  test('those of twenty thousand versions with a word of its own each are told apart promptly', async () => {
    const numbers = Array.from({ length: 20_000 }, (_, number) => number)
    const contract = new ContractTerms({
      versions: JSON.stringify(numbers.map(number => `${number}.0`)),
      latestTerms: 'a w19999',
      partialTerms: numbers
        .map(number => `w${number}:${number === 19_999 ? `${number}-` : number}`)
        .join(' '),
    })
    await promptly(async () => {
      for (let at = 0; at < 10; at++) await contract.put(`${20_000 + at}.0`, `a w${20_000 + at}`, true)
    }, 3000)
    const { partialTerms } = await contract.columns()
    expect(partialTerms.split(' ')).toHaveLength(20_010)
    expect(partialTerms).toContain(' w19999:19999 ')
    expect(partialTerms).toContain(' w20009:20009- ')
  })

  test('of too many, those that filters ask for are kept before words, and do not take all the room', () => {
    const words = Array.from({ length: 40_000 }, (_, at) => `wx${at}`)
    const filters = ['stdraft', 'dmsales', 'fnorderid']
    const limited = limitedTerms([...words, ...filters, 'xpab'].join(' '))
    expect(limited.length).toBeLessThanOrEqual(250_000)
    expect(limited.split(' ')).toEqual(expect.arrayContaining(['wx0', 'wx30000', ...filters]))
    const fields = Array.from({ length: 40_000 }, (_, at) => `fn${at}`)
    const both = limitedTerms([...words, 'stdraft', ...fields].join(' ')).split(' ')
    expect(both).toEqual(expect.arrayContaining(['wx0', 'wx15000', 'stdraft', 'fn0', 'fn15000']))
  })

  test('there is a limit to those of a version and to those of others', async () => {
    const many = (letter: string) => Array.from({ length: 90_000 }, (_, at) => `${letter}${at}`).join(' ')
    const limited = limitedTerms(many('a'))
    expect(limited.length).toBeLessThanOrEqual(250_000)
    expect(many('a').startsWith(`${limited} `)).toBe(true)
    const kept = await keptOf({ '1': limitedTerms(many('a')), '2': limitedTerms(many('b')), '3': 'c' })
    expect(olderTermsOf(kept).join(' ').length).toBeLessThanOrEqual(250_000)
    const [first = ''] = olderTermsOf(kept)
    expect(versionsWithTerms(kept, [unit([exact(first)])])).toEqual({ versions: ['1'], isSure: true })
    expect(versionsWithTerms(kept, [unit([exact('c')])])).toEqual({ versions: ['3'], isSure: true })
    expect(versionsWithTerms(kept, [unit([exact('b89999')])])).toEqual({ versions: [], isSure: true })
  })
})

test('of many versions of which each is known to follow the latest, the same is kept as of all looked at', async () => {
  const random = new Random(11)
  const words = (letter: string, count: number) =>
    Array.from({ length: count }, () => `${letter}${random.below(40_000)}`)
  let [kept, keptByFew] = [noTerms, noTerms]
  for (let at = 0; at < 16; at++) {
    // more than are kept of older versions, from the tenth on
    const terms = [...new Set([...words('a', 3), ...words('word', 3000), ...words('xp', 300), 'all'])].join(
      ' ',
    )
    const contracts = [
      new ContractTerms(kept),
      new ContractTerms(keptByFew, { latestVersion: `${at - 1}` }),
    ] as const
    for (const contract of contracts) await contract.put(`${at}`, terms, true)
    ;[kept, keptByFew] = [await contracts[0].columns(), await contracts[1].columns()]
    expect(keptByFew).toEqual(kept)
    expect(contracts[1].touched === undefined).toBe(at === 0)
  }
  expect(olderTermsOf(kept).join(' ').length).toBeGreaterThan(249_000)
})

/** What is kept of versions that are written together, each with words of its own; the last is the latest. */
async function keptTogether(versions: number, words: number, isLatestKnown: boolean) {
  const termsOf = (at: number) => {
    const own = Array.from({ length: words }, (_, word) => `w${(word * versions + at) % 100_003}`)
    return ['all', ...(at % 2 === 0 ? ['even'] : []), ...new Set(own)].join(' ')
  }
  const latestInTheEnd = isLatestKnown ? termsOf(versions - 1) : undefined
  const contract = new ContractTerms(noTerms, { latestInTheEnd })
  for (let at = 0; at < versions; at++) await contract.put(`${at}`, termsOf(at), true)
  return contract.columns()
}

test('of versions that are written together, as much is kept when some is left out meanwhile', async () => {
  const kept = await keptTogether(60, 3000, true)
  expect(kept).toEqual(await keptTogether(60, 3000, false))
  expect(olderTermsOf(kept).join(' ').length).toBeGreaterThan(249_000)
})

test('of the words that are left out meanwhile, only those are touched of which something is stored', async () => {
  const before = await keptTogether(2, 3000, true)
  const wordsOf = (columns: TermColumns) => [...columns.latestTerms.split(' '), ...olderTermsOf(columns)]
  const contract = new ContractTerms(before, { latestInTheEnd: 'all' })
  for (let at = 0; at < 60; at++) {
    const own = Array.from({ length: 3000 }, (_, word) => `own${at}x${word}`)
    await contract.put(`next${at}`, `all ${own.join(' ')}`, true)
  }
  await contract.put('last', 'all', true)
  const stored = new Set([...wordsOf(before), ...wordsOf(await contract.columns())])
  const touched = [...(contract.touched?.sets.keys() ?? ['unknown'])]
  expect(touched.filter(term => !stored.has(term))).toEqual([])
})

test('each set is looked at once for many versions that are written or deleted together', async () => {
  const kept = await promptly(() => keptTogether(1500, 300, true), 12_000)
  const contract = new ContractTerms(kept)
  const removeMost = async () => {
    for (let at = 0; at < 1490; at++) await contract.remove(`${at}`, kept.latestTerms)
    return contract.columns()
  }
  expect(partialSets((await promptly(removeMost)).partialTerms)).toContainEqual(['even', expect.anything()])
})

const letters = ['a', 'ab', 'abc', 'b', 'bc', 'c', 'd1', 'd', 'e']

function someOf(random: Random): string {
  return letters.filter(() => random.below(3) > 0).join(' ')
}

function randomUnit(random: Random): QueryUnit {
  const term = () => (random.below(4) === 0 ? beginning : exact)(random.of([...letters, 'x']))
  const terms = () => Array.from({ length: 1 + random.below(2) }, term)
  return unit(...Array.from({ length: 1 + random.below(2) }, terms))
}

/** The same without anything that is kept. */
function isIn(versionTerms: string, units: readonly QueryUnit[]): boolean {
  const has = ({ text, isPrefix }: Term) => {
    return versionTerms.split(' ').some(term => (isPrefix ? term.startsWith(text) : term === text))
  }
  return units.every(({ alternatives }) => alternatives.some(({ terms }) => terms.every(has)))
}

/** Sets of a contract that are kept one by one. */
class SetsOneByOne implements KeptSets {
  #sets = new Map<string, string>()

  get sorted(): string {
    return this.#written([...this.#sets.keys()].sort())
  }

  async of(terms: readonly string[]) {
    return this.#written(terms.filter(term => this.#sets.has(term)))
  }

  async all() {
    return this.#written([...this.#sets.keys()])
  }

  async write(contract: ContractTerms | undefined): Promise<void> {
    const sets = partialSets((await contract?.columns())?.partialTerms ?? '')
    if (!contract?.touched) this.#sets = new Map(sets)
    for (const [term, set] of contract?.touched?.sets ?? [])
      if (set === undefined) this.#sets.delete(term)
      else this.#sets.set(term, set)
  }

  #written(terms: readonly string[]): string {
    return terms.map(term => `${term}:${this.#sets.get(term)}`).join(' ')
  }
}

/** A contract that changes at random, with its terms as they are kept and in full. */
class ChangingContract {
  kept = noTerms
  readonly versions = new Map<string, string>()
  readonly #sets = new SetsOneByOne()
  #latest: string | undefined
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** A few changes, of which the same is kept whether it is known which version is the latest, or not. */
  async change(): Promise<void> {
    const { versions, latestTerms } = this.kept
    const bare = { ...noTerms, versions, latestTerms }
    const contracts = [
      new ContractTerms(this.kept),
      new ContractTerms(this.kept, { latestVersion: this.#latest }),
      new ContractTerms(bare, { latestVersion: this.#latest, kept: this.#sets }),
    ]
    for (let left = 1 + this.#random.below(3); left > 0; left--) {
      const version = `${this.#random.below(6)}.0.0`
      const isDeleted = this.versions.has(version) && this.#random.below(3) === 0
      if (isDeleted) await this.#remove(contracts, version)
      else await this.#put(contracts, version)
    }
    const [kept, keptByFew] = await Promise.all(contracts.map(contract => contract.columns()))
    expect(keptByFew).toEqual(kept)
    this.#expectTouched(kept, contracts[1]?.touched?.sets)
    await this.#sets.write(contracts[2])
    expect(this.#sets.sorted).toBe(kept?.partialTerms)
    this.kept = kept ?? this.kept
  }

  /** What is stored of others than the terms that were touched is as before, and of these it is the sets that are told. */
  #expectTouched(
    kept: TermColumns | undefined,
    touched: ReadonlyMap<string, string | undefined> | undefined,
  ): void {
    if (!touched) return
    const stored = new Map(partialSets(kept?.partialTerms ?? ''))
    for (const [term, set] of touched) expect(set).toBe(stored.get(term))
    const others = (text = '') =>
      text.split(' ').filter(entry => entry !== '' && !touched.has(entry.split(':')[0] ?? ''))
    for (const column of ['latestTerms', 'partialTerms'] as const)
      expect(others(kept?.[column]).sort()).toEqual(others(this.kept[column]).sort())
  }

  /** The versions that have all units. */
  having(units: readonly QueryUnit[]): string[] {
    return [...this.versions].filter(([, terms]) => isIn(terms, units)).map(([version]) => version)
  }

  async #put(contracts: readonly ContractTerms[], version: string): Promise<void> {
    const terms = someOf(this.#random)
    const isLatest = this.#latest === undefined || this.#latest === version || this.#random.below(2) === 0
    this.versions.set(version, terms)
    if (isLatest) this.#latest = version
    for (const contract of contracts) await contract.put(version, terms, isLatest)
  }

  async #remove(contracts: readonly ContractTerms[], version: string): Promise<void> {
    this.versions.delete(version)
    if (this.#latest === version) this.#latest = [...this.versions.keys()].at(-1)
    const latestTerms = this.versions.get(this.#latest ?? '') ?? ''
    for (const contract of contracts) await contract.remove(version, latestTerms)
  }
}

describe('whatever is written, written again and deleted, it is known', () => {
  /** Looks at contracts after each change, with something to ask. */
  async function eachChange(
    seed: number,
    look: (contract: ChangingContract, units: QueryUnit[]) => void,
  ): Promise<void> {
    const random = new Random(seed)
    for (let round = 0; round < 300; round++) {
      const contract = new ChangingContract(random)
      for (let step = 0; step < 12; step++) {
        await contract.change()
        look(
          contract,
          Array.from({ length: 1 + random.below(3) }, () => randomUnit(random)),
        )
      }
    }
  }

  test('which versions have what is asked for', async () => {
    await eachChange(7, (contract, units) => {
      const { versions, isSure } = versionsWithTerms(contract.kept, units)
      expect({ isSure, versions: versions.toSorted() }).toEqual({
        isSure: true,
        versions: contract.having(units).toSorted(),
      })
    })
  })

  test('the same without the terms of the latest version, where all of it is in some version', async () => {
    let told = 0
    await eachChange(8, ({ kept }, units) => {
      const { latestTerms, ...partial } = kept
      const all = [latestTerms, ...olderTermsOf(kept)].join(' ')
      const isSomewhere = units.every(one => isIn(all, [one]))
      if (!isSomewhere || needsLatestTerms(units)) return
      told++
      expect(versionsWithTerms(partial, units)).toEqual(versionsWithTerms(kept, units))
    })
    expect(told).toBeGreaterThan(300)
  })
})
