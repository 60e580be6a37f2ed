import { EventLoop } from '../../concurrency/event-loop.ts'
import type { HistoryEvent } from '../../domain/history.ts'
import { maxContractIdLength, maxVersionLength } from '../../domain/identity.ts'
import { testRunName } from '../../domain/test-run.ts'
import type { LinkEntry, VersionEntry } from '../entry.ts'
import type { DatasetLink } from '../link-store.ts'
import type { ContractStore } from '../store.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import { textOfRun } from '../test-run-text.ts'
import { DigestSets } from './digest-sets.ts'
import { type EntryLine, type ExportFile, ExportFileError } from './export-file.ts'
import { contractOf, type Exported } from './export-format.ts'
import { factsOfEntry, factsOfEvent, type HistoryFacts, textOf } from './history-text.ts'

/** How many events of the target are read at once. */
const pageSize = 2000

/** The target has something else than the file of the same contract or dataset. */
export class ImportRefused extends Error {}

/** What an import is going to do. */
export interface ImportPlan {
  readonly contracts: number
  /** Changes of versions, test runs and links in the file, and those of them that the target does not have. */
  readonly versions: { readonly all: number; readonly missing: number }
  readonly testRuns: { readonly all: number; readonly missing: number }
  readonly links: { readonly all: number; readonly missing: number }
  /** How many changes of a contract the target has: the first ones of the file. */
  recordedOf(contractId: string): number
}

/** What is asked of the store that a file is imported to. */
export type ImportTarget = Pick<ContractStore, 'history' | 'links' | 'testRuns'>

/**
 * Looks at the whole file and at what the target has of its contracts, and writes nothing.
 *
 * @param onBytes is told how much of the file was read.
 * @throws ExportFileError when the file is broken; ImportRefused when the target has another history of a contract.
 */
export async function planImport(
  file: ExportFile,
  target: ImportTarget,
  onBytes: (bytes: number) => void,
): Promise<ImportPlan> {
  const recorded = await recordedEvents(target)
  const read = new DigestSets()
  const loop = new EventLoop()
  const versions = { all: 0, missing: 0 }
  const testRuns = { all: 0, missing: 0 }
  const links = { all: 0, missing: 0 }
  for await (const line of file.entries(onBytes)) {
    await loop.share()
    const { entry } = line
    requireNames(line)
    if (entry.kind !== 'version') {
      const counts = entry.kind === 'link' ? links : testRuns
      counts.all += 1
      if (!(await isThere(target, entry))) counts.missing += 1
      continue
    }
    const { contractId } = entry
    const known = recorded.of(contractId)
    const { count, sum } = read.add(contractId, textOf(factsOfEntry(entry)))
    versions.all += 1
    if (count > known.count) versions.missing += 1
    if (count === known.count && sum !== known.sum) await refuse(file, target, contractId)
  }
  for (const contractId of read.contractIds())
    if (read.of(contractId).count < recorded.of(contractId).count) await refuse(file, target, contractId)
  const recordedOf = (contractId: string) => recorded.of(contractId).count
  return { contracts: read.size, versions, testRuns, links, recordedOf }
}

/** Whether the target has what is in no history. */
export function isThere(
  target: Pick<ContractStore, 'links' | 'testRuns'>,
  entry: Exclude<Exported, VersionEntry>,
): Promise<boolean> {
  return entry.kind === 'link' ? isLinked(target, entry) : isKept(target, entry.run)
}

/** Whether the target has a link. A dataset version that follows another contract version there is not led astray. */
async function isLinked(target: Pick<ContractStore, 'links'>, { link }: LinkEntry): Promise<boolean> {
  const known = await target.links.linked(link.datasetId, link.datasetVersion)
  if (!known) return false
  if (linkText(known) === linkText(link)) return true
  throw new ImportRefused(
    `the target has another link of the dataset ${JSON.stringify(link.datasetId)}, version ${JSON.stringify(link.datasetVersion)}: ${linkText(known)}; the file has ${linkText(link)}`,
  )
}

/** Whether the target has a test run, with its report or without. */
async function isKept(target: Pick<ContractStore, 'testRuns'>, run: KeptTestRun): Promise<boolean> {
  const known = await target.testRuns.testRun(run)
  if (!known) return false
  if (textOfRun(known) === textOfRun(run)) return true
  throw new ImportRefused(`the target has another test run ${JSON.stringify(testRunName(run))}`)
}

function linkText({ contractId, contractVersion, linkedAt, linkedBy }: DatasetLink): string {
  const by = linkedBy === undefined ? '' : ` by ${JSON.stringify(linkedBy)}`
  return `${JSON.stringify(contractId)} ${JSON.stringify(contractVersion)} since ${linkedAt.toISOString()}${by}`
}

async function recordedEvents(target: ImportTarget): Promise<DigestSets> {
  const recorded = new DigestSets()
  for await (const event of eventsOf(target)) recorded.add(event.contractId, textOf(factsOfEvent(event)))
  return recorded
}

async function* eventsOf(target: ImportTarget, contractId?: string): AsyncGenerator<HistoryEvent> {
  const loop = new EventLoop()
  for (let after = 0; ; ) {
    const page = await target.history({ contractId, after, order: 'oldest', limit: pageSize })
    await loop.share()
    yield* page
    after = page.at(-1)?.sequence ?? after
    if (page.length < pageSize) return
  }
}

/** No store can keep other names. */
function requireNames({ line, entry }: EntryLine): void {
  for (const [what, name, most] of namesOf(entry)) {
    const fault = nameFault(name, most)
    if (fault) throw new ExportFileError(line, `${what}: ${fault}`)
  }
}

/** Other rules are a matter of whoever made the name: it may be that of a row which another program stored. */
function nameFault(name: string, most: number): string | undefined {
  if (name.length > most) return `it has ${name.length} characters; at most ${most} are allowed`
  return name.includes('\0') || !name.isWellFormed() ? 'it is no text that every store can keep' : undefined
}

function namesOf(entry: Exported): [string, string, number][] {
  return [
    ['contract_id', contractOf(entry), maxContractIdLength],
    ['version', versionOf(entry), maxVersionLength],
  ]
}

function versionOf(entry: Exported): string {
  if (entry.kind === 'version') return entry.version
  return entry.kind === 'link' ? entry.link.contractVersion : (entry.run.version ?? '')
}

/** Finds where the histories of a contract part: at a change that both have, or at one that only the target has. */
async function refuse(file: ExportFile, target: ImportTarget, contractId: string): Promise<never> {
  const inTarget = new Map<string, HistoryEvent>()
  for await (const event of eventsOf(target, contractId)) inTarget.set(keyOf(event), event)
  const refused = (where: string) =>
    new ImportRefused(`the target has another history of ${JSON.stringify(contractId)}: ${where}`)
  for await (const { line, entry } of file.entries()) {
    if (entry.kind !== 'version' || entry.contractId !== contractId) continue
    const event = inTarget.get(keyOf(entry))
    if (!event) continue
    inTarget.delete(keyOf(entry))
    const difference = differenceOf(factsOfEvent(event), factsOfEntry(entry))
    if (difference) throw refused(`${placeText(entry)}: its ${difference} in line ${line} of the file`)
  }
  const [other] = inTarget.values()
  throw refused(other ? `${placeText(other)}: the file does not have it` : 'in another order')
}

/** The first fact that differs. */
function differenceOf(there: HistoryFacts, wanted: HistoryFacts): string | undefined {
  const name = Object.keys(wanted).find(fact => there[fact] !== wanted[fact])
  if (name === undefined) return undefined
  const shown = (facts: HistoryFacts) => JSON.stringify(facts[name]) ?? 'not there'
  return `${name} is ${shown(there)} there and ${shown(wanted)}`
}

type Revision = Pick<HistoryEvent, 'version' | 'revision'>

function placeText({ version, revision }: Revision): string {
  return `version ${JSON.stringify(version)}, revision ${revision}`
}

function keyOf({ version, revision }: Revision): string {
  return `${revision} ${version}`
}
