import {
  type DocumentNode,
  memberOf,
  type ObjectNode,
  objectsOf,
  textMember,
} from '../../domain/document/node.ts'
import { excerpt } from '../../domain/excerpt.ts'
import type { CatalogueField } from './catalogue.ts'
import { positionAfter } from './field-positions.ts'
import { type TextCollector, takeTags } from './text-collector.ts'

/** How many schema objects and properties are taken of one document. */
export const maxFields = 10_000
/** Names may nest and be long; of a longer path there is only the beginning. */
const maxPathLength = 1000

/**
 * Takes the schema objects and properties of a document at any depth, in the order in which they are written, and
 * returns them with their descriptions and their distinct tags. ODCS 2.2 calls them `dataset`, `columns`, `table` and `column`.
 */
export function takeFields(
  root: ObjectNode,
  texts: TextCollector,
): { fields: CatalogueField[]; descriptions: Map<number, string>; tags: string[]; isCut: boolean } {
  const walk = new FieldWalk(texts)
  walk.list(memberOf(root, 'schema'), '/schema', '')
  walk.list(memberOf(root, 'dataset'), '/dataset', '')
  const { fields, descriptions, tags, isCut } = walk
  return { fields, descriptions, tags: [...tags], isCut }
}

class FieldWalk {
  readonly fields: CatalogueField[] = []
  /** By position. */
  readonly descriptions = new Map<number, string>()
  readonly tags = new Set<string>()
  /** Whether there are more fields than are taken. */
  isCut = false
  readonly #texts: TextCollector

  constructor(texts: TextCollector) {
    this.#texts = texts
  }

  /** Takes the elements of an array; those of the root, which have no parent path, are schema objects. */
  list(node: DocumentNode | undefined, pointer: string, parent: string): void {
    for (const [index, element] of objectsOf(node)) {
      const name = nameOf(element) ?? String(index)
      const path = parent === '' ? name : `${parent}.${name}`
      this.#element(element, `${pointer}/${index}`, path, parent === '' ? 'object' : 'property')
    }
  }

  #element(node: ObjectNode, pointer: string, longPath: string, kind: CatalogueField['kind']): void {
    this.isCut ||= this.fields.length >= maxFields
    if (this.isCut) return
    const path = excerpt(longPath, maxPathLength - 1)
    const position = positionAfter(this.fields.at(-1)?.position, kind)
    const { description, ...names } = this.#takeTexts(node, pointer)
    this.fields.push({ position, pointer, path, kind, ...names, ...facts(node) })
    if (description !== undefined) this.descriptions.set(position, description)
    for (const tag of takeTags(node, pointer, this.#texts)) this.tags.add(tag)
    for (const key of ['properties', 'columns']) this.list(memberOf(node, key), `${pointer}/${key}`, path)
    this.#single(memberOf(node, 'items'), `${pointer}/items`, `${path}[]`)
    const map = memberOf(node, 'map')
    if (map?.kind !== 'object') return
    for (const key of ['key', 'value'])
      this.#single(memberOf(map, key), `${pointer}/map/${key}`, `${path}.${key}`)
  }

  #single(node: DocumentNode | undefined, pointer: string, path: string): void {
    if (node?.kind === 'object') this.#element(node, pointer, path, 'property')
  }

  #takeTexts(node: ObjectNode, pointer: string) {
    const name = this.#texts.take(node, 'field', nameKeys, pointer)
    const physicalName = this.#texts.take(node, 'field', ['physicalName'], pointer)
    this.#texts.take(node, 'field', ['businessName'], pointer)
    for (const [index, synonym] of objectsOf(memberOf(node, 'synonyms')))
      this.#texts.take(synonym, 'field', ['synonym'], `${pointer}/synonyms/${index}`)
    const description = this.#texts.take(node, 'field-description', ['description'], pointer)
    return { name: name ?? physicalName ?? '', physicalName, description }
  }
}

const nameKeys = ['name', 'table', 'column']

function nameOf(node: ObjectNode): string | undefined {
  const key = [...nameKeys, 'physicalName'].find(candidate => textMember(node, candidate) !== undefined)
  return key && textMember(node, key)
}

function facts(node: ObjectNode) {
  return {
    logicalType: textMember(node, 'logicalType'),
    physicalType: textMember(node, 'physicalType'),
    classification: textMember(node, 'classification'),
    required: isTrue(node, ['required']) || isFalse(node, 'isNullable'),
    primaryKey: isTrue(node, ['primaryKey', 'isPrimaryKey', 'isPrimary']),
    criticalDataElement: isTrue(node, ['criticalDataElement', 'criticalDataElementStatus']),
  }
}

function isTrue(node: ObjectNode, keys: readonly string[]): boolean {
  return keys.some(key => isLiteral(memberOf(node, key), true))
}

function isFalse(node: ObjectNode, key: string): boolean {
  return isLiteral(memberOf(node, key), false)
}

function isLiteral(node: DocumentNode | undefined, value: boolean): boolean {
  return node?.kind === 'literal' && node.value === value
}
