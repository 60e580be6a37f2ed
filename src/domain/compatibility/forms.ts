import type { DocumentNode, ObjectNode } from '../document/node.ts'
import { anyList, type ListShape, type Shape, unknownElement } from './shapes.ts'

/** What a member is that is more than one value: a list of elements, or an element. */
export type Form = ({ readonly list: ListShape } | { readonly element: string }) & {
  /** Whether a value is written as that. */
  fits(node: DocumentNode): boolean
}

/** The form of a member, as far as the shape of its element says it; undefined for one that is a value. */
export function formOf(
  shape: Shape,
  key: string,
  before: DocumentNode | undefined,
  after: DocumentNode | undefined,
): Form | undefined {
  // where nobody knows the members, both sides have to tell what one is
  const both = shape.isOpen && before?.kind === after?.kind ? before?.kind : undefined
  const list = both === 'array' ? anyList : own(shape.lists, key)
  if (list) return { list, fits: isList }
  const element = both === 'object' ? unknownElement : own(shape.records, key)
  return element === undefined ? undefined : { element, fits: node => membersOf(element, node) !== undefined }
}

/** An element by its members. Up to ODCS 3.0 a team is the list of its members. */
export function membersOf(element: string, node: DocumentNode | undefined): ObjectNode | undefined {
  if (node?.kind !== 'array') return node?.kind === 'object' ? node : undefined
  const { offset } = node
  return element === 'team'
    ? { kind: 'object', offset, members: [{ key: 'members', offset, value: node }] }
    : undefined
}

export function itemsOf(node: DocumentNode | undefined): readonly DocumentNode[] {
  return node?.kind === 'array' ? node.items : []
}

function isList(node: DocumentNode): boolean {
  return node.kind === 'array'
}

function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined
}
