const once = { type: 'string' } as const
const often = { type: 'string', multiple: true } as const

/** The options of `search` that choose what is found, each with the parameter of `GET /search` that it stands for. */
export const searchOptions = {
  status: { ...often, parameter: 'status' },
  tests: { ...often, parameter: 'tests' },
  valid: { ...once, parameter: 'valid' },
  owner: { ...often, parameter: 'owner' },
  domain: { ...often, parameter: 'domain' },
  'data-product': { ...often, parameter: 'data_product' },
  tag: { ...often, parameter: 'tag' },
  field: { ...often, parameter: 'field_name' },
  'field-type': { ...often, parameter: 'field_type' },
  classification: { ...often, parameter: 'classification' },
  'server-type': { ...often, parameter: 'server_type' },
  tenant: { ...often, parameter: 'tenant' },
  'updated-after': { ...once, parameter: 'updated_after' },
  'updated-before': { ...once, parameter: 'updated_before' },
  versions: { ...once, parameter: 'versions' },
  sort: { ...once, parameter: 'sort' },
} as const

export type SearchOption = keyof typeof searchOptions

export const searchOptionNames = Object.keys(searchOptions) as readonly SearchOption[]

/** The parameters of a search that was asked for by these options. */
export function searchParametersOf(
  values: Readonly<Partial<Record<SearchOption, string | readonly string[]>>>,
): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    searchOptionNames.map(name => [searchOptions[name].parameter, values[name] ?? []]),
  )
}
