/** What a file name keeps of a name, on every disk; the rest is written as `%` and hexadecimal digits. */
const kept = /^[A-Za-z0-9._@+=~ -]$/
/** Names that Windows takes for devices, and that of a folder which `push` passes over. */
const otherwiseTaken = /^(?:(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)|node_modules$)/i
/** The longest part of a path that every disk takes, leaving room for what stands before and behind it. */
const longestPart = 200
/** Ends a part that the next one goes on from. No escape does. */
const goesOn = '%'

/**
 * The parts of a path that stand for a contract id or a version: one, or several when it is long. They can be read back by
 * `nameOfParts`, none is hidden, and none leads to another folder.
 *
 * @param foldsCase whether the disk takes `Orders` and `orders` for one name. Capitals are escaped then.
 */
export function partsOfName(name: string, foldsCase: boolean): string[] {
  const characters = [...name]
  const escaped = characters.map((one, at) => {
    const isEdge = at === 0 || at === characters.length - 1
    const isKept = kept.test(one) && !(isEdge && /[. ]/.test(one)) && !(foldsCase && /[A-Z]/.test(one))
    return isKept ? one : percentEscaped(one)
  })
  const parts: string[] = []
  let part = ''
  for (const piece of escaped) {
    if (part.length + piece.length > longestPart) {
      parts.push(part + goesOn)
      // a part that begins with a dot is hidden, and `..` is another folder
      part = /[. ]/.test(piece) ? percentEscaped(piece) : piece
    } else part += piece
  }
  return [...parts, part].map(one =>
    otherwiseTaken.test(one) ? percentEscaped(one.slice(0, 1)) + one.slice(1) : one,
  )
}

/** The names that the parts of a path stand for; undefined when one is no name that `partsOfName` makes. */
export function namesOfParts(parts: readonly string[]): string[] | undefined {
  const names: string[] = []
  let name = ''
  for (const [at, part] of parts.entries()) {
    if (part.endsWith(goesOn)) name += part.slice(0, -1)
    else {
      names.push(name + part)
      name = ''
    }
    if (name !== '' && at === parts.length - 1) return undefined
  }
  try {
    return names.map(decodeURIComponent)
  } catch {
    return undefined
  }
}

function percentEscaped(character: string): string {
  return [...Buffer.from(character)]
    .map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
}
