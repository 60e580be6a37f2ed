import type { DocumentNode } from './node.ts'

/** What `JSON.parse` would have made of the same text. */
export function plainValue(node: DocumentNode): unknown {
  switch (node.kind) {
    case 'object':
      // defines each member, also one that is named __proto__
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plainValue(value)]))
    case 'array':
      return node.items.map(plainValue)
    case 'number':
      return Number(node.token)
    default:
      return node.value
  }
}
