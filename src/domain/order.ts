/**
 * Compares two texts by Unicode code point, as databases with a binary UTF-8 collation and Python do.
 * JavaScript's own `<` compares UTF-16 code units, which puts U+1F600 before U+FFEE.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at)
    const right = b.charCodeAt(at)
    if (left !== right) return aboveSurrogates(left) - aboveSurrogates(right)
  }
  return a.length - b.length
}

/**
 * The first text above all that begin with a prefix, in the order of code points and in that of UTF-16 code units,
 * which SQL Server has. Undefined where these differ: behind the last character before the surrogates, and behind the
 * highest one of each order, which mean nothing and stand in no name that a person gives.
 */
export function afterPrefix(prefix: string): string | undefined {
  const last = prefix.codePointAt(prefix.length - (/[\ud800-\udbff][\udc00-\udfff]$/.test(prefix) ? 2 : 1))
  if (last === undefined || last === 0xd7ff || last === 0xffff || last === 0x10ffff) return undefined
  return prefix.slice(0, prefix.length - String.fromCodePoint(last).length) + String.fromCodePoint(last + 1)
}

/** Moves surrogates, which stand for code points from U+10000, above the rest of the 16-bit range. */
function aboveSurrogates(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
