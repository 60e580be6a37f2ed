import type { ArrayNode, DocumentNode, ObjectNode, OtherReading, ScalarNode } from './document/node.ts'
import { findingAt, type PathStep } from './document/position.ts'
import { yamlNumber } from './document/write-yaml.ts'
import { zeroPadded } from './document/yaml-11.ts'
import type { Finding } from './errors.ts'

/** What a member of ODCS may hold: a `limit` is a number, or a date or time as text. */
type Wanted = 'boolean' | 'number' | 'limit' | 'text' | 'any'

const names = (text: string) => text.trim().split(/\s+/)

/** The members of ODCS 2.2 to 3.2 at which a misread scalar changes what a contract says, by what they want. */
const wantedBy: Readonly<Record<Exclude<Wanted, 'any'>, readonly string[]>> = {
  boolean: names(`
    clusterStatus criticalDataElement criticalDataElementStatus deprecated isNullable isPrimaryKey isUnique normalized
    partitionStatus partitioned primaryKey required timezone unique uniqueItems
  `),
  number: names(`
    clusterKeyPosition dimensions maxItems maxLength maxProperties minItems minLength minProperties multipleOf mustBe
    mustBeBetween mustBeGreaterOrEqualTo mustBeGreaterThan mustBeLessOrEqualTo mustBeLessThan mustNotBe mustNotBeBetween
    partitionKeyPosition port precision priceAmount primaryKeyPosition scale
  `),
  limit: names('exclusiveMaximum exclusiveMinimum maximum minimum'),
  text: names(`
    account apiVersion businessName classification database dataProduct description domain element format host id kind
    logicalType name pattern physicalName physicalType project property role status tags tenant username version
  `),
}
const wantedAt = new Map(
  Object.entries(wantedBy).flatMap(([wanted, members]) => members.map(name => [name, wanted as Wanted])),
)
/** Under these stands what the author likes, whatever its members are named. */
const freeForm = new Set(names('arguments context examples implementation value valueExt'))
/** How many are told of one document. */
const maxFindings = 20

/**
 * The plain scalars of a YAML document that its readers do not agree on, where that matters: `required: yes` is true for
 * readers of YAML 1.1, such as all of Python's, and text for those of YAML 1.2. Where text is wanted or anything goes,
 * text stays what its author wrote; a number is a fault only when it does not look as it was written (`017`).
 */
export function ambiguousScalars(document: DocumentNode, text: string): Finding[] {
  return new Search(text).findingsIn(document)
}

class Search {
  readonly #text: string
  readonly #path: PathStep[] = []
  readonly #findings: Finding[] = []

  constructor(text: string) {
    this.#text = text
  }

  findingsIn(document: DocumentNode): Finding[] {
    this.#visit(document, 'any', false)
    return this.#findings
  }

  #visit(node: DocumentNode, wanted: Wanted, isFree: boolean): void {
    if (this.#findings.length >= maxFindings) return
    if (node.kind === 'object') this.#visitMembers(node, isFree)
    else if (node.kind === 'array') this.#visitItems(node, wanted, isFree)
    else if (node.other && isFault(node, node.other, wanted))
      this.#findings.push(findingAt(this.#text, node.offset, this.#path, explained(node, node.other)))
  }

  #visitMembers({ members }: ObjectNode, isFree: boolean): void {
    for (const { key, value } of members) {
      const isFreeBelow = isFree || freeForm.has(key)
      this.#path.push(key)
      this.#visit(value, isFreeBelow ? 'any' : (wantedAt.get(key) ?? 'any'), isFreeBelow)
      this.#path.pop()
    }
  }

  #visitItems({ items }: ArrayNode, wanted: Wanted, isFree: boolean): void {
    for (const [at, item] of items.entries()) {
      this.#path.push(at)
      // `required` may be a list of names as well
      this.#visit(item, wanted === 'boolean' ? 'text' : wanted, isFree)
      this.#path.pop()
    }
  }
}

function isFault(node: ScalarNode, { source }: OtherReading, wanted: Wanted): boolean {
  if (wanted === 'boolean' || wanted === 'number') return true
  if (wanted === 'limit') return !source.includes(':')
  if (node.kind === 'string') return false
  return wanted === 'text' || node.kind !== 'number' || node.token !== source
}

type Reading = Pick<OtherReading, 'kind' | 'value'>

function explained(node: ScalarNode, other: OtherReading): string {
  const { source } = other
  const readings = [readingOf(node), other]
  const [first, second] = readings.map(
    ({ kind, value }) => `the ${kind} ${kind === 'text' ? `"${value}"` : value}`,
  )
  // PyYAML has no letter for a boolean, and reads padded digits as they are read here
  const others = /^[yn]$/i.test(source) || zeroPadded.test(source) ? 'others' : 'others, such as PyYAML,'
  const ways = readings.filter(({ kind }) => kind !== 'text').map(writtenOut)
  const advice = [...new Set(ways), `"${source}" in quotes for the text`].join(', or ')
  return `some readers of YAML take ${source} for ${first}, ${others} for ${second}; write ${advice}`
}

function readingOf(node: ScalarNode): Reading {
  if (node.kind === 'string') return { kind: 'text', value: node.value }
  return node.kind === 'number'
    ? { kind: 'number', value: node.token }
    : { kind: 'boolean', value: String(node.value) }
}

function writtenOut({ kind, value }: Reading): string {
  return kind === 'number' ? yamlNumber(value) : value
}
