import { RegistryError } from '../../domain/errors.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'
import { normalStatus } from '../../domain/lifecycle.ts'
import { beginningToken, filterToken, indexedBeginning, type TokenClass, tokenClass } from './tokens.ts'
import { typeKeyOf } from './type-key.ts'
import { type Alternative, type QueryUnit, single, type Term } from './units.ts'
import { compactKeyOf, keyOf } from './words.ts'

/** By each parameter the tokens it asks for, and how its values are compared. */
const filters = {
  field_name: { kind: tokenClass.fieldName, key: compactKeyOf },
  field_type: { kind: tokenClass.fieldType, key: typeKeyOf },
  classification: { kind: tokenClass.classification, key: keyOf },
  owner: { kind: tokenClass.owner, key: keyOf },
  domain: { kind: tokenClass.domain, key: keyOf },
  data_product: { kind: tokenClass.dataProduct, key: keyOf },
  tag: { kind: tokenClass.tag, key: keyOf },
  status: { kind: tokenClass.status, key: statusKeyOf },
  server_type: { kind: tokenClass.serverType, key: keyOf },
  tenant: { kind: tokenClass.tenant, key: keyOf },
} as const satisfies Record<string, { kind: TokenClass; key: (value: string) => string }>

/** How many values one filter may have; a statement has so many conditions only. */
export const maxFilterValues = 50

export type FilterName = keyof typeof filters
export const filterNames = Object.keys(filters) as readonly FilterName[]

/** The values that are asked for, by the name of the parameter. No values are no filter. */
export type SearchFilters = { readonly [Name in FilterName]?: readonly string[] | undefined }

/** The filters that a single field can satisfy. */
export type FieldFilters = Pick<SearchFilters, 'field_name' | 'field_type' | 'classification'>

/**
 * A unit for each filter; its values are alternatives. A name of a field may end in `*`: all that begin so. `called` has the
 * names that the caller knows some filters by.
 *
 * @throws RegistryError `invalid-request` for a value that is blank, more than 50 of them, and a `*` that does not end a field's
 *   name.
 */
export function filterTerms(
  wanted: SearchFilters,
  called: Partial<Record<FilterName, string>> = {},
): QueryUnit[] {
  return filterNames.flatMap(name => {
    const values = wanted[name] ?? []
    if (values.length > maxFilterValues)
      throw invalid(
        `${called[name] ?? name} has ${values.length} values; at most ${maxFilterValues} are allowed`,
      )
    return values.length === 0
      ? []
      : [{ alternatives: values.map(value => alternativeOf(filterTerm(name, value, called[name]))) }]
  })
}

function alternativeOf(term: Term): Alternative {
  const one = single(term)
  const indexed = term.isPrefix ? indexedBeginning(term.text) : undefined
  return indexed === undefined ? one : { ...one, terms: [{ text: indexed, isPrefix: false }] }
}

function filterTerm(name: FilterName, value: string, called: string = name): Term {
  const { kind, key } = filters[name]
  if (value.trim() === '') throw invalid(`${called} is empty; write what to look for or leave ${called} out`)
  if (name !== 'field_name' || !value.includes('*'))
    return { text: filterToken(kind, key(value)), isPrefix: false }
  const beginning = value.trim().slice(0, -1)
  if (!value.trim().endsWith('*') || beginning.includes('*') || beginning.trim() === '')
    throw invalid(
      `${called} is ${quotedExcerpt(value)}, where a * does not end a name; it may stand only behind the beginning of names, as in cust*`,
    )
  return { text: beginningToken(kind, key(beginning)), isPrefix: true }
}

/** What a filter compares of a value: values with the same key are equal to it. */
export function filterKey(name: FilterName, value: string): string {
  return filters[name].key(value)
}

/** The key of a status; a version without one has the status `none`. */
export function statusKeyOf(status: string | undefined): string {
  return keyOf(normalStatus(status))
}

function invalid(detail: string): RegistryError {
  return new RegistryError('invalid-request', detail)
}
