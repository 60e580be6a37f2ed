import { Random } from '../../test/support/random.ts'
import { anyWord } from '../vocabulary.ts'

/** A version of a contract as its author sends it. */
export interface CorpusVersion {
  readonly contractId: string
  readonly version: string
  readonly document: object
}

const domains = [
  'sales',
  'finance',
  'logistics',
  'hr',
  'marketing',
  'support',
  'product',
  'risk',
  'web',
  'iot',
]
const entities =
  'orders customers invoices refunds shipments payments sessions products stores employees claims tickets'.split(
    ' ',
  )
const owners = Array.from({ length: 60 }, (_, at) => `Team ${domains[at % domains.length]} ${at}`)
const tags =
  'gold silver bronze pii gdpr finance daily hourly streaming raw curated core legacy beta eu us apac ml bi'.split(
    ' ',
  )
const fieldStems =
  'id customer order email phone first last name date created updated amount currency status country city street zip ' +
  'sku quantity price tax total discount channel source type code flag score rate balance account product store'
const stems = fieldStems.split(' ')
const types = [
  ['string', 'varchar(255)'],
  ['string', 'text'],
  ['integer', 'bigint'],
  ['number', 'decimal(18,2)'],
  ['date', 'date'],
  ['timestamp', 'timestamp'],
  ['boolean', 'boolean'],
] as const
const classifications = ['public', 'internal', 'confidential', 'restricted']

/** The versions of a contract, each a little different from the one before. The same in every run, and for every N. */
export function corpusContract(index: number, versions: number): CorpusVersion[] {
  const random = new Random(index * 7919 + 17)
  const domain = random.of(domains)
  const contractId = `${domain}.${random.of(entities)}_${index}`
  let body = firstBody(random, contractId, domain)
  return Array.from({ length: versions }, (_, at) => {
    if (at > 0) body = revised(random, body)
    const version = `${1 + Math.floor(at / 5)}.${at % 5}.0`
    const status = at < versions - 1 ? random.of(['deprecated', 'retired', 'active']) : random.of(statuses)
    return { contractId, version, document: { ...body, version, status } }
  })
}

const statuses = ['active', 'active', 'active', 'active', 'draft', 'proposed', 'deprecated']

interface Property {
  readonly name: string
  readonly description?: string
  readonly [other: string]: unknown
}

interface Body {
  readonly description: { readonly purpose: string; readonly usage: string; readonly limitations: string }
  readonly schema: readonly { readonly name: string; readonly properties: readonly Property[] }[]
}

function firstBody(random: Random, id: string, domain: string): Body {
  return {
    ...{ kind: 'DataContract', apiVersion: 'v3.1.0', id },
    name: `${words(random, 2)} ${random.of(entities)}`,
    ...{ domain, dataProduct: `${domain}-${random.below(20)}`, tenant: random.of(['acme', 'globex']) },
    team: { name: random.of(owners) },
    tags: [random.of(tags), random.of(tags)].filter((tag, at, all) => all.indexOf(tag) === at),
    servers: [{ server: 'production', type: random.of(['postgres', 'snowflake', 'kafka', 's3']) }],
    description: {
      purpose: sentence(random, 12),
      usage: sentence(random, 10),
      limitations: sentence(random, 6),
    },
    schema: Array.from({ length: 1 + random.below(2) }, () => ({
      name: `${random.of(entities)}_${random.of(stems)}`,
      physicalType: 'table',
      properties: Array.from({ length: 6 + random.below(10) }, () => property(random, 0)),
    })),
  } as Body
}

function property(random: Random, depth: number): Property {
  const [logicalType, physicalType] = random.of(types)
  const plain = {
    name: fieldName(random),
    ...{ logicalType, physicalType },
    required: random.below(3) === 0,
    ...(random.below(3) === 0 && { classification: random.of(classifications) }),
    ...(random.below(2) === 0 && { description: sentence(random, 6) }),
  }
  if (depth > 1 || random.below(12) > 0) return plain
  const properties = Array.from({ length: 2 + random.below(3) }, () => property(random, depth + 1))
  return random.below(2) === 0
    ? { ...plain, logicalType: 'object', properties }
    : { ...plain, logicalType: 'array', items: { logicalType: 'object', properties } }
}

function fieldName(random: Random): string {
  const parts = Array.from({ length: 1 + random.below(3) }, () => random.of(stems))
  if (random.below(5) === 0) parts.push(anyWord(random))
  const camel = parts.map((part, at) => (at === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1)))
  return random.below(3) === 0 ? camel.join('') : parts.join('_')
}

/** The next version: another usage, and sometimes one more field. */
function revised(random: Random, body: Body): Body {
  const description = { ...body.description, usage: sentence(random, 10) }
  if (random.below(2) === 0) return { ...body, description }
  const [first, ...rest] = body.schema
  if (!first) return body
  const schema = [{ ...first, properties: [...first.properties, property(random, 1)] }, ...rest]
  return { ...body, description, schema }
}

function words(random: Random, count: number): string {
  return Array.from({ length: count }, () => anyWord(random)).join(' ')
}

function sentence(random: Random, length: number): string {
  const text = words(random, 2 + random.below(length))
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}
