import { type DocumentNode, memberOf, stringMember } from '../../domain/document/node.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'
import type { SchemaVersion } from '../schema-versions.ts'
import { ElementIndex, isLookedUp, textsIn } from './references.ts'
import { type Check, exactNumberOf, type Tell } from './rule.ts'
import { below, objectIn, type QualityRule } from './view.ts'

const operators = [
  ...[
    'mustBe',
    'mustNotBe',
    'mustBeGreaterThan',
    'mustBeGreaterOrEqualTo',
    'mustBeLessThan',
    'mustBeLessOrEqualTo',
  ],
  ...['mustBeBetween', 'mustNotBeBetween'],
]
/** On what each metric is counted. */
const levelsOf: Readonly<Record<string, readonly QualityRule['on'][]>> = {
  nullValues: ['property'],
  missingValues: ['property'],
  invalidValues: ['property'],
  duplicateValues: ['property', 'object'],
  rowCount: ['object'],
}

/** Since 3.1 the schema says so. */
function isWithoutOperator({ node }: QualityRule, version: SchemaVersion): boolean {
  return version < '3.1' && !operators.some(operator => memberOf(node, operator))
}

/** Quality rules of the library say what is counted, on what, and how much of it there may be. */
export const quality: Check = (view, tell, version) => {
  const index = new ElementIndex(view)
  for (const rule of view.qualityRules) {
    checkIntervals(tell, rule)
    if (version < '3.1') checkOperators(tell, rule)
    const metric = memberOf(rule.node, 'metric')
    if (metric?.kind !== 'string') continue
    const name = metric.value
    const at = (detail: () => string) =>
      tell('metric-incomplete', metric.offset, below(rule.way, 'metric'), detail)
    const fitting = Object.hasOwn(levelsOf, name) ? levelsOf[name] : undefined
    if (fitting && !fitting.includes(rule.on))
      tell(
        'metric-level',
        metric.offset,
        below(rule.way, 'metric'),
        () => `${name} is counted on ${plural(fitting[0])}, and stands here on ${plural(rule.on)}`,
      )
    if (isWithoutOperator(rule, version))
      at(() => `${name} says nothing without an operator; add one of ${operators.join(', ')}`)
    if (name === 'invalidValues' && !hasArgument(rule, 'validValues') && !hasArgument(rule, 'pattern'))
      at(() => 'invalidValues needs arguments.validValues or arguments.pattern')
    if (name === 'duplicateValues' && rule.on === 'object' && !hasArgument(rule, 'properties'))
      at(() => 'duplicateValues of an object needs arguments.properties')
    checkProperties(index, tell, rule)
  }
}

function hasArgument(rule: QualityRule, key: string): boolean {
  const inner = objectIn(rule, 'arguments')
  return inner !== undefined && memberOf(inner.node, key) !== undefined
}

function checkProperties(index: ElementIndex, tell: Tell, rule: QualityRule): void {
  const inner = objectIn(rule, 'arguments')
  if (!inner || rule.on !== 'object') return
  for (const { text, offset, way } of textsIn(inner, 'properties')) {
    const name = stringMember(rule.object.node, 'name')
    if (!isLookedUp(text) || index.propertyIn(rule.object, text) || index.named(text)) continue
    tell('metric-properties', offset, way, () => {
      return `${name === undefined ? 'the object' : quotedExcerpt(name)} has no property ${quotedExcerpt(text)}`
    })
  }
}

/** Since 3.1 the schema refuses them. */
function checkOperators(tell: Tell, { node, way }: QualityRule): void {
  const several = node.members.filter(({ key }) => operators.includes(key))
  const second = several[1]
  if (second)
    tell('metric-operators', second.offset, below(way, second.key), () => {
      const names = several.map(({ key }) => key).join(' and ')
      return `${names} stand in one rule, which ODCS 3.1 refuses; write a rule for each, or mustBeBetween`
    })
}

function checkIntervals(tell: Tell, { node, way }: QualityRule): void {
  for (const key of ['mustBeBetween', 'mustNotBeBetween']) {
    const interval = memberOf(node, key)
    const [lower, upper] = endsOf(interval)
    if (interval === undefined || lower === undefined || upper === undefined || lower <= upper) continue
    tell(
      'metric-interval',
      interval.offset,
      below(way, key),
      () => `${key} begins at ${lower}, above its end at ${upper}`,
    )
  }
}

function endsOf(node: DocumentNode | undefined): (number | bigint | undefined)[] {
  return node?.kind === 'array' ? node.items.slice(0, 2).map(exactNumberOf) : []
}

function plural(on: QualityRule['on'] | undefined): string {
  return on === 'object' ? 'objects' : 'properties'
}
