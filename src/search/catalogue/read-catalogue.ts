import { memberOf, type ObjectNode, objectsOf, textMember } from '../../domain/document/node.ts'
import { pointerOf } from '../../domain/document/position.ts'
import { excerpt } from '../../domain/excerpt.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { distinctOwners, ownerNamesOf } from '../../domain/owners.ts'
import type { Catalogue } from './catalogue.ts'
import { takeFields } from './fields.ts'
import { TextCollector, takeTags } from './text-collector.ts'

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
  const { fields, descriptions: fieldDescriptions, tags: elementTags, isCut } = takeFields(root, texts)
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
    ...{ fields, fieldDescriptions },
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
