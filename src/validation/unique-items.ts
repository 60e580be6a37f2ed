/**
 * The indexes of two equal items of a list, or undefined. It takes time in proportion to the list; comparing each item with
 * each other, as Ajv does, takes minutes for the longest lists that a document may have.
 */
export function repeatedItems(
  items: readonly unknown[],
): { readonly i: number; readonly j: number } | undefined {
  const known = new Map<string, number>()
  for (const [i, item] of items.entries()) {
    const key = canonicalText(item)
    const j = known.get(key)
    if (j !== undefined) return { i, j }
    known.set(key, i)
  }
  return undefined
}

/** Equal for values that are equal by JSON Schema: the order of members does not matter. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))
  })
}
