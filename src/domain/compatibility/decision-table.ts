import type { Effect } from './change.ts'

/**
 * What a change means: `C` breaks consumers, who read data by the old contract; `P` breaks producers, whose data fitted the
 * old contract; `ok` is compatible and `cos` cosmetic. `ok!` and `C!` deserve the attention of people beside that.
 */
export type Meaning = 'C' | 'C!' | 'P' | 'C+P' | 'ok' | 'ok!' | 'cos'

export type Row = readonly [
  /** An element, or a member of one; `*` stands for any. The first row that fits counts. */
  subject: string,
  effect: Effect | 'any',
  rule: string,
  meaning: Meaning,
  /** In which {name} is the element, {key} the member, {was} and {is} its values. */
  sentence: string,
]

/** The rule for all that no other row names, so that a key of a later ODCS never stops anybody. */
const unknownChange = 'unknown-change'

// biome-ignore format: a row of a table is a line
/**
 * The decision table. For a server that is not for production the element is `other-server`, for a service level of which
 * nobody knows what is better `other-sla`, and for a quality rule in words `quality-text`.
 */
export const decisionTable: readonly Row[] = [
  // Tables, columns and what is in them
  ['object', 'removed', 'object-removed', 'C', '{name} is gone'],
  ['object', 'added', 'object-added', 'ok!', '{name} is new; producers have to deliver it'],
  ['object.name', 'any', 'object-renamed', 'C+P', '{name} is renamed, from {was} to {is}'],
  ['property', 'removed', 'property-removed', 'C', '{name} is gone'],
  ['property', 'removed-from-key', 'key-property-removed', 'C+P', '{name} is gone, and the rest of the primary key is unique without it'],
  ['property', 'added', 'property-added', 'ok!', '{name} is new; producers have to deliver it'],
  ['property', 'added-required', 'required-property-added', 'P', '{name} is new, and data must have it'],
  ['property', 'added-to-key', 'key-property-added', 'C+P', '{name} is new and a part of the primary key'],
  ['property.name', 'any', 'property-renamed', 'C+P', '{name} is renamed, from {was} to {is}'],
  ['property.name', 'same', 'documentation-changed', 'cos', 'the name of {name}, which is no column, is {is}, not {was}'],
  ['object.physicalName', 'changed', 'physical-name-changed', 'C+P', 'the physical name of {name} is {is}, not {was}'],
  ['property.physicalName', 'changed', 'physical-name-changed', 'C+P', 'the physical name of {name} is {is}, not {was}'],
  ['*.physicalName', 'same', 'physical-name-written', 'cos', 'the physical name of {name} is the same, written out or not'],

  // Types
  ['object.logicalType', 'any', 'type-changed', 'C+P', '{name} is {is}, not {was}'],
  ['object.physicalType', 'any', 'object-type-changed', 'ok', '{name} is {is} now, where it was {was}'],
  ['property.logicalType', 'added', 'type-added', 'P', '{name} must be {is}'],
  ['property.logicalType', 'removed', 'type-removed', 'C', '{name} may be of any type, not only {was}'],
  ['property.logicalType', 'changed', 'type-changed', 'C+P', '{name} is {is}, not {was}'],
  ['property.physicalType', 'added', 'type-added', 'P', '{name} must be {is}'],
  ['property.physicalType', 'removed', 'type-removed', 'C', '{name} may be of any physical type, not only {was}'],
  ['property.physicalType', 'loosened', 'type-widened', 'C', '{name} is {is} and may hold more than {was}'],
  ['property.physicalType', 'tightened', 'type-narrowed', 'P', '{name} is {is} and holds less than {was}'],
  ['property.physicalType', 'same', 'type-rewritten', 'cos', 'the type of {name} is the same, written as {is}'],
  ['property.physicalType', 'changed', 'physical-type-changed', 'C+P', '{name} is {is}, not {was}'],
  ['property.items', 'any', 'type-changed', 'C+P', 'the items of {name} are others'],
  ['property.map', 'any', 'type-changed', 'C+P', 'the map of {name} is another'],

  // Keys and whether there is a value
  ['property.required', 'loosened', 'required-loosened', 'C', '{name} may be null now'],
  ['property.required', 'tightened', 'required-tightened', 'P', '{name} may not be null any more'],
  ['property.unique', 'loosened', 'unique-loosened', 'C', '{name} may have a value twice now'],
  ['property.unique', 'tightened', 'unique-tightened', 'P', '{name} may have no value twice any more'],
  ['property.primaryKey', 'loosened', 'primary-key-removed', 'C', '{name} is no part of the primary key any more'],
  ['property.primaryKey', 'tightened', 'primary-key-added', 'P', '{name} is the primary key now'],
  ['property.primaryKey', 'added-to-key', 'primary-key-extended', 'C+P', '{name} is a part of the primary key now, beside others'],
  ['property.primaryKey', 'removed-from-key', 'primary-key-shortened', 'C+P', '{name} is no part of the primary key any more, and the rest is unique without it'],
  ['property.primaryKeyPosition', 'any', 'primary-key-position-changed', 'ok', 'the place of {name} in the primary key is {is}, not {was}'],
  ['property.partitioned', 'any', 'partitioning-changed', 'ok!', 'whether data are partitioned by {name} has changed'],
  ['property.partitionKeyPosition', 'any', 'partitioning-changed', 'ok!', 'the place of {name} in the partition key is {is}, not {was}'],

  // Which values are accepted
  ['*.enum', 'added', 'enum-added', 'P', '{name} may have listed values only'],
  ['*.enum', 'removed', 'enum-removed', 'C', '{name} may have any value'],
  ['enum', 'added', 'enum-value-added', 'C', 'the {name} is allowed now'],
  ['enum', 'removed', 'enum-value-removed', 'P', 'the {name} is not allowed any more'],
  ['enum.value', 'any', 'enum-value-changed', 'C+P', 'the {name} was {was}'],
  ['options.minimum', 'loosened', 'minimum-loosened', 'C', '{name} may be less than before'],
  ['options.minimum', 'tightened', 'minimum-tightened', 'P', '{name} must be more than before'],
  ['options.minimum', 'changed', 'minimum-changed', 'C+P', 'the least value of {name} is another'],
  ['options.maximum', 'loosened', 'maximum-loosened', 'C', '{name} may be more than before'],
  ['options.maximum', 'tightened', 'maximum-tightened', 'P', '{name} must be less than before'],
  ['options.maximum', 'changed', 'maximum-changed', 'C+P', 'the greatest value of {name} is another'],
  ['options.minLength', 'loosened', 'min-length-loosened', 'C', '{name} may be shorter than before'],
  ['options.minLength', 'tightened', 'min-length-tightened', 'P', '{name} must be longer than before'],
  ['options.minLength', 'changed', 'min-length-changed', 'C+P', 'the least length of {name} is another'],
  ['options.maxLength', 'loosened', 'max-length-loosened', 'C', '{name} may be longer than before'],
  ['options.maxLength', 'tightened', 'max-length-tightened', 'P', '{name} must be shorter than before'],
  ['options.maxLength', 'changed', 'max-length-changed', 'C+P', 'the greatest length of {name} is another'],
  ['options.minItems', 'loosened', 'min-items-loosened', 'C', '{name} may have fewer items than before'],
  ['options.minItems', 'tightened', 'min-items-tightened', 'P', '{name} must have more items than before'],
  ['options.minItems', 'changed', 'min-items-changed', 'C+P', 'the least number of items of {name} is another'],
  ['options.maxItems', 'loosened', 'max-items-loosened', 'C', '{name} may have more items than before'],
  ['options.maxItems', 'tightened', 'max-items-tightened', 'P', '{name} must have fewer items than before'],
  ['options.maxItems', 'changed', 'max-items-changed', 'C+P', 'the greatest number of items of {name} is another'],
  ['options.minProperties', 'loosened', 'min-properties-loosened', 'C', '{name} may have fewer properties than before'],
  ['options.minProperties', 'tightened', 'min-properties-tightened', 'P', '{name} must have more properties than before'],
  ['options.minProperties', 'changed', 'min-properties-changed', 'C+P', 'the least number of properties of {name} is another'],
  ['options.maxProperties', 'loosened', 'max-properties-loosened', 'C', '{name} may have more properties than before'],
  ['options.maxProperties', 'tightened', 'max-properties-tightened', 'P', '{name} must have fewer properties than before'],
  ['options.maxProperties', 'changed', 'max-properties-changed', 'C+P', 'the greatest number of properties of {name} is another'],
  ['options.pattern', 'removed', 'pattern-removed', 'C', '{name} need not match {was} any more'],
  ['options.pattern', 'added', 'pattern-added', 'P', '{name} must match {is}'],
  ['options.pattern', 'changed', 'pattern-changed', 'C+P', '{name} must match {is}, not {was}'],
  ['options.format', 'removed', 'format-removed', 'C', '{name} need not be written as {was} any more'],
  ['options.format', 'added', 'format-added', 'P', '{name} must be written as {is}'],
  ['options.format', 'changed', 'format-changed', 'C+P', '{name} is written as {is}, not {was}'],
  ['options.multipleOf', 'loosened', 'multiple-of-loosened', 'C', '{name} may have values that were no multiples'],
  ['options.multipleOf', 'tightened', 'multiple-of-tightened', 'P', '{name} must be a multiple of {is}'],
  ['options.multipleOf', 'changed', 'multiple-of-changed', 'C+P', '{name} must be a multiple of {is}, not of {was}'],
  ['options.uniqueItems', 'loosened', 'unique-items-loosened', 'C', '{name} may have an item twice now'],
  ['options.uniqueItems', 'tightened', 'unique-items-tightened', 'P', '{name} may have no item twice any more'],
  ['options.required', 'loosened', 'required-loosened', 'C', '{name} need not have all properties any more that it had to'],
  ['options.required', 'tightened', 'required-tightened', 'P', '{name} must have properties that it need not have had'],
  ['options.required', 'changed', 'required-changed', 'C+P', '{name} must have other properties'],
  ['options.timezone', 'any', 'timezone-changed', 'C+P', 'whether {name} has a time zone has changed'],
  ['options.defaultTimezone', 'any', 'timezone-changed', 'C+P', 'the time zone of {name} is {is}, not {was}'],
  ['options.dimensions', 'any', 'vector-changed', 'C+P', '{name} has {is} dimensions, not {was}'],
  ['options.elementType', 'any', 'vector-changed', 'C+P', 'the elements of {name} are {is}, not {was}'],
  ['options.normalized', 'any', 'vector-changed', 'C+P', 'whether the vectors of {name} are normalized has changed'],
  ['options.embeddingModel', 'any', 'vector-changed', 'C+P', 'the vectors of {name} are made by {is}, not by {was}'],
  ['options.embeddingModelVersion', 'any', 'vector-changed', 'C+P', 'the vectors of {name} are made by version {is}, not by {was}'],

  // Quality
  ['quality', 'added', 'quality-rule-added', 'P', 'the {name} is new, and data must pass it'],
  ['quality', 'removed', 'quality-rule-removed', 'C', 'the {name} is gone'],
  ['quality.operators', 'loosened', 'quality-rule-loosened', 'C', 'the {name} accepts more than before'],
  ['quality.operators', 'tightened', 'quality-rule-tightened', 'P', 'the {name} accepts less than before'],
  ['quality.operators', 'changed', 'quality-rule-changed', 'C+P', 'the {name} accepts something else'],
  ['quality.severity', 'loosened', 'quality-severity-lowered', 'C', 'the {name} is a {is}, not an {was}'],
  ['quality.severity', 'tightened', 'quality-severity-raised', 'P', 'the {name} is an {is}, not a {was}'],
  ['quality.severity', 'changed', 'quality-severity-changed', 'ok!', 'the severity of the {name} is {is}, not {was}'],
  ['arguments.validValues', 'loosened', 'quality-rule-loosened', 'C', 'the {name} accepts more than before'],
  ['arguments.validValues', 'tightened', 'quality-rule-tightened', 'P', 'the {name} accepts less than before'],
  ['arguments.*', 'any', 'quality-rule-changed', 'C+P', '{key} of the {name} is another'],
  ['quality.arguments', 'any', 'quality-rule-changed', 'C+P', '{key} of the {name} are others'],
  ['quality.metric', 'removed', 'quality-rule-loosened', 'C', 'the {name} measures nothing any more'],
  ['quality.metric', 'added', 'quality-rule-tightened', 'P', 'the {name} measures {is} now'],
  ['quality.metric', 'changed', 'quality-rule-changed', 'C+P', 'the {name} measures {is}, not {was}'],
  ['quality.type', 'any', 'quality-rule-changed', 'C+P', 'the {name} is of type {is}, not {was}'],
  ['quality.query', 'removed', 'quality-rule-loosened', 'C', 'the query of the {name} is gone'],
  ['quality.query', 'added', 'quality-rule-tightened', 'P', 'the {name} has a query now'],
  ['quality.query', 'changed', 'quality-rule-changed', 'C+P', 'the query of the {name} is another'],
  ['quality.unit', 'any', 'quality-rule-changed', 'C+P', 'the {name} counts in {is}, not in {was}'],
  ['quality.engine', 'any', 'quality-rule-changed', 'C+P', 'the engine of the {name} is {is}, not {was}'],
  ['quality.implementation', 'removed', 'quality-rule-loosened', 'C', 'the implementation of the {name} is gone'],
  ['quality.implementation', 'added', 'quality-rule-tightened', 'P', 'the {name} has an implementation now'],
  ['quality.implementation', 'changed', 'quality-rule-changed', 'C+P', 'the implementation of the {name} is another'],
  ['quality.validValues', 'any', 'quality-rule-changed', 'C+P', 'the values that the {name} takes for valid are others'],
  ['quality-text', 'any', 'quality-text-changed', 'cos', 'the {name} is written otherwise'],
  ['quality-text.*', 'any', 'quality-text-changed', 'cos', '{key} of the {name} is written otherwise'],
  ['quality.name', 'any', 'documentation-changed', 'cos', 'the {name} was called {was}'],
  ['*.schedule', 'any', 'documentation-changed', 'cos', 'the schedule of {name} is {is}, not {was}'],
  ['*.scheduler', 'any', 'documentation-changed', 'cos', 'the scheduler of {name} is {is}, not {was}'],
  ['quality.dimension', 'any', 'documentation-changed', 'cos', 'the dimension of the {name} is {is}, not {was}'],
  ['quality.method', 'any', 'documentation-changed', 'cos', 'the method of the {name} is {is}, not {was}'],
  ['quality.businessImpact', 'any', 'documentation-changed', 'cos', 'the business impact of the {name} is {is}, not {was}'],

  // Relationships
  ['relationship', 'added', 'relationship-added', 'P', 'the {name} is new, and data must fit it'],
  ['relationship', 'removed', 'relationship-removed', 'C', 'the {name} is gone'],
  ['relationship.from', 'any', 'relationship-retargeted', 'C+P', 'the {name} begins at {is}, not at {was}'],
  ['relationship.to', 'any', 'relationship-retargeted', 'C+P', 'the {name} leads to {is}, not to {was}'],
  ['relationship.type', 'any', 'relationship-retargeted', 'C+P', 'the {name} is of type {is}, not {was}'],

  // Service levels
  ['sla', 'removed', 'sla-removed', 'C', 'the {name} is not promised any more'],
  ['sla', 'added', 'sla-added', 'ok', 'the {name} is promised now'],
  ['sla.property', 'removed', 'sla-removed', 'C', 'the {name} takes the place of {was}, which is not promised any more'],
  ['sla.value', 'loosened', 'sla-weakened', 'C', 'the {name} is weaker: {is}, where it was {was}'],
  ['sla.value', 'tightened', 'sla-strengthened', 'ok', 'the {name} is stronger: {is}, where it was {was}'],
  ['sla.value', 'changed', 'sla-changed', 'ok!', 'the {name} is {is}, where it was {was}'],
  ['sla.unit', 'changed', 'sla-unit-changed', 'ok!', 'the unit of the {name} is {is}, not {was}'],
  ['other-sla', 'any', 'sla-changed', 'ok!', 'the {name} is there now, or is not any more'],
  ['*.slaDefaultElement', 'any', 'sla-changed', 'ok!', 'service levels are about {is}, not about {was}'],
  ['sla.valueExt', 'any', 'sla-changed', 'ok!', 'the {name} has {is} as its other value, not {was}'],
  ['sla.element', 'any', 'sla-changed', 'ok!', 'the {name} is about {is}, not about {was}'],
  ['sla.driver', 'any', 'sla-changed', 'ok!', 'the driver of the {name} is {is}, not {was}'],
  ['other-sla.value', 'any', 'sla-changed', 'ok!', 'the {name} is {is}, where it was {was}'],
  ['other-sla.valueExt', 'any', 'sla-changed', 'ok!', 'the {name} has {is} as its other value, not {was}'],
  ['other-sla.element', 'any', 'sla-changed', 'ok!', 'the {name} is about {is}, not about {was}'],
  ['other-sla.driver', 'any', 'sla-changed', 'ok!', 'the driver of the {name} is {is}, not {was}'],
  ['other-sla.unit', 'any', 'sla-unit-changed', 'ok!', 'the unit of the {name} is {is}, not {was}'],

  // Servers
  ['server', 'removed', 'server-removed', 'C!', 'the {name} is gone'],
  ['server', 'added', 'server-added', 'ok', 'the {name} is new'],
  ['other-server', 'removed', 'other-server-changed', 'ok', 'the {name}, which is not for production, is gone'],
  ['other-server', 'added', 'server-added', 'ok', 'the {name} is new'],
  ['server.server', 'any', 'server-renamed', 'ok!', 'the {name} was called {was}'],
  ['other-server.server', 'any', 'other-server-changed', 'ok', 'the {name} was called {was}'],
  ['*.environment', 'any', 'server-environment-changed', 'ok!', 'the {name} is for {is}, not for {was}'],
  ...[
    ...['type', 'host', 'port', 'database', 'schema', 'catalog', 'dataset', 'project', 'location', 'topic'],
    ...['account', 'path', 'endpointUrl', 'serviceName', 'catalogUrl', 'namespace', 'stream'],
  ].flatMap((key): Row[] => [
    [`server.${key}`, 'any', 'server-address-changed', 'C!', '{key} of the {name} is {is}, not {was}'],
    [`other-server.${key}`, 'any', 'other-server-changed', 'ok', '{key} of the {name}, which is not for production, is {is}, not {was}'],
  ]),
  ...['format', 'delimiter', 'encoding'].flatMap((key): Row[] => [
    [`server.${key}`, 'any', 'server-format-changed', 'C!', '{key} of the {name} is {is}, not {was}'],
    [`other-server.${key}`, 'any', 'other-server-changed', 'ok', '{key} of the {name}, which is not for production, is {is}, not {was}'],
  ]),
  ['server-role', 'any', 'documentation-changed', 'cos', 'the {name} is there now, or is not any more'],
  ['server-role.*', 'any', 'documentation-changed', 'cos', '{key} of the {name} is {is}, not {was}'],

  // What people should know
  ['*.classification', 'any', 'classification-changed', 'ok!', 'the classification of {name} is {is}, not {was}; access and masking may change'],
  ['*.criticalDataElement', 'any', 'critical-data-changed', 'ok!', 'whether {name} is a critical data element has changed'],
  ['*.encryptedName', 'any', 'encrypted-name-changed', 'ok!', 'the encrypted name of {name} is {is}, not {was}'],
  ['*.deprecated', 'any', 'deprecation-changed', 'ok!', 'whether {name} is deprecated has changed'],
  ['role', 'removed', 'role-removed', 'ok!', 'the {name} is gone'],
  ['role', 'added', 'role-added', 'ok', 'the {name} is new'],
  ['role.role', 'any', 'role-changed', 'ok!', 'the {name} was called {was}'],
  ['role.access', 'any', 'role-changed', 'ok!', 'the {name} has {is} access, not {was}'],
  ['price.*', 'any', 'price-changed', 'ok!', '{key} is {is}, not {was}'],
  ['contract.price', 'any', 'price-changed', 'ok!', 'the price is another'],
  ['description.limitations', 'any', 'terms-changed', 'ok!', 'the limitations of use are others'],
  ['description.usage', 'any', 'terms-changed', 'ok!', 'the intended use is another'],
  ['support', 'removed', 'support-removed', 'ok!', 'the {name} is gone'],
  ['contract.id', 'any', 'contract-id-changed', 'ok!', 'these are two contracts: {was} and {is}'],
  ['contract.name', 'any', 'contract-changed', 'ok', 'the name of the contract is {is}, not {was}'],
  ['contract.kind', 'any', 'contract-changed', 'ok', 'the contract is of the kind {is}, not {was}'],
  ['contract.domain', 'any', 'contract-changed', 'ok', 'the domain of the contract is {is}, not {was}'],
  ['contract.tenant', 'any', 'contract-changed', 'ok', 'the tenant of the contract is {is}, not {was}'],
  ['contract.dataProduct', 'any', 'contract-changed', 'ok', 'the data product of the contract is {is}, not {was}'],
  ['contract.apiVersion', 'any', 'api-version-changed', 'ok', 'the contract is written by ODCS {is}, not {was}'],

  // What is said about all this
  ['support', 'any', 'documentation-changed', 'cos', 'the {name} is new'],
  ['support.*', 'any', 'documentation-changed', 'cos', '{key} of the {name} is {is}, not {was}'],
  ['member', 'any', 'documentation-changed', 'cos', 'the {name} is there now, or is not any more'],
  ['member.*', 'any', 'documentation-changed', 'cos', '{key} of the {name} is {is}, not {was}'],
  ['team.*', 'any', 'documentation-changed', 'cos', '{key} of the team is {is}, not {was}'],
  ['contract.team', 'any', 'documentation-changed', 'cos', 'the team is another'],
  ['contract.support', 'any', 'documentation-changed', 'cos', 'the support is another'],
  ['definition', 'any', 'documentation-changed', 'cos', 'the {name} is there now, or is not any more'],
  ['definition.*', 'any', 'documentation-changed', 'cos', '{key} of the {name} is {is}, not {was}'],
  ['custom', 'any', 'documentation-changed', 'cos', 'the {name} is there now, or is not any more'],
  ['custom.*', 'any', 'documentation-changed', 'cos', '{key} of the {name} is {is}, not {was}'],
  ['synonym', 'any', 'documentation-changed', 'cos', 'the {name} is there now, or is not any more'],
  ['synonym.*', 'any', 'documentation-changed', 'cos', '{key} of the {name} is {is}, not {was}'],
  ['enum.*', 'any', 'documentation-changed', 'cos', '{key} of the {name} is {is}, not {was}'],
  ['role.*', 'any', 'documentation-changed', 'cos', '{key} of the {name} is {is}, not {was}'],
  ['description.purpose', 'any', 'documentation-changed', 'cos', 'the purpose is described otherwise'],
  ...[
    ...['id', 'description', 'businessName', 'tags', 'examples', 'synonyms', 'context', 'customProperties'],
    ...['authoritativeDefinitions', 'transformSourceObjects', 'transformLogic', 'transformDescription'],
    ...['dataGranularityDescription', 'roles'],
  ].map((key): Row => [`*.${key}`, 'any', 'documentation-changed', 'cos', '{key} of {name} is another']),
  ['*', 'same', 'default-written', 'cos', '{key} of {name} says the same in other words'],
  ['*', 'any', unknownChange, 'ok', '{key} of {name} has changed'],
]

/** The table as a text, which is another one when an answer may be another one. */
export function ruleTableText(): string {
  return JSON.stringify(decisionTable)
}
