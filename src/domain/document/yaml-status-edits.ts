import { CST, Parser } from 'yaml'
import type { Edit } from './edit.ts'
import type { DocumentNode } from './node.ts'
import { lexYaml } from './yaml-lexer.ts'
import { isLexerMark } from './yaml-nesting.ts'
import { yamlString } from './yaml-string.ts'

type Root = CST.BlockMap | CST.FlowCollection

/**
 * Ways to write another status into a YAML text, the one that changes least first. Each is a guess from the layout: what
 * comes of it has to be read, to see whether it means what it shall.
 *
 * @param old the status that the text has, wherever it comes from.
 */
export function* statusEdits(
  text: string,
  old: DocumentNode | undefined,
  status: string,
): Generator<readonly Edit[]> {
  const root = rootOf(text)
  if (root?.type !== 'block-map' && root?.type !== 'flow-collection') return
  const items: readonly CST.CollectionItem[] = root.items
  const named = items.filter(({ key }) => key && CST.resolveAsScalar(key)?.value === 'status')
  const aliased = items.filter(({ key }) => key?.type === 'alias')
  for (const item of named.length > 0 ? named : aliased) {
    const edits = valueEdits(item, { text, root, status })
    if (!edits) continue
    yield edits
    const moved = anchorMovedFrom(item, text, old)
    if (moved) yield [...edits, ...moved].sort((a, b) => a.start - b.start || a.end - b.end)
  }
  if (named.length > 0) return
  // a key overrides what a merge brings, and takes its place when it comes after that
  const override = mergeOverride(root, text, status)
  if (override) yield [override]
  yield [root.type === 'flow-collection' ? flowInsertion(root, status) : blockInsertion(root, text, status)]
}

interface Place {
  readonly text: string
  readonly root: Root
  readonly status: string
}

/** What to change for another value of this item. */
function valueEdits(item: CST.CollectionItem, { text, root, status }: Place): Edit[] | undefined {
  const inFlow = root.type === 'flow-collection'
  const { value } = item
  if (value?.type === 'block-scalar')
    return blockScalarEdits(value, text, yamlString(status, 'scalar', inFlow))
  if (!value || (value.type === 'scalar' && value.source === '')) return filling(item, { text, root, status })
  if (!isFlowScalar(value)) return undefined
  const end = value.offset + value.source.length
  return [{ start: value.offset, end, text: yamlString(status, value.type, inFlow) }]
}

/** Takes the anchor from a value that changes, and gives it, with the old value, to the first alias that refers to it. */
function anchorMovedFrom(
  { sep, value }: CST.CollectionItem,
  text: string,
  old: DocumentNode | undefined,
): Edit[] | undefined {
  const anchor = sep?.find(({ type }) => type === 'anchor')
  if (!anchor || (old?.kind !== 'string' && old?.kind !== 'literal')) return undefined
  const behind = anchor.offset + anchor.source.length
  const alias = `*${anchor.source.slice(1)}`
  const first = tokenPlaces(text).find(({ offset, token }) => offset > anchor.offset && token === alias)
  if (!first) return undefined
  const style = value && isFlowScalar(value) ? value.type : 'scalar'
  const written = old.kind === 'string' ? yamlString(old.value, style, true) : String(old.value)
  // the blanks before the value go with its anchor
  const blanks = /[ \t]*/y
  blanks.lastIndex = behind
  blanks.test(text)
  const end = value && !(isFlowScalar(value) && value.source === '') ? blanks.lastIndex : behind
  return [
    { start: anchor.offset, end, text: '' },
    { start: first.offset, end: first.offset + alias.length, text: `${anchor.source} ${written}` },
  ]
}

/** The tokens of a text and where they stand. */
function tokenPlaces(text: string): { readonly token: string; readonly offset: number }[] {
  let offset = 0
  return [...lexYaml(text)].flatMap(token => {
    if (isLexerMark(token)) return []
    offset += token.length
    return [{ token, offset: offset - token.length }]
  })
}

/** The value of the first document in the text, as concrete syntax: with the place of every token. */
function rootOf(text: string): CST.Token | undefined {
  for (const token of concreteSyntax(text)) if (token.type === 'document') return token.value
  return undefined
}

function* concreteSyntax(text: string): Generator<CST.Token> {
  const parser = new Parser()
  for (const token of lexYaml(text)) yield* parser.next(token)
  yield* parser.end()
}

function isFlowScalar(token: CST.Token): token is CST.FlowScalar {
  return token.type === 'alias' || (CST.isScalar(token) && token.type !== 'block-scalar')
}

/** A key of its own behind the merge key, if there is one. */
function mergeOverride(root: Root, text: string, status: string): Edit | undefined {
  const items: readonly CST.CollectionItem[] = root.items
  const at = items.findIndex(({ key }) => key?.type === 'scalar' && key.source === '<<')
  if (at < 0) return undefined
  const next = items[at + 1]
  if (root.type === 'flow-collection') {
    const start = next?.start[0]?.offset ?? root.end[0]?.offset ?? text.length
    return { start, end: start, text: `, status: ${yamlString(status, 'scalar', true)}` }
  }
  const line = `status: ${yamlString(status, 'scalar', false)}${lineBreakOf(text)}`
  const indent = ' '.repeat(root.indent)
  const start = next && startOfItem(next)
  if (start !== undefined) return { start, end: start, text: line + indent }
  return appendedLine(text, indent + line)
}

/** At the end of the document, which `...` may mark. */
function appendedLine(text: string, line: string): Edit {
  const marker = tokenPlaces(text).find(({ token }) => token === '...')
  const at = marker?.offset ?? text.length
  const isEnded = /[\r\n]$/.test(text.slice(0, at))
  return { start: at, end: at, text: isEnded ? line : lineBreakOf(text) + line }
}

const layoutTokens = new Set<string>(['space', 'newline', 'comment'])

/** Where an item of a block begins, its anchor and its tag included. */
function startOfItem({ start, key }: CST.CollectionItem): number | undefined {
  return start.find(({ type }) => !layoutTokens.has(type))?.offset ?? key?.offset
}

function lineBreakOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n'
}

/** In the way JSON writes it where the document does, which may be JSON in YAML's name. */
function flowInsertion(root: CST.FlowCollection, status: string): Edit {
  const at = root.start.offset + root.start.source.length
  const asJson = root.items[0]?.key?.type === 'double-quoted-scalar'
  const value = yamlString(status, asJson ? 'double-quoted-scalar' : 'scalar', true)
  const comma = root.items.some(({ key, sep }) => key || sep) ? ', ' : ''
  return { start: at, end: at, text: `${asJson ? '"status"' : 'status'}: ${value}${comma}` }
}

/** A line of its own ahead of the first key, and of the anchor or the tag of that key. */
function blockInsertion(root: CST.BlockMap, text: string, status: string): Edit {
  const [first] = root.items
  const at = first?.start.find(({ type }) => !layoutTokens.has(type))?.offset ?? root.offset
  const line = `status: ${yamlString(status, 'scalar', false)}${lineBreakOf(text)}`
  return { start: at, end: at, text: line + ' '.repeat(root.indent) }
}

/** Writes the value of a key that has none, behind its colon and what may follow that. */
function filling({ start, key, sep }: CST.CollectionItem, { text, root, status }: Place): Edit[] | undefined {
  const inFlow = root.type === 'flow-collection'
  const value = yamlString(status, 'scalar', inFlow)
  const last = sep?.findLast(({ type }) => ['map-value-ind', 'anchor', 'tag'].includes(type))
  if (last) return [insertionBehind(last, ` ${value}`)]
  if (!key || !isFlowScalar(key)) return undefined
  if (inFlow) return [insertionBehind(key, `: ${value}`)]
  const isExplicit = start.some(({ type }) => type === 'explicit-key-ind')
  const line = `${lineBreakOf(text)}${' '.repeat(root.indent)}: ${value}`
  return isExplicit ? [insertionBehind(key, line)] : undefined
}

function insertionBehind(token: { readonly offset: number; readonly source: string }, text: string): Edit {
  const at = token.offset + token.source.length
  return { start: at, end: at, text }
}

/** A block (`|`, `>`) becomes a line: its header the value, its lines nothing. What stands around them stays. */
function blockScalarEdits(block: CST.BlockScalar, text: string, value: string): Edit[] | undefined {
  const header = block.props.find(({ type }) => type === 'block-scalar-header')
  const last = block.props.at(-1)
  if (!header || !last || !('source' in header) || !('source' in last)) return undefined
  const start = last.offset + last.source.length
  const length = block.source.trimEnd().length
  const lineBreak = /\r\n?|\n/g
  lineBreak.lastIndex = start + length
  const lineEnd = lineBreak.test(text) ? lineBreak.lastIndex : text.length
  return [
    { start: header.offset, end: header.offset + header.source.length, text: value },
    { start, end: length === 0 ? start : lineEnd, text: '' },
  ]
}
