import { lazyMember } from '../../lazy-member.ts'
import { type DocumentNode, memberOf, type ObjectNode, stringMember } from '../document/node.ts'
import { Places } from '../document/position.ts'
import { quotedExcerpt } from '../excerpt.ts'
import { rootMembers } from '../odcs.ts'
import type { ChangeClass, Party, Spot } from './change.ts'
import { type Change, describeChange, type Judged, judge, type RuleLevels } from './judge.ts'
import { unknownElement } from './shapes.ts'
import { findDifferences } from './walk.ts'
import { type Wish, wishOf } from './wishes.ts'

/** All changes from one contract to another. */
export interface Differences {
  /** The worst of all; `none` without any, `unknown` when the documents are not written by ODCS 3. */
  readonly class: ChangeClass | 'none' | 'unknown'
  /** How many changes break whom. */
  readonly breaks: Readonly<Record<Party, number>>
  readonly counts: Readonly<Record<ChangeClass, number>>
  /**
   * What breaks first, each class in the order of the new document; no more than `mostChanges`. Put into words when they
   * are asked for first: most who publish do not ask.
   */
  readonly changes: readonly Change[]
  /** How many are not among them. */
  readonly omitted: number
  /** The first of the two that is not written by ODCS 3, because of which nobody can judge the changes. */
  readonly unjudged: 'before' | 'after' | undefined
  /** Why this is not the whole truth. */
  readonly note: string | undefined
  /** What the authors of the two ask for. */
  readonly wishes: readonly Wish[]
}

/** A contract, and the text in which its places are told. */
export interface ReadContract {
  readonly document: ObjectNode
  readonly text: string
  /** Where something stands in the text; where its node says, if this is left out. */
  offsetOf?(spot: Spot): number
}

/** How many changes are listed. */
const mostChanges = 1000

const classes: readonly ChangeClass[] = ['breaking', 'compatible', 'cosmetic']

/** Adds the changes to what else is told of them. */
export const withChanges = lazyMember('changes')

/** Compares two contracts. Neither the order of members and lists nor their layout counts. */
export function compareContracts(
  before: ObjectNode,
  after: ReadContract,
  levels: RuleLevels = {},
): Differences {
  const foreign = foreignDocument(before, after.document)
  const element = foreign ? unknownElement : 'contract'
  const counts = { breaking: 0, compatible: 0, cosmetic: 0 }
  const breaks = { consumers: 0, producers: 0 }
  const kept: Record<ChangeClass, Judged[]> = { breaking: [], compatible: [], cosmetic: [] }
  findDifferences(before, after.document, element, difference => {
    const judged = judge(difference, levels)
    if (!judged) return
    const { class: kind, breaks: parties } = judged.judgement
    counts[kind]++
    for (const party of parties) breaks[party]++
    if (kept[kind].length < mostChanges) kept[kind].push(judged)
  })
  const listed = classes.flatMap(one => kept[one]).slice(0, mostChanges)
  const worst = classes.find(one => counts[one] > 0) ?? 'none'
  // places in a text that has to be read again may not be found
  let changes = after.offsetOf && described(listed, after)
  const differences: Omit<Differences, 'changes'> = {
    class: foreign && worst !== 'none' ? 'unknown' : worst,
    breaks,
    counts,
    omitted: counts.breaking + counts.compatible + counts.cosmetic - listed.length,
    unjudged: foreign?.side,
    note: foreign?.note,
    wishes: [wishOf(before), wishOf(after.document)],
  }
  return withChanges(differences, () => {
    changes ??= described(listed, after)
    return changes
  })
}

/** Places are looked for in their order, so that the text is gone through once. */
function described(judged: readonly Judged[], { text, offsetOf = nodeOffset }: ReadContract): Change[] {
  const offsets = judged.map(({ difference }) => offsetOf(difference.after))
  const places = new Places(text)
  const changes: Change[] = []
  for (const at of [...judged.keys()].sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0))) {
    const one = judged[at]
    if (one) changes[at] = describeChange(one, places.of(offsets[at] ?? 0))
  }
  return changes
}

function nodeOffset({ node }: Spot): number {
  return node.offset
}

/** The first of two documents to which the rules do not apply; undefined when they apply to both. */
function foreignDocument(
  before: ObjectNode,
  after: ObjectNode,
): { readonly side: 'before' | 'after'; readonly note: string } | undefined {
  for (const [document, side] of [
    [before, 'before'],
    [after, 'after'],
  ] as const) {
    const reason = foreignReason(document)
    if (reason === undefined) continue
    const which = side === 'before' ? 'first' : 'second'
    const note = `the ${which} document ${reason}; the two are compared by their values only, and nobody can tell whom a change breaks`
    return { side, note }
  }
  return undefined
}

function foreignReason(document: ObjectNode): string | undefined {
  const apiVersion = stringMember(document, 'apiVersion')
  if (apiVersion !== undefined && !/^(v?3\.|\s*$)/.test(apiVersion)) {
    return /^v?2\./.test(apiVersion) ? 'is written by ODCS 2' : 'is not written by ODCS 3'
  }
  const kind = stringMember(document, 'kind')
  if (kind !== undefined && kind !== 'DataContract') return 'is no data contract by its kind'
  const stray = document.members.find(({ key }) => !Object.hasOwn(rootMembers, key))
  if (stray && apiVersion === undefined && kind === undefined)
    return `is no contract by ODCS: it has no apiVersion, and ODCS has no root key ${quotedExcerpt(stray.key)}`
  const schema = memberOf(document, 'schema')
  return isListOrNothing(schema) ? undefined : 'has a schema that is no list of objects'
}

function isListOrNothing(node: DocumentNode | undefined): boolean {
  return !node || node.kind === 'array' || (node.kind === 'literal' && node.value === null)
}
