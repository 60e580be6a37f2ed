/** Five bits each. */
const letters = 'abcdefghijklmnopqrstuvwxyz234567'
/** The two letters of ten bits: a name is put together of these. */
const syllables = Array.from({ length: 1024 }, (_, bits) => `${letters[bits >> 5]}${letters[bits & 31]}`)

/**
 * A name of two tokens in this order, in ten letters and digits that depend on all of theirs. Among ten million pairs, one
 * in a hundred million questions meets another of its name. Hundreds are made of each document, so it is no cryptographic
 * hash: who makes two pairs of one name has documents found that have one of them.
 */
export function pairName(first: string, second: string): string {
  // only letters and digits are compared, so nothing else stands between the two
  const text = `${first} ${second}`
  let high = 0x9e3779b9
  let low = 0x7f4a7c15
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0x85ebca77)
    low = Math.imul(low ^ code, 0xc2b2ae3d)
    high ^= high >>> 15
    low ^= low >>> 13
  }
  const one = mixed(high ^ (low >>> 7))
  const other = mixed(low ^ (high << 9))
  return (
    syllable(one >>> 22) +
    syllable(one >>> 12) +
    syllable(one >>> 2) +
    syllable(other >>> 22) +
    syllable(other >>> 12)
  )
}

/** Has each bit depend on all others. */
function mixed(bits: number): number {
  let mix = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  mix = Math.imul(mix ^ (mix >>> 15), 0x735a2d97)
  return mix ^ (mix >>> 15)
}

function syllable(bits: number): string {
  return syllables[bits & 1023] ?? ''
}
