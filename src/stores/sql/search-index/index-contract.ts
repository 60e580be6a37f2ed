import { highestVersion } from '../../../domain/version.ts'
import type { CatalogueField } from '../../../search/catalogue/catalogue.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import { ContractFacets, noFacets } from '../../../search/versions/contract-facets.ts'
import { ContractTerms, type KeptSets, type Touched } from '../../../search/versions/contract-terms.ts'
import { noTerms, type TermColumns, versionsIn } from '../../../search/versions/term-columns.ts'
import {
  facetsOf,
  type LatestColumns,
  latestColumns,
  type SearchRowBefore,
  type TagRowOfVersion,
  tagRows,
  textRow,
} from './search-rows.ts'
import type { TextRow } from './tables.ts'

/** Since when a version is as it is, or is gone. */
export interface ChangedVersion {
  readonly version: string
  readonly time: Date
}

/** What became of some versions of a contract since the index has seen it. */
export interface ContractChange {
  readonly contractId: string
  /** What the index has of the contract. */
  readonly before: SearchRowBefore | undefined
  /** Where the index keeps the sets of its terms one by one. */
  readonly keptSets: KeptSets | undefined
  /** Whether no table of the index has anything of it. */
  readonly isNew: boolean
  /** Versions that were written, and are there. */
  readonly written: readonly ChangedVersion[]
  /** Versions that are not there any more. */
  readonly deleted: readonly ChangedVersion[]
}

/** What the index is to have of a contract. */
export interface IndexedContract {
  readonly contractId: string
  readonly before: SearchRowBefore | undefined
  readonly isNew: boolean
  readonly terms: TermColumns
  /** See `ContractTerms.touched`. */
  readonly touchedTerms: Touched | undefined
  readonly facets: string
  /** When any of its versions was last changed. */
  readonly updatedAt: Date
  /** What is known of its latest version; undefined when that is as before. */
  readonly latest: LatestVersion | undefined
  /** The version that was the latest one before, when it is there, and an older one now. */
  readonly formerLatest: string | undefined
}

interface LatestVersion {
  readonly columns: LatestColumns
  readonly fields: readonly CatalogueField[]
  readonly tags: readonly TagRowOfVersion[]
  /** Whether its own rows are written; when not, a later version was deleted. */
  readonly isWritten: boolean
}

/** Takes the rows of a version that was written; those of the latest one have its tags in `LatestVersion`. */
export type TakeRows = (text: TextRow, tags: readonly TagRowOfVersion[]) => Promise<void>

/**
 * Works out what the index is to have of a contract. Documents are looked at one after the other, because together they
 * may be larger than the memory.
 *
 * @param indexOf what is to be found of a version that is there.
 * @param share lets others have their turn: of each version that is gone, all sets of the contract are looked at.
 * @returns undefined when the contract has no versions any more.
 */
export async function indexContract(
  change: ContractChange,
  indexOf: (version: string) => Promise<VersionIndex>,
  take: TakeRows,
  share: () => Promise<void>,
): Promise<IndexedContract | undefined> {
  const { contractId, before, written, deleted } = change
  const highest = highestOf(change)
  if (highest === undefined) return undefined
  const facets = new ContractFacets(before?.facets ?? noFacets)
  const own = written.find(({ version }) => version === highest)
  const derive = async ({ version, time }: ChangedVersion) => {
    const index = await indexOf(version)
    const text = textRow({ contractId, version, time, index })
    return { index, text, tags: tagRows({ contractId, version }, index) }
  }
  const isOther = own !== undefined || highest !== before?.version
  const latest = isOther ? await derive(own ?? { version: highest, time: timeOf(change) }) : undefined
  const terms = new ContractTerms(before ?? noTerms, {
    latestVersion: before?.version,
    kept: change.keptSets,
    latestInTheEnd: latest?.index.distinctTerms ?? before?.latestTerms,
  })
  // the latest one comes last: the terms of all others are kept as their differences from it
  for (const one of written) {
    if (one === own) continue
    const { index, text, tags } = await derive(one)
    await terms.put(one.version, index.distinctTerms, own !== undefined)
    facets.put(one.version, facetsOf(text, tags))
    await take(text, tags)
  }
  // also where it is not written: it may have been changed since the index has seen it, and its own event comes later
  if (latest) await terms.put(highest, latest.index.distinctTerms, true)
  if (own && latest) {
    facets.put(highest, facetsOf(latest.text, latest.tags))
    await take(latest.text, [])
  }
  for (const { version } of deleted) {
    await share()
    await terms.remove(version, latest?.index.distinctTerms ?? before?.latestTerms ?? '')
    facets.remove(version)
  }
  const isFormer = before && before.version !== highest && !isAmong(before.version, deleted)
  return {
    ...{
      contractId,
      before,
      isNew: change.isNew,
      terms: await terms.columns(),
      touchedTerms: terms.touched,
      facets: facets.serialized(),
      updatedAt: timeOf(change),
    },
    latest: latest && {
      columns: latestColumns(latest.text, latest.index),
      fields: latest.index.fields,
      tags: latest.tags,
      isWritten: own !== undefined,
    },
    formerLatest: isFormer ? before.version : undefined,
  }
}

function highestOf({ before, written, deleted }: ContractChange): string | undefined {
  const names = written.map(({ version }) => version)
  // one look at those that were written is enough while the highest of all others is there
  if (before && !isAmong(before.version, deleted)) return highestVersion([before.version, ...names])
  const others = before ? [...versionsIn(before.versions)] : []
  return highestVersion([...others.filter(version => !isAmong(version, deleted)), ...names])
}

function isAmong(version: string, versions: readonly ChangedVersion[]): boolean {
  return versions.some(one => one.version === version)
}

/** The time of the last change; rows of other programs have the time of their insert, which may be long ago. */
function timeOf({ before, written, deleted }: ContractChange): Date {
  const start = before?.updatedAt ?? new Date(0)
  return [...written, ...deleted].reduce((last, { time }) => (time > last ? time : last), start)
}
