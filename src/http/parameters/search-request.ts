import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { RegistryError } from '../../domain/errors.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'
import { parseStatusFilter } from '../../domain/status-filter.ts'
import {
  type FieldFilters,
  type FilterName,
  filterNames,
  filterTerms,
} from '../../search/language/filters.ts'
import { parseQuery } from '../../search/language/query.ts'
import { encodeWord } from '../../search/language/tokens.ts'
import { typeKeyOf } from '../../search/language/type-key.ts'
import { compactKeyOf, keyOf } from '../../search/language/words.ts'
import {
  type FieldCondition,
  type SearchPosition,
  type SearchQuery,
  type SearchSort,
  type SearchTotal,
  type TestState,
  testStateNames,
} from '../../stores/search-query.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { count, instant, oneValue, pageSize } from './query.ts'

const many = z.union([z.string(), z.array(z.string())]).optional()

const filterMeanings: Record<FilterName, string> = {
  field_name:
    'Versions with a field of this name, whatever its case and punctuation; `cust*` for all that begin so.',
  field_type: 'Versions with a field of this logical or physical type.',
  classification: 'Versions with a field of this classification.',
  owner: 'Versions of this owner: the team, or a person in it who owns the contract.',
  domain: 'Versions of this domain.',
  data_product: 'Versions of this data product.',
  tag: 'Versions with this tag.',
  status: 'Versions with this status; several between commas. `none`: those without one.',
  server_type: 'Versions with a server of this type.',
  tenant: 'Versions of this tenant.',
}

const filterParameters = Object.fromEntries(
  filterNames.map(name => [
    name,
    many.meta({
      type: 'array',
      items: { type: 'string' },
      description: `${filterMeanings[name]} May be repeated: any of the values will do.`,
    }),
  ]),
) as Record<FilterName, typeof many>

/** What is looked for, on every route that searches. */
export const searchParameters = {
  q: oneValue(z.string().optional()).meta({
    type: 'string',
    description:
      'Words that a version must all have in its id, name, descriptions, tags, owner, or the names and descriptions of its fields; an `"exact phrase"`; `cust*` for words that begin so. Case, accents and punctuation do not matter: `customer` finds `customerId` and `CUSTOMER-ID`.',
    examples: ['customer email'],
  }),
  ...filterParameters,
  updated_after: oneValue(instant.optional()).meta({
    type: 'string',
    format: 'date-time',
    description: 'Versions that were changed after this time.',
  }),
  updated_before: oneValue(instant.optional()).meta({
    type: 'string',
    format: 'date-time',
    description: 'Versions that were changed before this time.',
  }),
  tests: many.meta({
    type: 'array',
    items: { type: 'string' },
    description: `Versions whose tests stand so: what the last runs of their servers came to, the worst of them. One of ${testStateNames.join(', ')}, or several between commas.`,
  }),
  valid: oneValue(
    z
      .enum(['true', 'false'], 'expected true or false')
      .transform(value => value === 'true')
      .optional(),
  ).meta({
    type: 'boolean',
    description: 'Versions in which a validation has found no error, or some: see `validation` of a summary.',
  }),
}

/** Where and how long a page of hits is. */
export const pageParameters = {
  limit: pageSize(200, 20),
  offset: count('How many hits to pass over first.').default(0),
  cursor: oneValue(z.string().optional()).meta({
    type: 'string',
    description: 'Where to go on, as `next_cursor` of the page before says. Other parameters stay the same.',
  }),
}

type Wanted = { readonly [Name in FilterName]?: string | string[] | undefined } & {
  readonly q?: string | undefined
  readonly updated_after?: Date | undefined
  readonly updated_before?: Date | undefined
  readonly tests?: string | string[] | undefined
  readonly valid?: boolean | undefined
}

/**
 * What those parameters ask for.
 *
 * @throws RegistryError `invalid-request` for values that mean nothing.
 */
export function searchOf(
  wanted: Wanted,
  page: Pick<SearchQuery, 'versions' | 'sort' | 'limit' | 'offset' | 'after' | 'scope' | 'isWhole'>,
): SearchQuery {
  const filters = Object.fromEntries(
    filterNames.map(name => [name, name === 'status' ? statusesOf(wanted.status) : listOf(wanted[name])]),
  )
  const { field_name, field_type, classification }: FieldFilters = filters
  const fieldUnits = filterTerms({ field_name, field_type, classification })
  const words = wanted.q === undefined ? [] : parseQuery(wanted.q)
  return {
    units: [...words, ...filterTerms(filters)],
    words,
    fieldUnits,
    // a single filter for fields is decided by the index; several are about one field
    field: fieldUnits.length > 1 ? fieldUnits : [],
    updatedAfter: wanted.updated_after,
    updatedBefore: wanted.updated_before,
    tests: wanted.tests === undefined ? undefined : testStatesOf(listOf(wanted.tests)),
    valid: wanted.valid,
    ...page,
  }
}

/** Without words all hits are as relevant; those of a time then come in the order of an index that has just these. */
export function orderOf(sort: SearchSort, { q, updated_after, updated_before }: Wanted): SearchSort {
  const asksForTime = updated_after !== undefined || updated_before !== undefined
  return sort === 'relevance' && q === undefined && asksForTime ? 'updated' : sort
}

/** Whether anything at all is asked for. */
export function isFiltered(wanted: Wanted): boolean {
  const { q, updated_after, updated_before, tests, valid } = wanted
  const values = [q, updated_after, updated_before, tests, valid, ...filterNames.map(name => wanted[name])]
  return values.some(value => value !== undefined)
}

function listOf(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : [value].flat()
}

function statusesOf(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : [...(parseStatusFilter(listOf(value)) ?? [])]
}

function testStatesOf(values: readonly string[]): TestState[] {
  const names = values.flatMap(value => value.split(',')).map(name => name.trim().toLowerCase())
  return [...new Set(names)].map(name => {
    const state = testStateNames.find(one => one === name)
    if (state !== undefined) return state
    throw new RegistryError(
      'invalid-request',
      `query parameter tests: ${quotedExcerpt(name)} is none; expected some of ${testStateNames.join(', ')} between commas`,
    )
  })
}

/** The filters as the field catalogue compares them. */
export function fieldConditionOf({ field_name, field_type, classification }: FieldFilters): FieldCondition {
  const names = (field_name ?? []).map(name => {
    const isPrefix = name.trim().endsWith('*')
    return { key: encodeWord(compactKeyOf(isPrefix ? name.trim().slice(0, -1) : name)), isPrefix }
  })
  return {
    names,
    types: (field_type ?? []).map(type => encodeWord(typeKeyOf(type))),
    classifications: (classification ?? []).map(value => encodeWord(keyOf(value))),
  }
}

/** What a cursor of a search holds beside the position: how many hits were counted for the first page. */
interface Cursor extends SearchPosition {
  readonly total: SearchTotal | undefined
}

/** A cursor to go on with the same search. */
export function cursorOf(
  position: SearchPosition,
  total: SearchTotal | undefined,
  search: SearchKey,
): string {
  const { keys, tier, version } = position
  const counted = total && [total.count, Number(total.isExact)]
  return writeCursor(search.request, askedIn(search), [keys, tier, version ?? null, counted ?? null])
}

/** What a cursor belongs to: the parameters of the request but for the page's own. */
export interface SearchKey {
  readonly request: FastifyRequest
  readonly sort: SearchSort
  readonly versions: string
  readonly wanted: Wanted
}

/** A text that every database takes. */
export const storedText = z.string().refine(text => text.isWellFormed() && !text.includes('\0'))
const place = z.int().min(0)
/** From the first to the last year of the calendar, in milliseconds. */
const time = z.int().min(-62_135_596_800_000).max(253_402_300_799_999)

const sortKeys = {
  relevance: z.tuple([place]),
  id: z.tuple([storedText]),
  name: z.tuple([storedText, place]),
  updated: z.tuple([time, place]),
} as const satisfies Record<SearchSort, z.ZodType>

const version = z.string().nullable()
const total = z.tuple([z.int().min(0), z.union([z.literal(0), z.literal(1)])]).nullable()

/** @throws RegistryError `invalid-request` for what is no cursor of this search. */
export function readSearchCursor(cursor: string, search: SearchKey): Cursor {
  const cursorPlace = z.tuple([sortKeys[search.sort], z.int().min(0).max(2), version, total])
  const [keys, tier, within, counted] = readCursor(cursor, search.request, askedIn(search), cursorPlace)
  return {
    ...{ keys, tier, version: within ?? undefined },
    total: counted ? { count: counted[0], isExact: counted[1] === 1 } : undefined,
  }
}

function askedIn({ sort, versions, wanted }: SearchKey): unknown {
  const values = filterNames.map(name => listOf(wanted[name]))
  const { q, updated_after, updated_before, tests, valid } = wanted
  return [sort, versions, q, updated_after, updated_before, listOf(tests), valid, values]
}
