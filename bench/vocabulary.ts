import { Random } from '../test/support/random.ts'

/** Words that data teams write most; the rest of the vocabulary is made up. */
const known =
  'the of and is for order customer date data each from table record source value code amount number when account ' +
  'payment product time status system by with type name are used key unique daily price line invoice currency ' +
  'country city address email phone store item quantity total tax discount shipment delivery return refund claim ' +
  'policy employee salary department contract supplier warehouse stock campaign channel session event page click ' +
  'device visit lead ticket agent queue score risk limit balance transaction card bank loan rate period month year'

const syllables = [
  'ba',
  'cor',
  'di',
  'fen',
  'gra',
  'hul',
  'ki',
  'lom',
  'mar',
  'nes',
  'pol',
  'qui',
  'ras',
  'set',
]
const endings = ['al', 'ent', 'ion', 'or', 'ure', 'ing', 'ity', 'ex', 'um', 'ic', 'ade', 'o']

/** How many words there are. A word of rank r is written in proportion to 1/r, as in languages. */
const vocabularySize = 50_000

const words = makeWords()
const cumulative = makeCumulative()

/** The word of that rank, from 0, the commonest. */
export function wordOfRank(rank: number): string {
  return words[rank] ?? ''
}

/** The rank of a word; undefined for what is none. */
export function rankOf(word: string): number | undefined {
  return ranks.get(word)
}

const ranks = new Map(words.map((word, rank) => [word, rank]))

/** A word, the commoner the more often. */
export function anyWord(random: Random): string {
  const wanted = (random.below(2 ** 30) / 2 ** 30) * (cumulative.at(-1) ?? 0)
  let low = 0
  let high = vocabularySize - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cumulative[middle] ?? 0) > wanted) high = middle
    else low = middle + 1
  }
  return wordOfRank(low)
}

function makeWords(): string[] {
  const random = new Random(1)
  const all = new Set(known.split(' '))
  while (all.size < vocabularySize) all.add(random.text(syllables, 4) + random.of(endings))
  return [...all]
}

function makeCumulative(): Float64Array {
  let sum = 0
  return Float64Array.from({ length: vocabularySize }, (_, rank) => {
    sum += 1 / (rank + 1)
    return sum
  })
}
