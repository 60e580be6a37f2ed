/** Five bits each, as codes of characters. */
const letters = Uint8Array.from('abcdefghijklmnopqrstuvwxyz234567', letter => letter.charCodeAt(0))

/**
 * A name of two tokens in this order, in ten letters and digits that depend on all of theirs. Among ten million pairs, one
 * in a hundred million questions meets another of its name. Hundreds are made of each document, so it is no cryptographic
 * hash: who makes two pairs of one name has documents found that have one of them.
 */
export function pairName(first: string, second: string): string {
  // only letters and digits are compared, so nothing else stands between the two
  const text = `${first} ${second}`
  return pairNameIn(text, 0, text.length)
}

/** The name of two tokens that stand side by side in a text, with a blank between them. */
export function pairNameIn(text: string, start: number, end: number): string {
  let high = 0x9e3779b9
  let low = 0x7f4a7c15
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0x85ebca77)
    low = Math.imul(low ^ code, 0xc2b2ae3d)
    high ^= high >>> 15
    low ^= low >>> 13
  }
  const one = mixed(high ^ (low >>> 7))
  const other = mixed(low ^ (high << 9))
  // one call is quicker than to put a text together
  return String.fromCharCode(
    letterOf(one >>> 27),
    letterOf(one >>> 22),
    letterOf(one >>> 17),
    letterOf(one >>> 12),
    letterOf(one >>> 7),
    letterOf(one >>> 2),
    letterOf(other >>> 27),
    letterOf(other >>> 22),
    letterOf(other >>> 17),
    letterOf(other >>> 12),
  )
}

/** Has each bit depend on all others. */
function mixed(bits: number): number {
  let mix = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  mix = Math.imul(mix ^ (mix >>> 15), 0x735a2d97)
  return mix ^ (mix >>> 15)
}

/** The letter of the last five bits. */
function letterOf(bits: number): number {
  return letters[bits & 31] ?? 0
}
