import { Random } from '../../test/support/random.ts'
import { rankOf } from '../vocabulary.ts'
import { type CorpusVersion, corpusContract } from './corpus.ts'
import { ask } from './http.ts'

/** How many hits a page of the listing has. */
const pageLimit = 100

/** What is measured: requests of one kind, of which each is sent in turn. */
export interface Measured {
  readonly name: string
  readonly urls: readonly string[]
}

export interface CorpusSize {
  readonly contracts: number
  readonly versions: number
}

/** The requests of every kind on a corpus of that size. */
export async function measuredRequests(url: string, size: CorpusSize): Promise<Measured[]> {
  const sample = sampleOf(size)
  const latest = sample.flatMap(versions => versions.at(-1) ?? [])
  const path = (version: CorpusVersion) => `/contracts/${encodeURIComponent(version.contractId)}`
  const measured = [
    { name: 'get', urls: latest.map(version => `${path(version)}/versions/${version.version}`) },
    { name: 'latest', urls: latest.map(version => `${path(version)}/latest`) },
    { name: 'list first page', urls: [`/contracts?limit=${pageLimit}`] },
    { name: 'list page 1000 by offset', urls: [`/contracts?limit=${pageLimit}&offset=${offsetOf(size)}`] },
    { name: 'list summaries first page', urls: [`/contracts?limit=${pageLimit}&expand=summary`] },
    { name: 'list summaries page 1000 by cursor', urls: [await laterPage(url, size)] },
    { name: 'field_name exact', urls: fieldNames.map(name => `/search?field_name=${name}`) },
    {
      name: 'field_name prefix',
      urls: ['cust*', 'em*', 'sku*', 'post*'].map(name => `/search?field_name=${name}`),
    },
    ...(['rare', 'mid', 'common'] as const).map(kind => {
      return { name: `q two ${kind} words`, urls: pairs(sample, kind).map(pair => `/search?q=${pair}`) }
    }),
    { name: 'q compound', urls: ['customer_id', 'orderDate', '"created email"'].map(q => `/search?q=${q}`) },
    { name: 'facets of all', urls: [`/search?limit=1&${facets}`] },
    { name: 'facets of a common word', urls: [`/search?limit=1&q=order&${facets}`] },
    { name: 'facets of a domain', urls: [`/search?limit=1&domain=sales&${facets}`] },
    {
      name: 'filters',
      urls: ['/search?status=draft&domain=sales', '/search?tag=gold&classification=restricted'],
    },
    { name: 'sorted by update', urls: ['/search?sort=updated', '/search?sort=updated&q=order'] },
    { name: 'fields by name', urls: fieldNames.map(name => `/fields?name=${name}`) },
    { name: 'fields by type', urls: ['/fields?type=varchar', '/fields?type=bigint&name=cust*'] },
    { name: 'fields by classification', urls: ['/fields?classification=restricted'] },
  ]
  return measured.map(({ name, urls }) => ({ name, urls: urls.map(one => url + one) }))
}

const fieldNames = ['email', 'customer_id', 'orderAmount', 'sku', 'first_name']
const facets = 'facets=status,domain,owner,tag'

function offsetOf({ contracts }: CorpusSize): number {
  return Math.min(999 * pageLimit, contracts - pageLimit)
}

/** The page that a cursor leads to from the page before it, which is found by its offset. */
async function laterPage(url: string, size: CorpusSize): Promise<string> {
  const before = `/contracts?limit=${pageLimit}&expand=summary`
  const { body } = await ask(`${url}${before}&offset=${offsetOf(size) - pageLimit}`)
  const { next_cursor } = JSON.parse(body.toString()) as { next_cursor: string }
  return `${before}&cursor=${next_cursor}`
}

/** Contracts from all of the corpus. */
function sampleOf({ contracts, versions }: CorpusSize): CorpusVersion[][] {
  const random = new Random(4)
  return Array.from({ length: 300 }, () => corpusContract(random.below(contracts), versions))
}

const ranks = { common: [0, 20], mid: [1000, 4000], rare: [20_000, 50_000] } as const

/** Pairs of words of such ranks that stand together in some version. */
function pairs(sample: readonly CorpusVersion[][], kind: keyof typeof ranks): string[] {
  const [from, to] = ranks[kind]
  return sample.slice(0, 100).flatMap(versions => {
    const words = new Set(
      JSON.stringify(versions.at(-1)?.document)
        .toLowerCase()
        .match(/[a-z]+/g),
    )
    const fitting = [...words].filter(word => {
      const rank = rankOf(word) ?? -1
      return rank >= from && rank < to
    })
    return fitting.length < 2 ? [] : [fitting.slice(0, 2).join('+')]
  })
}
