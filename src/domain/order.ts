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

/** Moves surrogates, which stand for code points from U+10000, above the rest of the 16-bit range. */
function aboveSurrogates(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
