import type { VersionIdentity } from '../domain/identity.ts'
import type { Scope } from '../domain/scope.ts'
import { testResults } from '../domain/test-run.ts'
import type { QueryUnit } from '../search/language/units.ts'

/** What is looked for. All that is given must hold for one and the same version. */
export interface SearchQuery {
  /** All that a hit must have: the words of the query, and the filters, which are looked up like words. */
  readonly units: readonly QueryUnit[]
  /** Those of them that are words. */
  readonly words: readonly QueryUnit[]
  /** Those of them that are filters for fields. */
  readonly fieldUnits: readonly QueryUnit[]
  /** What must hold for one and the same field, where more than one thing is asked for; else nothing. */
  readonly field: readonly QueryUnit[]
  readonly updatedAfter: Date | undefined
  readonly updatedBefore: Date | undefined
  /** How the tests of a version may stand; undefined when it does not matter. */
  readonly tests?: readonly TestState[] | undefined
  /** Whether a validation found no error in a version; undefined when it does not matter. */
  readonly valid?: boolean | undefined
  readonly scope: Scope | undefined
  /** `latest`: of each contract the latest version that matches. */
  readonly versions: 'latest' | 'all'
  readonly sort: SearchSort
  readonly limit: number
  /** How many hits to pass over first. */
  readonly offset: number
  readonly after: SearchPosition | undefined
  /** Whether the hits are a list or an export: it is refused while versions are missing which other programs wrote. */
  readonly isWhole?: boolean | undefined
}

/** What the last runs of a version's servers came to, the worst of them; `none` when it has no runs. */
export const testStateNames = [...testResults, 'none'] as const
export type TestState = (typeof testStateNames)[number]

/** How hits are sorted. With `relevance` the best come first, with `updated` those that were changed last. */
export type SearchSort = 'relevance' | 'updated' | 'name' | 'id'

/** Any of the names, any of the types, and any of the classifications; a part that is empty is not asked for. */
export interface FieldCondition {
  readonly names: readonly FieldName[]
  readonly types: readonly string[]
  readonly classifications: readonly string[]
}

/** The name of a field that is asked for, as a key that all its spellings have; or how it begins. */
export interface FieldName {
  readonly key: string
  readonly isPrefix: boolean
}

/** Where a search goes on: after this version of this contract, or after all of the contract's versions. */
export interface SearchPosition {
  /** The values that sort the contract among others. */
  readonly keys: readonly (string | number)[]
  /** How relevant the contracts are that are being listed, from 0, the most. */
  readonly tier: number
  readonly version: string | undefined
}

/** A version that was found. */
export interface SearchHit extends VersionIdentity {
  /** Higher for better matches; the same for all where there are no words. */
  readonly score: number
}

/** Some of the hits, in their order. */
export interface SearchPage {
  readonly hits: readonly SearchHit[]
  /** Where the next page begins; undefined on the last one. */
  readonly next: SearchPosition | undefined
}

/** How many hits there are; `isExact` is false when there are more than were counted. */
export interface SearchTotal {
  readonly count: number
  readonly isExact: boolean
}

/** By what hits can be counted. */
export const facetNames = ['status', 'domain', 'owner', 'tag'] as const
export type FacetName = (typeof facetNames)[number]

/** How many hits have each value, the most frequent first; null for hits that have none. */
export type Facet = readonly { readonly value: string | null; readonly count: number }[]

/** Fields of the latest version of each contract. */
export interface FieldQuery {
  readonly condition: FieldCondition
  /** That condition as units, which the index looks for. */
  readonly filters: readonly QueryUnit[]
  readonly scope: Scope | undefined
  readonly limit: number
  readonly after: FieldPosition | undefined
}

/** The place of a field among those that were asked for; the first member counts the things that were. */
export type FieldPosition = readonly [range: number, key: string, contractId: string, position: number]

/** A field as the catalogue has it. */
export interface CataloguedField extends VersionIdentity {
  readonly pointer: string
  readonly path: string
  readonly name: string
  readonly kind: string
  readonly logicalType: string | undefined
  readonly physicalType: string | undefined
  readonly classification: string | undefined
  readonly required: boolean
  readonly primaryKey: boolean
  readonly criticalDataElement: boolean
  readonly description: string | undefined
}

/** Some of the fields, in their order. */
export interface FieldPage {
  readonly fields: readonly CataloguedField[]
  readonly next: FieldPosition | undefined
}
