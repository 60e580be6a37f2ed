import { memberOf, type ObjectNode, objectsOf, textMember } from '../../domain/document/node.ts'
import { pointerOf } from '../../domain/document/position.ts'
import { excerpt } from '../../domain/excerpt.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { distinctOwners, ownerNamesOf } from '../../domain/owners.ts'
import { takeFields } from './fields.ts'
import { TextCollector, takeTags } from './text-collector.ts'

/** What a text of a contract is. */
export const textKinds = ['id', 'name', 'description', 'tag', 'owner', 'field', 'field-description'] as const
export type TextKind = (typeof textKinds)[number]

/** A text whose words can be searched. */
export interface CatalogueText {
  readonly kind: TextKind
  /** JSON Pointer into the document; empty for the contract id where the document does not have it. */
  readonly pointer: string
  readonly text: string
}

/** A schema object or property, at any depth. */
export interface CatalogueField {
  readonly pointer: string
  /** The names from the schema object down: `orders.items[].sku`. Its beginning only, when it is very long. */
  readonly path: string
  /** Empty where the document gives none, as for the items of an array. */
  readonly name: string
  readonly physicalName: string | undefined
  readonly kind: 'object' | 'property'
  readonly logicalType: string | undefined
  readonly physicalType: string | undefined
  readonly classification: string | undefined
  readonly required: boolean
  readonly primaryKey: boolean
  readonly criticalDataElement: boolean
  readonly description: string | undefined
}

/** What can be searched, listed and counted of a contract version. */
export interface Catalogue {
  readonly name: string | undefined
  /** Of the texts that describe the contract the one for a list of contracts, at most 1,000 characters of it. */
  readonly description: string | undefined
  readonly status: string | undefined
  readonly owner: string | undefined
  /** Every name by which the contract's owner may be asked for, `owner` first: the team, and people who own it. */
  readonly owners: readonly string[]
  readonly domain: string | undefined
  readonly dataProduct: string | undefined
  readonly tenant: string | undefined
  readonly apiVersion: string | undefined
  /** The contract's own tags. */
  readonly tags: readonly string[]
  /** The tags of its schema objects and properties that are not the contract's as well. */
  readonly elementTags: readonly string[]
  readonly serverTypes: readonly string[]
  readonly texts: readonly CatalogueText[]
  readonly fields: readonly CatalogueField[]
  /** The parts of which the document has more than is taken. */
  readonly cut: readonly CataloguePart[]
}

/** What is taken of a document up to a number. */
export type CataloguePart = 'fields' | 'tags' | 'words'

/** How many types of servers are taken of one document. */
const maxServerTypes = 100
/** Of a longer description a catalogue shows the beginning; all of it can be searched. */
const maxDescriptionLength = 1000

/**
 * Takes from a document by any version of ODCS what can be searched. Never fails: what is of a wrong kind is passed
 * over. Of giant documents it takes 10,000 fields, 2,000 tags, and 2,000,000 characters of descriptions and of other texts
 * each.
 */
export function catalogueOf(document: ObjectNode | undefined, identity: VersionIdentity): Catalogue {
  const root: ObjectNode = document ?? { kind: 'object', offset: 0, members: [] }
  const texts = new TextCollector()
  takeIds(root, identity, texts)
  // ODCS 2.2 knows no `name`
  const name = texts.take(root, 'name', ['name', 'quantumName', 'datasetName'], '')
  const tags = takeTags(root, '', texts)
  const owners = takeOwners(root, texts)
  const description = takeDescriptions(root, texts)
  const { fields, tags: elementTags, isCut } = takeFields(root, texts)
  const own = new Set(tags)
  return {
    name,
    description,
    status: textMember(root, 'status'),
    owner: owners[0],
    owners,
    domain: textMember(root, 'domain') ?? textMember(root, 'datasetDomain'),
    dataProduct: textMember(root, 'dataProduct') ?? textMember(root, 'quantumName'),
    tenant: textMember(root, 'tenant'),
    apiVersion: textMember(root, 'apiVersion'),
    tags,
    elementTags: elementTags.filter(tag => !own.has(tag)),
    serverTypes: serverTypesOf(root),
    texts: texts.all(),
    fields,
    cut: isCut ? ['fields', ...texts.cut] : texts.cut,
  }
}

function takeIds(root: ObjectNode, { contractId }: VersionIdentity, texts: TextCollector): void {
  const id = texts.take(root, 'id', ['id'], '')
  const uuid = texts.take(root, 'id', ['uuid'], '')
  if (id !== contractId && uuid !== contractId) texts.add('id', '', contractId)
}

function takeOwners(root: ObjectNode, texts: TextCollector): string[] {
  const names = ownerNamesOf(root)
  for (const { pointer, text } of names) texts.add('owner', pointer, text)
  return distinctOwners(names)
}

/** Takes every text of the description, and returns the one that tells most in short. */
function takeDescriptions(root: ObjectNode, texts: TextCollector): string | undefined {
  const node = memberOf(root, 'description')
  if (node?.kind !== 'object') return short(texts.take(root, 'description', ['description'], ''))
  for (const { key, value } of node.members)
    if (value.kind === 'string') texts.add('description', pointerOf(['description', key]), value.value)
  for (const [index, property] of objectsOf(memberOf(node, 'customProperties'))) {
    const pointer = `/description/customProperties/${index}`
    texts.take(property, 'description', ['value'], pointer)
    texts.take(property, 'description', ['description'], pointer)
  }
  const [first] = texts.all().filter(({ kind }) => kind === 'description')
  return short(
    textMember(node, 'usage') ??
      textMember(node, 'purpose') ??
      textMember(node, 'limitations') ??
      first?.text,
  )
}

function short(description: string | undefined): string | undefined {
  return description && excerpt(description.trim(), maxDescriptionLength - 1)
}

function serverTypesOf(root: ObjectNode): string[] {
  const servers = objectsOf(memberOf(root, 'servers'))
  const types = new Set(servers.flatMap(([, server]) => textMember(server, 'type') ?? []))
  return [...types].slice(0, maxServerTypes)
}
