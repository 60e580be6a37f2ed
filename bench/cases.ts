import type { DataSet } from './data.ts'
import type { Request } from './requests.ts'
import { wordOfRank } from './vocabulary.ts'

/** What is measured. */
export interface Case {
  /** By which it is chosen; `publish` chooses all whose names begin so. */
  readonly name: string
  readonly title: string
  readonly connections: number
  readonly data: readonly DataSet[]
  /** A request that is sent again and again, or what `wrk/publish.lua` makes. */
  readonly load: Request | 'new' | 'next' | 'mixed'
  /** Whether the request has the entity tag of the answer, and is answered 304. */
  readonly isConditional?: boolean
  /** Whether the Python service of dc43 knows the request. */
  readonly isInDc43: boolean
}

const connections = 50
const json = { 'content-type': 'application/json' }
const readPath = '/contracts/bench.read/versions/1.0.0'
const largePath = '/contracts/bench.large/versions/1.0.0'
const items = Array.from({ length: 50 }, (_, at) => {
  return { contract_id: `bench.resolve.${at}`, selector: '^1', status: 'active' }
})
const resolve: Request = {
  method: 'POST',
  path: '/contracts/resolve',
  headers: json,
  body: JSON.stringify(items),
}
const search: Request = { path: '/search?q=warehouse+campaign' }
/** Of words that some of a thousand contracts have, as those of the one search. */
const searches = Array.from({ length: 500 }, (_, at) => {
  const [first, second] = [
    wordOfRank(20 + (at % 100)),
    wordOfRank(20 + ((at * 7 + 13 + Math.floor(at / 100)) % 100)),
  ]
  return `/search?q=${first}+${second}`
})

export const cases: readonly Case[] = [
  {
    name: 'exact',
    title: 'exact version, 8 kB',
    connections,
    data: ['read'],
    load: { path: readPath },
    isInDc43: true,
  },
  {
    ...{ name: 'not-modified', title: '304 of a document of 167 kB', connections, data: ['large'] },
    ...{ load: { path: largePath }, isConditional: true, isInDc43: false },
  },
  {
    name: 'large',
    title: 'document of 167 kB',
    connections,
    data: ['large'],
    load: { path: largePath },
    isInDc43: true,
  },
  {
    ...{ name: 'latest', title: 'latest of `^1` and `active` among 1,000 versions', connections },
    ...{ data: ['latest'], load: { path: '/contracts/bench.latest/latest?status=active&selector=%5E1' } },
    isInDc43: false,
  },
  {
    ...{ name: 'resolve', title: 'resolve 50 contracts of 10 versions', connections, data: ['resolve'] },
    ...{ load: resolve, isInDc43: false },
  },
  {
    ...{ name: 'resolve-names', title: 'the same without documents', connections, data: ['resolve'] },
    ...{ load: { ...resolve, path: '/contracts/resolve?documents=false' }, isInDc43: false },
  },
  {
    ...{ name: 'search', title: 'search of two words', connections, data: ['catalogue'] },
    ...{ load: search, isInDc43: false },
  },
  {
    ...{ name: 'search-in-turn', title: 'searches of two words, 500 different ones in turn', connections },
    ...{ data: ['catalogue'], load: { ...search, inTurn: searches }, isInDc43: false },
  },
  {
    ...{ name: 'list', title: 'list of 50 contracts', connections, data: ['catalogue'] },
    ...{ load: { path: '/contracts?limit=50' }, isInDc43: true },
  },
  ...([1, 16] as const).flatMap(writers => [
    {
      ...{ name: `publish-new-${writers}`, title: `publish new contracts, ${writersOf(writers)}` },
      ...{ connections: writers, data: [], load: 'new' as const, isInDc43: true },
    },
    {
      ...{ name: `publish-next-${writers}`, title: `publish next versions, ${writersOf(writers)}` },
      ...{ connections: writers, data: ['next' as const], load: 'next' as const, isInDc43: true },
    },
  ]),
  {
    ...{ name: 'mixed', title: '95 reads and 5 publishes of 100', connections },
    ...{ data: ['next'], load: 'mixed', isInDc43: true },
  },
]

function writersOf(count: number): string {
  return count === 1 ? 'one writer' : `${count} writers`
}
