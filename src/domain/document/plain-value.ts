import type { DocumentNode, ObjectNode } from './node.ts'

/** What `JSON.parse` would have made of the same text. */
export function plainValue(node: DocumentNode): unknown {
  switch (node.kind) {
    case 'object':
      return plainObject(node)
    case 'array':
      return node.items.map(plainValue)
    case 'number':
      return Number(node.token)
    default:
      return node.value
  }
}

/** The plain value of an object. */
export function plainObject({ members }: ObjectNode): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const { key, value } of members) {
    // to be assigned, it would be the prototype
    if (key === '__proto__') Object.defineProperty(object, key, { ...ownMember, value: plainValue(value) })
    else object[key] = plainValue(value)
  }
  return object
}

const ownMember = { configurable: true, enumerable: true, writable: true }
