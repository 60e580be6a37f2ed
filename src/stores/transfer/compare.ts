import { createHash } from 'node:crypto'
import { EventLoop } from '../../concurrency/event-loop.ts'
import { testRunName } from '../../domain/test-run.ts'
import type { VersionEntry } from '../entry.ts'
import type { DatasetLink } from '../link-store.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import { textOfChecks, textOfRun } from '../test-run-text.ts'
import { DigestSets } from './digest-sets.ts'
import { contractOf, type Exported } from './export-format.ts'
import { factsOfEntry, type HistoryFacts } from './history-text.ts'

/** What is compared: a store, or a file. Its entries can be read as often as they are needed. */
export interface Side {
  entries(): AsyncIterable<Exported>
}

/** Where two sides differ. */
export interface Difference {
  readonly contractId: string
  /** A revision of a version, a test run, or the link of a dataset version. */
  readonly place:
    | { readonly version: string; readonly revision: number }
    | { readonly testRun: string }
    | { readonly datasetId: string; readonly datasetVersion: string }
  /** On which side it is alone; undefined where both have it. */
  readonly onlyIn: 'first' | 'second' | undefined
  /** What is not the same. */
  readonly facts: readonly string[]
}

/** What a comparison has found. */
export interface Comparison {
  readonly contractIds: readonly string[]
  readonly versions: number
  readonly testRuns: number
  readonly links: number
  /** How many contracts are not the same. */
  readonly different: number
  /** Where the first of them differ. */
  readonly differences: readonly Difference[]
}

/** Of how many contracts is told where they differ; their facts are kept in memory meanwhile. */
const mostDetailed = 100

/** How many differences are told. */
const mostDifferences = 1000

interface Counts {
  versions: number
  testRuns: number
  links: number
}

const counted = { version: 'versions', test_run: 'testRuns', link: 'links' } as const

/**
 * Compares two sides: the ids, versions, revisions, test runs and links; for each revision what the history says and every
 * byte of its document, for each run what is known of it and every byte of its report. The order in which different contracts were changed is not compared.
 *
 * @param onEntries is told how many entries were read.
 */
export async function compare(
  first: Side,
  second: Side,
  onEntries: (entries: number) => void,
): Promise<Comparison> {
  const counts: Counts = { versions: 0, testRuns: 0, links: 0 }
  const others: Counts = { ...counts }
  const inFirst = await digestsOf(first, counts, onEntries)
  const read = sumOf(counts)
  const inSecond = await digestsOf(second, others, entries => onEntries(read + entries))
  const contractIds = [...new Set([...inFirst.contractIds(), ...inSecond.contractIds()])]
  const different = contractIds.filter(id => {
    const [one, other] = [inFirst.of(id), inSecond.of(id)]
    return one.count !== other.count || one.sum !== other.sum
  })
  const detailed = new Set(different.slice(0, mostDetailed))
  const differences = detailed.size === 0 ? [] : await differencesOf(first, second, detailed)
  return { contractIds, ...counts, different: different.length, differences }
}

async function digestsOf(
  side: Side,
  counts: Counts,
  onEntries: (entries: number) => void,
): Promise<DigestSets> {
  const digests = new DigestSets()
  const loop = new EventLoop()
  for await (const entry of side.entries()) {
    await loop.share()
    counts[counted[entry.kind]] += 1
    digests.add(contractOf(entry), JSON.stringify([keyOf(entry), factsOf(entry)]))
    onEntries(sumOf(counts))
  }
  return digests
}

function sumOf({ versions, testRuns, links }: Counts): number {
  return versions + testRuns + links
}

async function differencesOf(
  first: Side,
  second: Side,
  contractIds: ReadonlySet<string>,
): Promise<Difference[]> {
  const inFirst = await factsByKey(first, contractIds)
  const inSecond = await factsByKey(second, contractIds)
  const differences: Difference[] = []
  for (const [key, { entry, facts }] of inFirst) {
    const other = inSecond.get(key)
    inSecond.delete(key)
    const names = other ? Object.keys(facts).filter(name => facts[name] !== other.facts[name]) : []
    if (!other || names.length > 0) differences.push(differenceOf(entry, other ? undefined : 'first', names))
  }
  for (const { entry } of inSecond.values()) differences.push(differenceOf(entry, 'second', []))
  return differences.slice(0, mostDifferences)
}

/** The facts of all entries of some contracts, without their documents. */
async function factsByKey(
  side: Side,
  contractIds: ReadonlySet<string>,
): Promise<Map<string, { entry: Place; facts: HistoryFacts }>> {
  const found = new Map<string, { entry: Place; facts: HistoryFacts }>()
  const loop = new EventLoop()
  for await (const entry of side.entries()) {
    await loop.share()
    if (contractIds.has(contractOf(entry)))
      found.set(keyOf(entry), { entry: placeOf(entry), facts: factsOf(entry) })
  }
  return found
}

type Place = Pick<Difference, 'contractId' | 'place'>

function placeOf(entry: Exported): Place {
  const contractId = contractOf(entry)
  if (entry.kind === 'test_run') return { contractId, place: { testRun: testRunName(entry.run) } }
  if (entry.kind === 'version') {
    const { version, revision } = entry
    return { contractId, place: { version, revision } }
  }
  const { datasetId, datasetVersion } = entry.link
  return { contractId, place: { datasetId, datasetVersion } }
}

function differenceOf(place: Place, onlyIn: Difference['onlyIn'], facts: readonly string[]): Difference {
  return { ...place, onlyIn, facts }
}

function keyOf(entry: Exported): string {
  return JSON.stringify(placeOf(entry))
}

function factsOf(entry: Exported): HistoryFacts {
  if (entry.kind === 'version') return { ...factsOfEntry(entry), ...documentFacts(entry) }
  return entry.kind === 'link' ? factsOfLink(entry.link) : factsOfRun(entry.run)
}

function factsOfLink({ contractVersion, linkedAt, linkedBy }: DatasetLink): HistoryFacts {
  return { 'contract version': contractVersion, time: linkedAt.toISOString(), caller: linkedBy }
}

function factsOfRun(run: KeptTestRun): HistoryFacts {
  return {
    'test run': textOfRun(run),
    checks: digestOf(textOfChecks(run)),
    report: run.report === undefined ? undefined : digestOf(run.report),
  }
}

function documentFacts({ state }: VersionEntry): HistoryFacts {
  const document = state?.document
  return {
    document: document && digestOf(document.json),
    YAML: document?.source && digestOf(document.source),
  }
}

function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url')
}
