/** JSON on many lines, so that people can read it and git can tell what has changed in it, and back to the very same text. */

/** Longer documents are kept as they are, in characters. */
const longest = 1024 * 1024
const deepest = 200
const opens = new Set(['{', '['])

/** A JSON text on lines; undefined when `compactJson` could not make the same text of it. */
export function jsonOnLines(json: string): string | undefined {
  if (json.length > longest || compactJson(json) !== json) return undefined
  const lines = onLines(json)
  return lines !== undefined && compactJson(lines) === json ? lines : undefined
}

function onLines(json: string): string | undefined {
  const parts: string[] = []
  let depth = 0
  let before = ''
  for (const token of tokensOf(json)) {
    const isEnd = token === '}' || token === ']'
    if (isEnd) depth--
    // nothing but a broken text nests like this, and its lines would be longer than it
    if (depth < 0 || depth > deepest) return undefined
    if (hasLineBetween(before, token)) parts.push('\n', '  '.repeat(depth))
    parts.push(token === ':' ? ': ' : token)
    if (opens.has(token)) depth++
    before = token
  }
  return `${parts.join('')}\n`
}

/** What is empty stays on one line. */
function hasLineBetween(before: string, token: string): boolean {
  const isEnd = token === '}' || token === ']'
  return isEnd ? !opens.has(before) : opens.has(before) || before === ','
}

/** The text without white space between its tokens. */
export function compactJson(text: string): string {
  return [...tokensOf(text)].join('')
}

function* tokensOf(text: string): Generator<string> {
  let at = 0
  while (at < text.length) {
    const start = at
    const character = text[at] as string
    if (' \n\r\t'.includes(character)) {
      at++
      continue
    }
    if (character === '"') at = endOfString(text, at)
    else if ('{}[],:'.includes(character)) at++
    else while (at < text.length && !' \n\r\t{}[],:"'.includes(text[at] as string)) at++
    yield text.slice(start, at)
  }
}

/** Where a string ends that begins at a place. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; ) {
    const end = text.indexOf('"', at)
    if (end === -1) return text.length
    let slashes = 0
    while (text[end - 1 - slashes] === '\\' && end - 1 - slashes > start) slashes++
    if (slashes % 2 === 0) return end + 1
    at = end + 1
  }
  return text.length
}
