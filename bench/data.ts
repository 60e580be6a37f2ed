import { contractDocument } from './documents.ts'

/** Contracts that a case reads or adds to. */
export type DataSet = 'read' | 'large' | 'latest' | 'resolve' | 'catalogue' | 'next'

/** How many contracts get further versions; as in `wrk/publish.lua`. */
const nextContracts = 200

type Version = readonly [id: string, version: string, columns?: number]

/** What each set has. The large document has 167 kB. */
const versions: Readonly<Record<DataSet, () => Version[]>> = {
  read: () => [['bench.read', '1.0.0']],
  large: () => [['bench.large', '1.0.0', 815]],
  latest: () => numbered(1000, at => ['bench.latest', `1.${at}.0`]),
  resolve: () =>
    numbered(50, at => `bench.resolve.${at}`).flatMap(id => numbered(10, at => [id, `1.${at}.0`] as const)),
  catalogue: () => numbered(1000, at => [`bench.catalogue.${at}`, '1.0.0']),
  next: () => numbered(nextContracts, at => [`bench.next.${at}`, '1.0.0']),
}

function numbered<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at))
}

/** How many versions are published at a time. */
const writers = 8

/** Publishes a set. */
export async function publishSet(url: string, set: DataSet): Promise<void> {
  const left = versions[set]().entries()
  const publishAll = async () => {
    for (const [seed, [id, version, columns]] of left) {
      await publish(url, id, version, contractDocument(id, version, seed, columns))
    }
  }
  await Promise.all(Array.from({ length: set === 'latest' ? 1 : writers }, publishAll))
}

async function publish(url: string, id: string, version: string, document: object): Promise<void> {
  const answer = await fetch(`${url}/contracts/${id}/versions/${version}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(document),
  })
  const text = await answer.text()
  if (answer.status !== 204) throw new Error(`publishing ${id} ${version} answered ${answer.status}: ${text}`)
}

/** Documents to publish, one in a line, whose id and version are still to be put in. */
export function documentLines(count: number): string {
  const documents = numbered(count, seed => JSON.stringify(contractDocument('@id@', '@version@', seed)))
  return documents.map(text => `${text}\n`).join('')
}
