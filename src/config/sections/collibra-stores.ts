import { z } from 'zod'
import { explain } from '../values/explain.ts'
import { keyInfo } from '../values/key-info.ts'
import { nestedTable, nestedValue } from '../values/nested.ts'
import { numberFromText, seconds } from '../values/number.ts'
import { isTable } from '../values/toml-table.ts'
import { typeName } from '../values/value-text.ts'
import { token } from './transforms.ts'

const name = z.string().trim().min(1).max(2000)

const entry = nestedTable(
  {
    data_product: nestedValue(name, 'the name or the id of a data product'),
    port: nestedValue(name, 'the name or the id of a port'),
  },
  'a table such as { data_product = "Sales", port = "Orders" }',
)

/** Where contracts have their place in Collibra: by contract id, a port of a data product. */
export type Catalog = Readonly<Record<string, z.output<typeof entry>>>

const catalogRule =
  'tables by contract id, such as [contract_store.catalog."sales.orders"] with data_product and port'

function catalog(value: unknown, context: z.RefinementCtx): Catalog {
  if (!isTable(value)) return explain(context, `is ${typeName(value)}; expected ${catalogRule}`)
  const entries = Object.entries(value).map(([contractId, one]) => {
    const parsed = entry.safeParse(one)
    if (parsed.success) return [contractId.trim(), parsed.data]
    for (const { message, path } of parsed.error.issues)
      context.addIssue({ code: 'custom', message, path: [contractId, ...path] })
    return []
  })
  return Object.fromEntries(entries)
}

/** `contract_store.base_url`, without a slash at its end. A user or token in it would be logged with it. */
function baseUrl(text: string, context: z.RefinementCtx): string {
  const url = text.trim()
  const isPlain = /^https?:\/\/[^\s/?#@]+(\/[^\s?#@\\]*)?$/i.test(url) && URL.canParse(url)
  if (!isPlain) return explain(context, 'is no URL of a Collibra; expected https://HOST or https://HOST/PATH')
  return url.replace(/\/+$/, '')
}

/** A path with the places for the names of the catalogue. */
const template = z
  .string()
  .trim()
  .regex(/^\/(?=.*\{port\})[^\s?#]*$/)

/** Keys of Collibra itself. */
export const collibraHttp = {
  baseUrl: z
    .string()
    .transform(baseUrl)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'URL of Collibra.',
      expected: 'a URL in quotes, such as "https://example.collibra.com"',
      mayHoldSecret: true,
      otherVariables: ['DC43_CONTRACT_STORE_URL'],
    }),
  token: z.string().transform(token).exactOptional().register(keyInfo, {
    meaning: 'Bearer token for Collibra, in place of `username` and `password`.',
    expected: 'a token in quotes',
    secret: true,
  }),
  timeout: seconds(0.1, 300).default(10).register(keyInfo, {
    meaning: 'Seconds to wait for an answer of Collibra.',
    expected: 'a number of seconds from 0.1 to 300',
    fromText: numberFromText,
  }),
  contractsEndpointTemplate: template.exactOptional().register(keyInfo, {
    meaning: 'Path of an API of your own in front of Collibra, with `{data_product}` and `{port}`.',
    expected: 'a path in quotes, such as "/rest/2.0/dataproducts/{data_product}/ports/{port}/contracts"',
    whenUnset: 'the data product API of Collibra',
  }),
}

/** Keys of Collibra, and of the folder that stands for it. */
export const collibraStores = {
  defaultStatus: z.string().trim().min(1).max(255).default('Draft').register(keyInfo, {
    meaning: 'With `Validated`, the latest version is the active one whatever its status is.',
    expected: 'a status in quotes, such as "Draft" or "Validated"',
  }),
  catalog: z
    .unknown()
    .transform(catalog)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'The port of a data product that a new contract is made for, by contract id.',
      expected: catalogRule,
      fileOnly: true,
      emptyIsUnset: true,
      show: (entries = {}) => `${Object.keys(entries).length} contracts`,
      whenUnset: 'new contracts have no port',
    }),
}
