import type { DocumentNode } from './node.ts'

/** Where the value of a node ends in the JSON text that it was read from, which is well-formed. */
export function endOf(text: string, { kind, offset }: DocumentNode): number {
  if (kind === 'string') return endOfString(text, offset)
  if (kind === 'object' || kind === 'array') return endOfList(text, offset)
  return endOfToken(text, offset)
}

function endOfString(text: string, offset: number): number {
  let at = offset + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function endOfToken(text: string, offset: number): number {
  const end = /[,\]}\s]/g
  end.lastIndex = offset
  return end.exec(text)?.index ?? text.length
}

function endOfList(text: string, offset: number): number {
  let depth = 0
  for (let at = offset; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at) - 1
    else if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return at + 1
  }
  return text.length
}
