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

type FieldPlace = Pick<CatalogueField, 'position' | 'pointer' | 'path' | 'kind'>

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
    if (node?.kind !== 'array') return
    for (let index = 0; index < node.items.length; index++) {
      const element = node.items[index]
      if (element?.kind !== 'object') continue
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
    this.fields.push(this.#field(node, { position, pointer, path, kind }))
    for (const tag of takeTags(node, pointer, this.#texts)) this.tags.add(tag)
    for (const key of listKeys) {
      const list = memberOf(node, key)
      if (list) this.list(list, `${pointer}/${key}`, path)
    }
    const items = memberOf(node, 'items')
    if (items?.kind === 'object') this.#element(items, `${pointer}/items`, `${path}[]`, 'property')
    const map = memberOf(node, 'map')
    if (map?.kind === 'object') this.#map(map, `${pointer}/map`, path)
  }

  #map(node: ObjectNode, pointer: string, path: string): void {
    for (const key of mapKeys) {
      const element = memberOf(node, key)
      if (element?.kind === 'object')
        this.#element(element, `${pointer}/${key}`, `${path}.${key}`, 'property')
    }
  }

  #field(node: ObjectNode, { position, pointer, path, kind }: FieldPlace): CatalogueField {
    const name = this.#texts.take(node, 'field', nameKeys, pointer)
    const physicalName = this.#texts.take(node, 'field', physicalNameKeys, pointer)
    this.#texts.take(node, 'field', businessNameKeys, pointer)
    for (const [index, synonym] of objectsOf(memberOf(node, 'synonyms')))
      this.#texts.take(synonym, 'field', synonymKeys, `${pointer}/synonyms/${index}`)
    const description = this.#texts.take(node, 'field-description', descriptionKeys, pointer)
    if (description !== undefined) this.descriptions.set(position, description)
    // hundreds are made of a document: one that is put together of several takes three times the memory
    return {
      position,
      pointer,
      path,
      kind,
      name: name ?? physicalName ?? '',
      physicalName,
      logicalType: textMember(node, 'logicalType'),
      physicalType: textMember(node, 'physicalType'),
      classification: textMember(node, 'classification'),
      required: isTrue(node, requiredKeys) || isLiteral(memberOf(node, 'isNullable'), false),
      primaryKey: isTrue(node, primaryKeyKeys),
      criticalDataElement: isTrue(node, criticalKeys),
    }
  }
}

const listKeys = ['properties', 'columns']
const mapKeys = ['key', 'value']
const nameKeys = ['name', 'table', 'column']
const physicalNameKeys = ['physicalName']
const businessNameKeys = ['businessName']
const synonymKeys = ['synonym']
const descriptionKeys = ['description']
const requiredKeys = ['required']
const primaryKeyKeys = ['primaryKey', 'isPrimaryKey', 'isPrimary']
const criticalKeys = ['criticalDataElement', 'criticalDataElementStatus']

function nameOf(node: ObjectNode): string | undefined {
  for (const key of nameKeys) {
    const name = textMember(node, key)
    if (name !== undefined) return name
  }
  return textMember(node, 'physicalName')
}

function isTrue(node: ObjectNode, keys: readonly string[]): boolean {
  for (const key of keys) if (isLiteral(memberOf(node, key), true)) return true
  return false
}

function isLiteral(node: DocumentNode | undefined, value: boolean): boolean {
  return node?.kind === 'literal' && node.value === value
}
