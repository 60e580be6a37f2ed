/** A list whose items are told apart by what they are, and not by where they stand. */
export interface ListShape {
  readonly element: string
  /** Members that tell items apart, the most exact key first; an item that is a scalar is told by its value. */
  readonly keys: readonly (readonly string[])[]
  /** How members of keys were called by earlier versions of the standard. */
  readonly formerly?: Readonly<Record<string, string>>
  /**
   * Whether an item that is gone and a new one that is the same but for its key are one that was renamed. `typed`: only
   * with a type, or there would be too little to tell them by.
   */
  readonly renames: 'typed' | 'any' | 'no'
  /** Whether the last one that is gone and the last new one are the same item, whatever they are. */
  readonly pairsLast?: boolean
  /** Whether having no items is another thing than having some: one difference, not one for each item. */
  readonly isOne?: boolean
}

/** The members of an element that are more than one value. */
export interface Shape {
  /** Of an element of which nobody knows the members: all objects and lists that both sides have. */
  readonly isOpen?: boolean
  readonly lists?: Readonly<Record<string, ListShape>>
  /** Elements of which there is one. */
  readonly records?: Readonly<Record<string, string>>
  /** Members that are judged together, by the name of the measure, see `measures.ts`. */
  readonly groups?: Readonly<Record<string, readonly string[]>>
}

const customProperties: ListShape = { element: 'custom', keys: [['property']], renames: 'no' }
const authoritativeDefinitions: ListShape = { element: 'definition', keys: [['url']], renames: 'no' }
const roles: ListShape = { element: 'role', keys: [['role']], renames: 'any' }
const synonyms: ListShape = { element: 'synonym', keys: [['term']], renames: 'no' }
const properties: ListShape = { element: 'property', keys: [['name']], renames: 'typed' }
const quality: ListShape = {
  element: 'quality',
  keys: [['name'], ['metric', 'type', 'engine'], ['metric']],
  formerly: { metric: 'rule' },
  renames: 'any',
  pairsLast: true,
}
const relationships: ListShape = {
  element: 'relationship',
  keys: [['from', 'to', 'type'], ['from', 'to'], ['from']],
  renames: 'any',
  pairsLast: true,
}
const enumeration: ListShape = { element: 'enum', keys: [['value']], renames: 'no', isOne: true }
const documented = { customProperties, authoritativeDefinitions }

/** Members of quality rules that say together which results are good. */
export const operators = [
  ...['mustBe', 'mustNotBe', 'mustBeGreaterThan', 'mustBeGreaterOrEqualTo'],
  ...['mustBeLessThan', 'mustBeLessOrEqualTo', 'mustBeBetween', 'mustNotBeBetween'],
]

/** What is in documents that are not written by ODCS 3: anything. */
export const unknownElement = 'unknown'
export const anyList: ListShape = {
  element: unknownElement,
  keys: [['name'], ['column'], ['table'], ['property'], ['username'], ['server'], ['role']],
  renames: 'no',
}

/** What the elements of a contract are made of, by the ODCS JSON Schemas 3.0 to 3.2. What is not here is a value. */
export const shapes: Readonly<Record<string, Shape>> = {
  contract: {
    lists: {
      ...documented,
      servers: { element: 'server', keys: [['server']], renames: 'any' },
      schema: { element: 'object', keys: [['name']], renames: 'typed' },
      support: { element: 'support', keys: [['channel']], renames: 'any' },
      roles,
      slaProperties: {
        element: 'sla',
        keys: [['property', 'element', 'driver'], ['property', 'element'], ['property']],
        renames: 'no',
      },
    },
    records: { description: 'description', team: 'team', price: 'price' },
  },
  [unknownElement]: { isOpen: true },
  description: { lists: documented },
  team: { lists: { ...documented, members: { element: 'member', keys: [['username']], renames: 'no' } } },
  object: { lists: { ...documented, properties, quality, relationships, synonyms } },
  property: {
    lists: { ...documented, properties, quality, relationships, synonyms, enum: enumeration },
    records: { items: 'property', map: 'map', logicalTypeOptions: 'options' },
  },
  map: { records: { key: 'property', value: 'property' } },
  options: {
    groups: {
      minimum: ['minimum', 'exclusiveMinimum'],
      maximum: ['maximum', 'exclusiveMaximum'],
      minLength: ['minLength'],
      maxLength: ['maxLength'],
      minItems: ['minItems'],
      maxItems: ['maxItems'],
      minProperties: ['minProperties'],
      maxProperties: ['maxProperties'],
    },
    lists: { enum: enumeration },
  },
  quality: {
    lists: documented,
    records: { arguments: 'arguments' },
    groups: { operators, metric: ['metric', 'rule'] },
  },
  server: { lists: { customProperties, roles: { ...roles, element: 'server-role' } } },
  sla: { lists: documented },
  enum: { lists: documented },
  member: { lists: documented },
  role: { lists: { customProperties } },
  'server-role': { lists: { customProperties } },
  support: { lists: { customProperties } },
  relationship: { lists: { customProperties } },
}
