/** Five bits each, as codes of characters. */
const letters = Uint8Array.from('abcdefghijklmnopqrstuvwxyz234567', letter => letter.charCodeAt(0))

/**
 * A name of two tokens in this order, in ten letters and digits that depend on all of theirs. Among ten million pairs, one
 * in a hundred million questions meets another of its name. Hundreds are made of each document, so it is no cryptographic
 * hash: who makes two pairs of one name has documents found that have one of them.
 */
export function pairName(first: string, second: string): string {
  // only letters and digits are compared, so nothing else stands between the two
  const text = Buffer.from(`${first} ${second}`, 'latin1')
  const name = Buffer.alloc(pairNameLength)
  writePairName(text, 0, text.length, name, 0)
  return name.toString('latin1')
}

export const pairNameLength = 10
/** How many of its letters come from one number of 32 bits; the others come from another. */
const lettersOfOne = 6

/** Writes the name of two tokens that stand side by side in ASCII text, with a blank between them. */
export function writePairName(
  text: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  place: number,
): void {
  let high = 0x9e3779b9
  let low = 0x7f4a7c15
  for (let at = start; at < end; at++) {
    const code = text[at] as number
    high = Math.imul(high ^ code, 0x85ebca77)
    low = Math.imul(low ^ code, 0xc2b2ae3d)
    high ^= high >>> 15
    low ^= low >>> 13
  }
  writeLetters(mixed(high ^ (low >>> 7)), target, place, place + lettersOfOne)
  writeLetters(mixed(low ^ (high << 9)), target, place + lettersOfOne, place + pairNameLength)
}

/** Five bits for each, from the first. */
function writeLetters(bits: number, target: Uint8Array, from: number, to: number): void {
  let rest = bits
  for (let at = from; at < to; at++) {
    target[at] = letters[rest >>> 27] as number
    rest <<= 5
  }
}

/** Has each bit depend on all others. */
function mixed(bits: number): number {
  let mix = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  mix = Math.imul(mix ^ (mix >>> 15), 0x735a2d97)
  return mix ^ (mix >>> 15)
}
