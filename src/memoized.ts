/** How many results are kept, and for which arguments. */
export interface Memory<Argument> {
  /** Arguments with the same key have the same result. */
  readonly keyOf: (argument: Argument) => string
  /** How many results are kept; when there are as many, all are forgotten. */
  readonly most: number
  /** The longest key whose result is kept, in UTF-16 code units: that bounds the memory. */
  readonly longestKey: number
}

/** A function that remembers its results, for one without side effects that takes longer than a look-up. */
export function memoized<Argument, Result>(
  make: (argument: Argument) => Result,
  { keyOf, most, longestKey }: Memory<Argument>,
): (argument: Argument) => Result {
  const known = new Map<string, { readonly result: Result }>()
  return argument => {
    const key = keyOf(argument)
    const found = known.get(key)
    if (found) return found.result
    const result = make(argument)
    if (known.size >= most) known.clear()
    if (key.length <= longestKey) known.set(key, { result })
    return result
  }
}
