import type { Severity } from '../domain/errors.ts'

/** How a rule is taken: as what its findings count, or not at all. */
export type Level = Severity | 'off'
export const levels = ['error', 'warning', 'info', 'off'] as const satisfies readonly Level[]

/** The rules beyond the official schemas: the level that each has by default, and what it looks for. */
export const rules = {
  'api-version': ['warning', 'an apiVersion of which there is no schema, so that a near one judges'],
  'declared-version': ['info', 'a document that is not valid by the version it declares, but by a newer one'],
  'duplicate-name': ['error', 'two objects, properties, servers or roles of one name in a list'],
  'duplicate-id': ['error', 'two entries of a list with the same id'],
  'relationship-target': ['warning', 'a relationship from or to something that is nowhere in the contract'],
  'relationship-length': ['error', 'a relationship whose from and to are lists of different lengths'],
  'sla-element': ['warning', 'an SLA of an element that the schema does not have'],
  'sla-property': ['info', 'an SLA property that the standard does not name'],
  'sla-driver': ['info', 'a driver of an SLA that the standard does not name'],
  'metric-level': ['warning', 'a metric of properties on an object, or one of objects on a property'],
  'metric-incomplete': ['warning', 'a metric without an operator, or without the arguments that it needs'],
  'metric-properties': ['warning', 'a metric over properties that the object does not have'],
  'metric-interval': ['error', 'an interval of a quality rule whose lower end is above its upper end'],
  'metric-operators': ['info', 'a quality rule with several operators, which later versions refuse'],
  'primary-key-repeated': ['error', 'two properties with the same position in a primary key'],
  'primary-key-gap': ['warning', 'positions in a primary key that are missing, or do not begin with 1'],
  'primary-key-optional': ['info', 'a property of a primary key that may be missing'],
  'position-without-key': [
    'warning',
    'a position in a key or partition to which the property does not belong',
  ],
  'array-items': ['warning', 'an array that does not say what is in it'],
  'items-without-array': ['warning', 'items of a property that is not said to be an array'],
  'option-range': ['error', 'a least length, number or value above the greatest'],
  'option-pattern': ['error', 'a pattern that is no regular expression'],
  'enum-type': ['error', 'a value of an enum that is of another type than the property'],
  'enum-repeated': ['error', 'a value that an enum has twice'],
  'deprecated-key': ['info', 'a key that the standard has deprecated'],
  'deprecated-required': ['info', 'a property that is deprecated and still required'],
  'deprecated-target': ['info', 'a relationship to something that is deprecated'],
  'version-form': ['info', 'a version that is none of Semantic Versioning'],
  'compatibility-wish': [
    'warning',
    'a dc43.compatibility that says none of what it may, or that is misspelt',
  ],
  'server-secret': ['warning', 'a password or token in a server; write a variable in its place'],
} as const satisfies Readonly<Record<string, readonly [Severity, string]>>

export type RuleName = keyof typeof rules

/** The keywords of JSON Schema whose faults have names: `schema/enum`, and `overlay/enum` for those of an overlay. */
const keywords = [
  ...[
    'required',
    'additionalProperties',
    'unevaluatedProperties',
    'propertyNames',
    'type',
    'enum',
    'const',
    'format',
  ],
  ...[
    'pattern',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'minProperties',
    'maxProperties',
    'minimum',
    'maximum',
  ],
  ...[
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
    'uniqueItems',
    'dependentRequired',
    'contains',
    'not',
    'oneOf',
  ],
  ...['anyOf', 'false', 'additionalItems', 'unevaluatedItems'],
] as const

/** Every name for which a level may be set. */
export const ruleNames: readonly string[] = [
  ...keywords.map(keyword => `schema/${keyword}`),
  ...keywords.map(keyword => `overlay/${keyword}`),
  ...Object.keys(rules),
]

/** The level of a rule where none is set. Real documents have patterns where the schema wants URIs. */
export function defaultLevel(rule: string): Severity {
  if (Object.hasOwn(rules, rule)) return rules[rule as RuleName][0]
  return rule.endsWith('/format') ? 'warning' : 'error'
}

/** What a rule looks for, for people. */
export function meaningOf(rule: string): string {
  if (Object.hasOwn(rules, rule)) return rules[rule as RuleName][1]
  const [source, keyword] = rule.split('/')
  if (keyword === undefined)
    return 'a text that is no document, or one that nobody can keep or judge as a whole'
  const schema = source === 'overlay' ? 'the overlay' : 'the official JSON Schema of ODCS'
  return `what does not satisfy ${keyword} in ${schema}`
}
