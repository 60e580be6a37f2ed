import { type JsonObject, type Rule, textOf } from './contract-parts.ts'

const comparisons: Partial<Record<Rule, string>> = { gt: '>', ge: '>=', lt: '<', le: '<=' }

/** What is true of a row that keeps a rule, in Spark SQL; undefined when no look at one row can tell. */
export function predicateOf(rule: Rule, name: string, params: JsonObject): string | undefined {
  const column = `\`${name.replaceAll('`', '')}\``
  const comparison = comparisons[rule]
  if (comparison !== undefined) return `${column} ${comparison} ${literal(params.threshold)}`
  if (rule === 'not_null') return `${column} IS NOT NULL`
  if (rule === 'is_null') return `${column} IS NULL`
  if (rule === 'exact') return `${column} = ${literal(params.value)}`
  if (rule === 'regex') return `${column} RLIKE ${literal(textOf(params.pattern))}`
  if (rule === 'exact_format')
    return `${column} IS NULL OR to_timestamp(${column}, ${literal(params.format)}) IS NOT NULL`
  const values = rule === 'enum' && Array.isArray(params.values) ? params.values.map(literal) : []
  return values.length > 0 ? `${column} IN (${values.join(', ')})` : undefined
}

/** A backslash and a quote would mean something else, or end the text. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return `'${textOf(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
