/**
 * The contracts a caller may see or change, by their ids. Undefined stands for all of them.
 *
 * A pattern is an exact id, or the beginning of ids with a `*` behind it: `sales.*`. No other wildcards, so that every
 * database finds the contracts of a scope by its index.
 */
export interface Scope {
  readonly ids: readonly string[]
  readonly prefixes: readonly string[]
}

/** The scope of some patterns; undefined, which is everything, when `*` is among them. */
export function scopeOf(patterns: readonly string[]): Scope | undefined {
  if (patterns.includes('*')) return undefined
  const isPrefix = (pattern: string) => pattern.endsWith('*')
  return {
    ids: patterns.filter(pattern => !isPrefix(pattern)),
    prefixes: patterns.filter(isPrefix).map(pattern => pattern.slice(0, -1)),
  }
}

/** Whether a contract is in a scope. */
export function isInScope(scope: Scope | undefined, contractId: string): boolean {
  if (!scope) return true
  return scope.ids.includes(contractId) || scope.prefixes.some(prefix => contractId.startsWith(prefix))
}
