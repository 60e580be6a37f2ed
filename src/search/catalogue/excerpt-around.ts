/** The longest excerpt, with its ellipses. */
const maxExcerptLength = 160

/**
 * A text, when it is short; else what stands around a place in it, cut between words where there are any, with `…` for
 * what is left out. Of a longer place there is the beginning.
 */
export function excerptAround(text: string, place: { readonly start: number; readonly end: number }): string {
  const whole = text.trim()
  if (whole.length <= maxExcerptLength) return whole.toWellFormed()
  const room = maxExcerptLength - 2
  const end = Math.min(place.end, place.start + room)
  const before = Math.floor((room - (end - place.start)) / 2)
  const earliest = Math.max(0, Math.min(place.start - before, text.length - room))
  const latest = Math.min(text.length, earliest + room)
  const from = earliest === 0 ? 0 : beginOfWord(text, earliest, place.start)
  const to = latest === text.length ? latest : endOfWord(text, latest, end)
  const middle = text.slice(from, to).trim()
  return `${from > 0 ? '…' : ''}${middle.toWellFormed()}${to < text.length ? '…' : ''}`
}

/** The first place from `at` on where a word begins, if there is one before `limit`; else `at`, or beside it in an emoji. */
function beginOfWord(text: string, at: number, limit: number): number {
  for (let from = at; from < limit; from++) if (/\s/.test(text[from - 1] ?? ' ')) return from
  return limit - at > 0 && isLowSurrogate(text, at) ? at + 1 : at
}

/** The last place up to `at` where a word ends, if there is one behind `limit`. */
function endOfWord(text: string, at: number, limit: number): number {
  for (let to = at; to > limit; to--) if (/\s/.test(text[to] ?? ' ')) return to
  return isLowSurrogate(text, at) ? at - 1 : at
}

function isLowSurrogate(text: string, at: number): boolean {
  return /^[\udc00-\udfff]/.test(text[at] ?? '')
}
