import type { DocumentNode, ObjectNode } from '../document/node.ts'
import { excerpt } from '../excerpt.ts'
import { contentOf, saidMember, scalarText } from './content.ts'
import { keyMember } from './matching.ts'
import { isKnownLevel } from './service-levels.ts'
import type { ListShape } from './shapes.ts'

/** Longer names are cut; they are read by people. */
const longestName = 100
/** Of longer names of what is in many others, and of longer paths and keys in them, there is the beginning. */
const longestFullName = 300
const longestPath = 500
const longestKey = 200
/** Names that can stand in a path as they are. */
const plainName = /^[\p{L}\p{N} _.$:@+-]+$/u

/** The words for elements that people know by a name of their own. */
const nouns: Readonly<Record<string, string>> = {
  server: 'server',
  sla: 'service level',
  quality: 'quality rule',
  relationship: 'relationship',
  enum: 'value',
  role: 'role',
  'server-role': 'role',
  support: 'support channel',
  member: 'team member',
  custom: 'custom property',
  definition: 'authoritative definition',
  synonym: 'synonym',
}

/** What an item of a list is called, by all that its first key says; undefined for one without a key. */
function labelOf(node: DocumentNode, shape: ListShape): string | undefined {
  if (node.kind !== 'object') return shown(node)
  for (const key of shape.keys) {
    const parts = key.flatMap(member => {
      const value = keyMember(node, member, shape)
      return value ? [[member, shown(value)]] : []
    })
    if (parts.length > 0) return parts.map(([member, value]) => `${member}=${value}`).join()
  }
  return undefined
}

/** The path to a part of an element. */
export function pathTo(element: { path(): string }, step: string): string {
  return excerpt(`${element.path()}${step}`, longestPath)
}

/** The step of a path to a member. */
export function memberStep(key: string): string {
  return `/${excerpt(key, longestKey)}`
}

/** The step of a path to an item. */
export function itemStep(list: string, node: DocumentNode, index: number, shape: ListShape): string {
  const id = node.kind === 'object' ? saidMember(node, 'id') : undefined
  return `${memberStep(list)}[${labelOf(node, shape) ?? (id ? `id=${shown(id)}` : index)}]`
}

/** The name of an element for people, within that of the element around it. */
export function nameOf(element: string, around: string, node: DocumentNode, shape: ListShape): string {
  const key = shape.keys[0]?.at(0)
  const own = node.kind === 'object' ? saidMember(node, key ?? '') : node
  const name = own && (scalarText(own) ?? contentOf(own))
  if (element === 'object' || element === 'property') {
    const text = excerpt(name ?? '(unnamed)', longestName)
    return around === '' ? text : excerpt(`${around}.${text}`, longestFullName)
  }
  const noun = nouns[shape.element] ?? element
  const label = excerpt(name ?? labelOf(node, shape) ?? '', longestName)
  const what = label === '' ? noun : `${noun} ${label}`
  return around === '' ? what : `${what} of ${around}`
}

/** What decides by which rules an item is judged: some are not what others rely on. */
export function elementOf(
  { element }: ListShape,
  before: DocumentNode | undefined,
  after: DocumentNode | undefined,
): string {
  const both = [before, after].filter((node): node is ObjectNode => node?.kind === 'object')
  if (element === 'server') return both.some(isProduction) ? 'server' : 'other-server'
  if (element === 'sla') return both.some(isKnownLevel) ? 'sla' : 'other-sla'
  if (element === 'quality') return both.every(isText) ? 'quality-text' : 'quality'
  return element
}

/** A server without an environment may be the one that everybody uses. */
function isProduction(server: ObjectNode): boolean {
  const environment = (scalarText(saidMember(server, 'environment')) ?? '').trim().toLowerCase()
  return environment === '' || environment.startsWith('prod')
}

/** A rule in words, which nothing tests. */
function isText(rule: ObjectNode): boolean {
  return scalarText(saidMember(rule, 'type'))?.toLowerCase() === 'text'
}

function shown(value: DocumentNode): string {
  const text = excerpt(scalarText(value) ?? contentOf(value), longestName)
  return plainName.test(text) ? text : JSON.stringify(text)
}
