import { excerpt } from '../domain/excerpt.ts'
import type { RawFault } from './raw-fault.ts'

interface Noun {
  readonly text: string
  /** The key of its type, where that decides which others it needs. */
  readonly typeKey: string | undefined
}

/** What stands in lists and members of a contract, by the name of the list or member. */
const nouns: Readonly<Record<string, Noun>> = {
  schema: noun('an object of the schema'),
  properties: noun('a property', 'logicalType'),
  items: noun('items'),
  servers: noun('a server', 'type'),
  quality: noun('a quality rule', 'type'),
  relationships: noun('a relationship'),
  roles: noun('a role'),
  team: noun('a team'),
  members: noun('a member of a team'),
  support: noun('a support channel'),
  slaProperties: noun('an SLA property'),
  customProperties: noun('a custom property'),
  authoritativeDefinitions: noun('an authoritative definition'),
  logicalTypeOptions: noun('logicalTypeOptions'),
  enum: noun('a value of an enum'),
  synonyms: noun('a synonym'),
  description: noun('description'),
  price: noun('price'),
  map: noun('map'),
  vector: noun('vector'),
}

function noun(text: string, typeKey?: string): Noun {
  return { text, typeKey }
}

/** The keys and indexes of a JSON Pointer. */
export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What an object is called in general, by where it stands. */
export function placeNoun(pointer: string): Noun {
  const steps = stepsOf(pointer)
  if (steps.length === 0) return noun('the contract')
  const name = steps.findLast(step => !/^\d+$/.test(step)) ?? ''
  return (Object.hasOwn(nouns, name) ? nouns[name] : undefined) ?? noun(excerpt(name))
}

/** What a value is called: by its key, or as an item of a list. */
export function subjectOf({ instancePath }: RawFault): string {
  const last = stepsOf(instancePath).at(-1)
  if (last === undefined) return 'the document'
  if (!/^\d+$/.test(last)) return excerpt(last)
  return `item ${last} of ${excerpt(stepsOf(instancePath).findLast(step => !/^\d+$/.test(step)) ?? 'the list')}`
}
