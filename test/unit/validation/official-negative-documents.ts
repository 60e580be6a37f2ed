/**
 * Documents after Bitol's negative tests, by the names that these have there, each with what the schema of ODCS 3.2.0 says:
 * the rule and the pointer of every finding. They are written by hand; those of Bitol have more around them.
 */
export interface NegativeDocument {
  readonly name: string
  /** What stands below the fundamentals of a contract, in YAML; or the whole, when it begins with `version`. */
  readonly yaml: string
  readonly findings: readonly string[]
}

const property = (text: string) =>
  `schema:\n  - name: orders\n    properties:\n      - ${text.replaceAll('\n', '\n        ')}`
const server = (text: string) => `servers:\n  - ${text.replaceAll('\n', '\n    ')}`
const rule = (text: string) => property(`name: amount\nquality:\n  - ${text.replaceAll('\n', '\n    ')}`)
const whole = (changes: Readonly<Record<string, string | undefined>>) => {
  const all = { version: '1.0.0', apiVersion: 'v3.2.0', kind: 'DataContract', id: 'negative', ...changes }
  return Object.entries(all)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]))
    .join('\n')
}
const serverNeeds = (name: string, text: string, missing: string): NegativeDocument => ({
  name,
  yaml: server(text),
  findings: [`schema/required /servers/0/${missing}`],
})
const inProperty = '/schema/0/properties/0'
const inRule = `${inProperty}/quality/0`

export const negativeDocuments: readonly NegativeDocument[] = [
  {
    name: 'additional-unknown-property',
    yaml: whole({ unknownRootField: 'text' }),
    findings: ['document /unknownRootField'],
  },
  serverNeeds('btrieve-missing-host', 'server: a\ntype: btrieve\nport: 1583\ndatabase: orders', 'host'),
  {
    name: 'deprecated-wrong-type',
    yaml: property('name: amount\ndeprecated: soon'),
    findings: [`schema/type ${inProperty}/deprecated`],
  },
  {
    name: 'enum-duplicate-values',
    yaml: property('name: state\nenum:\n  - value: open\n  - value: open'),
    findings: [`schema/uniqueItems ${inProperty}/enum`],
  },
  {
    name: 'enum-empty',
    yaml: property('name: state\nenum: []'),
    findings: [`schema/minItems ${inProperty}/enum`],
  },
  {
    name: 'enum-missing-value',
    yaml: property('name: state\nenum:\n  - label: Open'),
    findings: [`schema/required ${inProperty}/enum/0/value`],
  },
  serverNeeds('exasol-missing-host', 'server: a\ntype: exasol\nport: 8563', 'host'),
  serverNeeds(
    'fastobjects-missing-database',
    'server: a\ntype: fastobjects\nhost: h\nport: 6001',
    'database',
  ),
  serverNeeds('hana-missing-host', 'server: a\ntype: hana\nport: 30015', 'host'),
  serverNeeds('iceberg-missing-catalogurl', 'server: a\ntype: iceberg\ncatalog: c', 'catalogUrl'),
  serverNeeds('ingres-missing-host', 'server: a\ntype: ingres\nport: 21064\ndatabase: d', 'host'),
  { name: 'invalid-api-version', yaml: whole({ apiVersion: 'v9.9.9' }), findings: ['document /apiVersion'] },
  { name: 'invalid-kind', yaml: whole({ kind: 'DataModel' }), findings: ['schema/enum /kind'] },
  {
    name: 'invalid-quality-dimension',
    yaml: rule('metric: nullValues\nmustBe: 0\ndimension: validity'),
    findings: [`schema/enum ${inRule}/dimension`],
  },
  {
    name: 'invalid-quality-metric',
    yaml: rule('type: library\nmetric: averages\nmustBe: 0'),
    findings: [`schema/enum ${inRule}/metric`],
  },
  {
    name: 'invalid-quality-type',
    yaml: rule('type: unknown\ndescription: text'),
    findings: [`schema/enum ${inRule}/type`],
  },
  {
    name: 'map-missing-block',
    yaml: property('name: labels\nlogicalType: map'),
    findings: [`schema/required ${inProperty}/map`],
  },
  {
    name: 'map-missing-key',
    yaml: property('name: labels\nlogicalType: map\nmap:\n  value:\n    logicalType: string'),
    findings: [`schema/required ${inProperty}/map/key`],
  },
  {
    name: 'map-missing-value',
    yaml: property('name: labels\nlogicalType: map\nmap:\n  key:\n    logicalType: string'),
    findings: [`schema/required ${inProperty}/map/value`],
  },
  { name: 'missing-required-fields', yaml: whole({ id: undefined }), findings: ['schema/required /id'] },
  {
    name: 'quality-custom-missing-implementation',
    yaml: rule('type: custom\nengine: soda'),
    findings: [`schema/required ${inRule}/implementation`],
  },
  {
    name: 'quality-element-field',
    yaml: rule('type: text\nelement: orders.amount'),
    findings: [`schema/unevaluatedProperties ${inRule}/element`],
  },
  {
    name: 'quality-library-missing-metric',
    yaml: rule('type: library\nmustBe: 0'),
    findings: [`schema/required ${inRule}/metric`],
  },
  {
    name: 'quality-multiple-operators',
    yaml: rule('metric: nullValues\nmustBe: 0\nmustBeLessThan: 5'),
    findings: [`schema/oneOf ${inRule}`],
  },
  {
    name: 'quality-mustbebetween-wrong-size',
    yaml: rule('metric: nullValues\nmustBeBetween: [1]'),
    findings: [`schema/minItems ${inRule}/mustBeBetween`],
  },
  {
    name: 'quality-sql-missing-query',
    yaml: rule('type: sql\nmustBe: 0'),
    findings: [`schema/required ${inRule}/query`],
  },
  {
    name: 'relationship-property-level-with-from',
    yaml: property('name: customer\nrelationships:\n  - from: orders.customer\n    to: orders.customer'),
    findings: [`schema/not ${inProperty}/relationships/0`],
  },
  {
    name: 'relationship-schema-level-missing-from-to',
    yaml: 'schema:\n  - name: orders\n    relationships:\n      - type: foreignKey',
    findings: [
      'schema/required /schema/0/relationships/0/from',
      'schema/required /schema/0/relationships/0/to',
    ],
  },
  {
    name: 'schema-property-invalid-logicaltype',
    yaml: property('name: amount\nlogicalType: binary'),
    findings: [`schema/enum ${inProperty}/logicalType`],
  },
  {
    name: 'schema-property-missing-name',
    yaml: property('logicalType: string'),
    findings: [`schema/required ${inProperty}/name`],
  },
  {
    name: 'server-encoding-wrong-type',
    yaml: server('server: a\ntype: local\npath: ./a.csv\nformat: csv\nencoding: 8'),
    findings: ['schema/type /servers/0/encoding'],
  },
  {
    name: 'server-invalid-type',
    yaml: server('server: a\ntype: mongodb'),
    findings: ['schema/enum /servers/0/type'],
  },
  serverNeeds('server-missing-conditional-fields', 'server: a\ntype: athena\nstagingDir: s3://a/b', 'schema'),
  {
    name: 'server-missing-required-fields',
    yaml: server('host: h\nport: 5432\ndatabase: d'),
    findings: ['schema/required /servers/0/server', 'schema/required /servers/0/type'],
  },
  {
    name: 'sla-authoritativedefinition-missing-type',
    yaml: 'slaProperties:\n  - property: latency\n    value: 4\n    authoritativeDefinitions:\n      - url: https://example.org',
    findings: ['schema/required /slaProperties/0/authoritativeDefinitions/0/type'],
  },
  {
    name: 'sla-missing-required-value',
    yaml: 'slaProperties:\n  - property: latency',
    findings: ['schema/required /slaProperties/0/value'],
  },
  {
    name: 'stable-id-denied-characters',
    yaml: property('id: a.b\nname: amount'),
    findings: [`schema/pattern ${inProperty}/id`],
  },
  {
    name: 'synonym-missing-term',
    yaml: property('name: amount\nsynonyms:\n  - description: text'),
    findings: [`schema/required ${inProperty}/synonyms/0/synonym`],
  },
  serverNeeds('teradata-missing-host', 'server: a\ntype: teradata\ndatabase: d', 'host'),
  {
    name: 'vector-missing-dimensions',
    yaml: property('name: embedding\nlogicalType: vector'),
    findings: [`schema/required ${inProperty}/logicalTypeOptions`],
  },
  serverNeeds('vectorwise-missing-database', 'server: a\ntype: vectorwise\nhost: h', 'database'),
  {
    name: 'vendor-wrong-type',
    yaml: 'customProperties:\n  - property: a\n    value: b\n    vendor: 7',
    findings: ['schema/type /customProperties/0/vendor'],
  },
  serverNeeds('versant-missing-database', 'server: a\ntype: versant\nhost: h\nport: 5019', 'database'),
]

/** What the final schema allows although Bitol has a negative test of it: a port may be text. */
export const allowedInTheEnd = {
  name: 'variables-in-integer-field',
  yaml: server(`server: a\ntype: postgres\nhost: h\nport: \${DB_PORT}\ndatabase: d\nschema: s`),
}

/** A whole document. */
export function documentOf(yaml: string): string {
  return yaml.startsWith('version:') ? yaml : `${whole({})}\n${yaml}\n`
}
