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
    if (key.length > longestKey) return make(argument)
    const own = ownText(key)
    const result = make((argument as unknown) === key ? (own as Argument) : argument)
    if (known.size >= most) known.clear()
    known.set(own, { result })
    return result
  }
}

/** The same text by itself: what was cut out of a long text keeps all of that in memory. */
function ownText(text: string): string {
  return ` ${text}`.slice(1)
}
