import { inBatches } from '../concurrency/batches.ts'
import { EventLoop } from '../concurrency/event-loop.ts'
import { RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { SelectionEffort, TooManyComparisons } from '../domain/selector.ts'
import type { ReadableStore, RevisionIdentity, StoredVersion } from '../stores/store.ts'
import { contractNotFound, noMatch, revisionNotFound } from './errors.ts'
import { attemptsAt } from './highest.ts'
import { isWanted, Selectable, type Selection } from './selection.ts'

/** One of many versions that are asked for at once. */
export interface ResolveItem {
  readonly contractId: string
  /** Throws what is wrong with it, which is then the answer to this item alone. */
  selection(): Selection
}

/** How the versions are looked for. */
export interface ResolveOptions {
  readonly asOf: Date | undefined
  /** Whether the documents are wanted, rather than what identifies them only. */
  readonly withDocuments: boolean
  /** The statuses that versions have in most cases. */
  readonly statuses: readonly string[]
}

/** What an item means, or why it means nothing. Without its document the `json` of a version is empty. */
export type Resolved = { readonly version: StoredVersion } | Failed

interface Failed {
  readonly error: RegistryError
}

/** An item that can be looked for. */
interface Wanted {
  readonly contractId: string
  readonly selection: Selection
}

/** An item whose version is known, but not its document. */
interface Choice {
  readonly summary: RevisionIdentity
  readonly selection: Selection
  /** How large the document is, in bytes, where that is known already. */
  readonly size: number | undefined
}

/** About how many bytes are kept of a row that is read for summaries. */
const summarySize = 800
/** How large the documents of one answer may be together, in bytes. */
const answerSize = 32 * 1024 * 1024

/**
 * Finds many versions, in few questions to the store, and in little memory however many versions the contracts have and
 * however long their documents are.
 *
 * @returns an answer for each item, in their order.
 * @throws RegistryError `invalid-request` when the selectors are too much work, or the documents too long together.
 */
export async function resolveAll(
  store: ReadableStore,
  items: readonly ResolveItem[],
  options: ResolveOptions,
): Promise<Resolved[]> {
  const wanted = items.map(item => orError(() => ({ ...item, selection: item.selection() })))
  const choices = await chooseAll(store, wanted, options)
  const stored = await readAll(store, choices, options)
  return choices.map(one => {
    if ('error' in one) return one
    const { summary } = one
    const found = stored.get(revisionKey(summary))
    return found
      ? { version: found }
      : { error: revisionNotFound(summary, summary.revision, summary.revision) }
  })
}

/** Which version each item means: most are found in the order of versions, the others among all of their contract. */
async function chooseAll(
  store: ReadableStore,
  wanted: readonly (Wanted | Failed)[],
  { asOf, statuses }: ResolveOptions,
): Promise<(Choice | Failed)[]> {
  const places = new Map(wanted.flatMap((one, at) => ('error' in one ? [] : [[at, one] as const])))
  const found = asOf ? new Map<number, Choice>() : await findHighest(store, places, statuses)
  const left = new Map([...places].filter(([at]) => !found.has(at)))
  const chosen = await chooseAmongAll(store, left, asOf)
  return wanted.map((one, at) => {
    if ('error' in one) return one
    return found.get(at) ?? chosen.get(at) ?? { error: contractNotFound(one.contractId, asOf) }
  })
}

/** The choices of those items which can be told without a look at all versions of their contracts, by place. */
async function findHighest(
  store: ReadableStore,
  wanted: ReadonlyMap<number, Wanted>,
  statuses: readonly string[],
): Promise<Map<number, Choice>> {
  const found = new Map<number, Choice>()
  const loop = new EventLoop()
  let asked = []
  for (const [at, { contractId, selection }] of wanted) {
    await loop.share()
    const attempts = attemptsAt(contractId, selection, statuses)
    if (attempts.length > 0) asked.push({ at, selection, attempts })
  }
  while (asked.length > 0) {
    const answers = await store.highestOfEach(asked.flatMap(({ attempts }) => attempts[0]?.query ?? []))
    for (const [index, { at, selection, attempts }] of asked.entries()) {
      const summary = answers[index]
      if (summary && attempts[0]?.accepts(summary)) found.set(at, { summary, selection, size: summary.size })
    }
    asked = asked.flatMap(one => {
      const attempts = one.attempts.slice(1)
      return found.has(one.at) || attempts.length === 0 ? [] : [{ ...one, attempts }]
    })
  }
  return found
}

/** What items mean, by place, among all versions of their contracts. */
async function chooseAmongAll(
  store: ReadableStore,
  wanted: ReadonlyMap<number, Wanted>,
  asOf: Date | undefined,
): Promise<Map<number, Choice | Failed>> {
  const chosen = new Map<number, Choice | Failed>()
  if (wanted.size === 0) return chosen
  const places = Map.groupBy(wanted, ([, { contractId }]) => contractId)
  const contractIds = [...places.keys()]
  const effort = new SelectionEffort()
  const loop = new EventLoop()
  const rows = await store.summaryRows(contractIds, asOf)
  const sizes = rows.map(count => count * summarySize)
  for (const some of inBatches(contractIds, sizes)) {
    const summaries = asOf ? await store.summariesAsOf(some, asOf) : await store.summaries(some)
    const byContract = Map.groupBy(summaries, summary => summary.contractId)
    for (const contractId of some) {
      const selectable = new Selectable(byContract.get(contractId) ?? [], effort)
      for (const [at, { selection }] of places.get(contractId) ?? []) {
        await loop.share()
        chosen.set(
          at,
          orError(() => choice(contractId, selectable, selection, asOf)),
        )
      }
    }
  }
  return chosen
}

function choice(
  contractId: string,
  selectable: Selectable,
  selection: Selection,
  asOf: Date | undefined,
): Choice {
  if (selectable.summaries.length === 0) throw contractNotFound(contractId, asOf)
  const summary = selectable.chosen(selection)
  if (!summary) throw noMatch(contractId, selection, selectable)
  return { summary, selection, size: undefined }
}

/** What was chosen, by the revision of each. */
async function readAll(
  store: ReadableStore,
  choices: readonly (Choice | Failed)[],
  options: ResolveOptions,
): Promise<Map<string, StoredVersion>> {
  const made = choices.filter((one): one is Choice => !('error' in one))
  // several items may mean the same
  const wanted = [...Map.groupBy(made, ({ summary }) => revisionKey(summary)).values()]
  const sizes = await sizesOf(store, wanted.map(firstOf))
  const size = sizes.reduce((sum, one, at) => sum + one * (wanted[at]?.length ?? 0), 0)
  if (options.withDocuments && size > answerSize) throw tooLarge()
  const stored = new Map<string, StoredVersion>()
  for (const some of inBatches(wanted.map(firstOf), sizes)) {
    const versions = await readSome(store, some, options)
    for (const [at, version] of versions.entries()) {
      const choice = some[at]
      if (!version || !choice) continue
      stored.set(revisionKey(choice.summary), options.withDocuments ? version : withoutDocument(version))
    }
  }
  return stored
}

/** A copy member by member: a store that keeps documents as bytes makes the text when it is asked for. */
function withoutDocument(version: StoredVersion): StoredVersion {
  const { contractId, version: name, fingerprint, status, digest, revision } = version
  return { contractId, version: name, json: '', fingerprint, status, digest, revision }
}

/** How large the documents of some choices are, in their order. */
async function sizesOf(store: ReadableStore, choices: readonly Choice[]): Promise<number[]> {
  const unknown = choices.filter(({ size }) => size === undefined)
  if (unknown.length === 0) return choices.map(({ size = 0 }) => size)
  const sizes = await store.documentSizes(unknown.map(({ summary }) => summary))
  const found = new Map(unknown.map((choice, at) => [choice, sizes[at]]))
  return choices.map(choice => choice.size ?? found.get(choice) ?? 0)
}

function firstOf([first]: readonly Choice[]): Choice {
  if (!first) throw new Error('a group has no members')
  return first
}

/** The versions of some choices, in their order; undefined for those that are nowhere any more. */
async function readSome(
  store: ReadableStore,
  choices: readonly Choice[],
  { asOf }: ResolveOptions,
): Promise<(StoredVersion | undefined)[]> {
  const revisions = await store.revisions(choices.map(({ summary }) => summary))
  const found = new Map(revisions.map(one => [revisionKey(one), one]))
  return Promise.all(
    choices.map(({ summary, selection }) => {
      return found.get(revisionKey(summary)) ?? (asOf ? undefined : currentOf(store, summary, selection))
    }),
  )
}

function tooLarge(): RegistryError {
  return new RegistryError(
    'invalid-request',
    `the documents of these items are larger together than ${answerSize / 1024 / 1024} MiB; ask for fewer items at a time, or with documents=false`,
  )
}

/**
 * A version whose state, as its summary had it, is nowhere: another program has written it since, which takes reading
 * the document to notice. Undefined when it is gone, or has no longer a status that is wanted.
 */
export async function currentOf(
  store: ReadableStore,
  { contractId, version }: VersionIdentity,
  selection: Selection,
): Promise<StoredVersion | undefined> {
  const stored = await store.get({ contractId, version })
  return stored && isWanted(selection, stored) ? stored : undefined
}

/** What is wrong with one item is its answer; too much work is an answer to all. */
function orError<T extends object>(work: () => T): T | Failed {
  try {
    return work()
  } catch (error) {
    if (error instanceof RegistryError && !(error instanceof TooManyComparisons)) return { error }
    throw error
  }
}

function revisionKey({ contractId, version, revision }: RevisionIdentity): string {
  return JSON.stringify([contractId, version, revision])
}
