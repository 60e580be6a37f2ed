/** The mark in an answer of the documentation for what is left out. */
const leftOut = '…'

type Compound = readonly Json[] | { readonly [name: string]: Json }
type Json = string | number | boolean | null | Compound

/**
 * What differs between a text that a command printed and the text that the documentation shows of it; undefined when
 * nothing does. A line with nothing but `…` stands for one line or more.
 */
export function lineDifference(printed: string, shown: string): string | undefined {
  const lines = shown.split('\n').map(line => line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const pattern = lines.join('\n').replaceAll(/^…$/gm, '[^\\n]*(?:\\n[^\\n]*)*?')
  return new RegExp(`^${pattern}$`).test(printed) ? undefined : `printed: ${printed}`
}

/**
 * The same for JSON texts, one or several. They may be laid out otherwise, and `…` may stand for any number of members
 * or items, or for the rest of a string.
 */
export function jsonDifference(printed: string, shown: string): string | undefined {
  const texts = jsonTexts(printed)
  const answers = jsonTexts(shown)
  if (texts.length !== answers.length) return `${texts.length} JSON texts were printed: ${printed}`
  for (const [at, answer] of answers.entries()) {
    const found = valuesDiffer(texts[at] ?? null, answer, '')
    if (found !== undefined) return found
  }
  return undefined
}

/** The JSON values of a text, one after the other, in which a bare `…` has become the member or item `"…"`. */
function jsonTexts(text: string): Json[] {
  const values: string[] = []
  const open: string[] = []
  let value = ''
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^\s"{}[\],:]+|[{}[\],:]/g)) {
    if (token === leftOut) value += open.at(-1) === '{' ? `"${leftOut}${value.length}":0` : `"${leftOut}"`
    else value += token
    if (token === '{' || token === '[') open.push(token)
    else if (token === '}' || token === ']') open.pop()
    if (open.length === 0) {
      values.push(value)
      value = ''
    }
  }
  return values.map(each => JSON.parse(each))
}

function valuesDiffer(printed: Json, shown: Json, place: string): string | undefined {
  if (isCompound(shown) && isCompound(printed) && Array.isArray(shown) === Array.isArray(printed)) {
    return membersDiffer(printed, shown, place)
  }
  const isBegun = typeof shown === 'string' && shown.endsWith(leftOut) && typeof printed === 'string'
  const isEqual = isBegun ? printed.startsWith(shown.slice(0, -1)) : printed === shown
  return isEqual ? undefined : differs(printed, shown, place)
}

/** Compares the members of objects, or the items of arrays, in their order. */
function membersDiffer(printed: Compound, shown: Compound, place: string): string | undefined {
  const isArray = Array.isArray(shown)
  const rest = Object.entries(printed)
  let skips = false
  for (const [name, value] of Object.entries(shown)) {
    if (isArray ? value === leftOut : name.startsWith(leftOut)) {
      skips = true
      continue
    }
    const fits = ([other, found]: [string, Json]) =>
      isArray ? valuesDiffer(found, value, '') === undefined : other === name
    const at = skips ? rest.findIndex(fits) : 0
    const member = at < 0 ? undefined : rest.splice(0, at + 1).at(-1)
    if (member === undefined || !(isArray || member[0] === name)) return differs(printed, shown, place)
    const found = valuesDiffer(member[1], value, `${place}/${name}`)
    if (found !== undefined) return found
    skips = false
  }
  return rest.length === 0 || skips ? undefined : differs(printed, shown, place)
}

function isCompound(value: Json): value is Compound {
  return typeof value === 'object' && value !== null
}

function differs(printed: Json, shown: Json, place: string): string {
  return `${JSON.stringify(printed)} instead of ${JSON.stringify(shown)} at "${place}"`
}
