import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { excerpt, quotedExcerpt } from '../excerpt.ts'
import { onlyDocument } from './compose-yaml.ts'
import type { DocumentNode, Member, NumberNode, ObjectNode, ScalarNode, StringNode } from './node.ts'
import { maxDepth, tooDeep } from './node.ts'
import { numberProblem } from './number-token.ts'
import { malformed, type PathStep } from './position.ts'
import { otherReading, zeroPadded } from './yaml-11.ts'
import { numberToken } from './yaml-number.ts'

/** How large a document may grow when its aliases are written out, in characters. */
const maxExpandedSize = 16 * 1024 * 1024
/** As how many characters a value counts: so a document has no more values than one that comes as JSON may have. */
const valueSize = 32

/**
 * Reads a YAML 1.2 text (core schema; 1.1 where a `%YAML 1.1` directive asks for it) as the JSON document it means.
 * Dates stay strings, numbers keep their digits, aliases and merge keys (`<<`) are written out.
 *
 * @throws RegistryError `malformed-document` with the place, for what YAML or JSON cannot express: syntax errors,
 *   repeated keys, several documents in one text, NaN and infinities, keys that are no scalars, unknown tags.
 */
export function parseYaml(text: string): DocumentNode {
  return new YamlReader(text, onlyDocument(text)).root()
}

const bareTag = 'some readers of YAML take what has the tag ! for text, others do not; write !!str'
const setTag = 'tag:yaml.org,2002:set'
/** Lists of pairs, be their keys unique or not. */
const pairsTags = ['tag:yaml.org,2002:omap', 'tag:yaml.org,2002:pairs']
const stringTag = 'tag:yaml.org,2002:str'
/** A node with its measures once its aliases are written out. */
interface Sized<N extends DocumentNode = DocumentNode> {
  readonly node: N
  readonly size: number
  /** How many levels of arrays and objects it has. */
  readonly height: number
}

class YamlReader {
  readonly #text: string
  readonly #document: Document.Parsed
  readonly #path: PathStep[] = []
  /** Finished anchored nodes. Reading in document order makes the nearest earlier anchor of a name win. */
  readonly #anchors = new Map<string, Sized>()

  constructor(text: string, document: Document.Parsed) {
    this.#text = text
    this.#document = document
  }

  root(): DocumentNode {
    return this.#read(this.#document.contents).node
  }

  #read(node: Node | null): Sized {
    if (node === null)
      return { node: { kind: 'literal', offset: 0, value: null }, size: valueSize, height: 0 }
    if (isAlias(node)) return this.#alias(node)
    const sized = this.#readUnaliased(node)
    if (this.#path.length + sized.height > maxDepth) throw this.#fault(node, tooDeep)
    if (sized.size > maxExpandedSize)
      throw this.#fault(
        node,
        'it is too large: over 16 MiB, or half a million values, once its aliases are written out',
      )
    const anchor = 'anchor' in node ? node.anchor : undefined
    if (anchor) this.#setAnchor(anchor, node, sized)
    return sized
  }

  #setAnchor(name: string, node: Node, sized: Sized): void {
    if (/[?:%@`]/.test(name)) {
      const shown = excerpt(name)
      throw this.#fault(node, `not all readers know &${shown} for an anchor; take letters, digits, - and _`)
    }
    this.#anchors.set(name, sized)
  }

  #readUnaliased(node: Exclude<Node, Alias>): Sized {
    if (this.#path.length > maxDepth) throw this.#fault(node, tooDeep)
    if (isMap(node)) return this.#map(node as YAMLMap<Node, Node | null>)
    if (isSeq(node)) return this.#sequence(node as YAMLSeq<Node>)
    return this.#scalar(node as Scalar)
  }

  #alias(alias: Alias): Sized {
    const target = this.#anchors.get(alias.source)
    if (!target) {
      const name = excerpt(alias.source)
      throw this.#fault(alias, `no finished anchor &${name} stands before this alias`)
    }
    if (this.#path.length + target.height > maxDepth) throw this.#fault(alias, tooDeep)
    return target
  }

  #sequence(sequence: YAMLSeq<Node>): Sized {
    if (sequence.tag && pairsTags.includes(sequence.tag))
      throw this.#fault(sequence, 'a list of pairs, which JSON does not have; write a mapping')
    let size = valueSize
    let height = 0
    const items = sequence.items.map((item, index) => {
      this.#path.push(index)
      const sized = this.#read(item)
      this.#path.pop()
      size += sized.size
      height = Math.max(height, sized.height)
      return sized.node
    })
    return { node: { kind: 'array', offset: startOf(sequence), items }, size, height: height + 1 }
  }

  #map(map: YAMLMap<Node, Node | null>): Sized<ObjectNode> {
    if (map.tag === setTag) throw this.#fault(map, 'a set, which JSON does not have; write a list')
    const own = new Set<string>()
    const members = new Map<string, Member>()
    let hasMerged = false
    let size = valueSize
    let height = 0
    for (const pair of map.items) {
      if (isMergeKey(pair)) {
        if (hasMerged) throw this.#fault(pair.key, 'the key "<<" stands here a second time; give one a list')
        hasMerged = true
        const merged = this.#read(pair.value)
        size += merged.size
        height = Math.max(height, merged.height - 1)
        for (const member of this.#mergedMembers(pair, merged.node)) {
          if (!members.has(member.key)) members.set(member.key, member)
        }
        continue
      }
      const key = this.#key(pair.key)
      this.#path.push(key)
      if (own.has(key)) throw this.#fault(pair.key, `the key ${quotedExcerpt(key)} stands here a second time`)
      own.add(key)
      const value = this.#read(pair.value)
      this.#path.pop()
      members.set(key, { key, offset: startOf(pair.key), value: value.node })
      size += 1 + key.length + value.size
      height = Math.max(height, value.height)
    }
    return {
      node: { kind: 'object', offset: startOf(map), members: [...members.values()] },
      size,
      height: height + 1,
    }
  }

  /** What a merge key adds to its mapping: the members of one mapping, or of several of which the first wins. */
  #mergedMembers(pair: Pair<Node, Node | null>, value: DocumentNode): Member[] {
    const sources = value.kind === 'array' ? value.items : [value]
    return sources.flatMap(source => {
      if (source.kind === 'object') return source.members
      throw this.#fault(pair.key, 'a merge key (<<) takes a mapping or a list of mappings')
    })
  }

  #key(node: Node | null): string {
    if (isAlias(node)) return this.#keyText(node, this.#alias(node).node)
    if (!isScalar(node)) throw this.#fault(node, 'a key must be a string')
    if (node.anchor) this.#setAnchor(node.anchor, node, this.#scalar(node))
    if (node.tag === '!') throw this.#fault(node, bareTag)
    if (node.value === null) return 'null'
    if (typeof node.value === 'boolean' && !isTextInPyYaml(node)) return String(node.value)
    return typeof node.value === 'string' ? node.value : (node.source ?? '')
  }

  #keyText(alias: Node, target: DocumentNode): string {
    if (target.kind === 'string') return target.value
    if (target.kind === 'number') return target.token
    if (target.kind === 'literal') return String(target.value)
    throw this.#fault(alias, 'a key must be a string')
  }

  #scalar(scalar: Scalar): Sized {
    if (scalar.tag === '!') throw this.#fault(scalar, bareTag)
    const sized = this.#meaning(scalar)
    if (scalar.type !== Scalar.PLAIN || scalar.tag === stringTag) return sized
    const other = otherReading(scalar.source ?? '', sized.node)
    return other ? { ...sized, node: { ...sized.node, other } } : sized
  }

  #meaning(scalar: Scalar): Sized<ScalarNode> {
    const offset = startOf(scalar)
    const { value } = scalar
    if (typeof value === 'string') return this.#textOf(offset, this.#endsAsWritten(scalar, value))
    if (isTextInPyYaml(scalar)) return this.#textOf(offset, scalar.source ?? '')
    if (value === null || typeof value === 'boolean')
      return { node: { kind: 'literal', offset, value }, size: valueSize, height: 0 }
    if (typeof value === 'number' || typeof value === 'bigint') {
      const node = this.#number(scalar, value)
      return { node, size: valueSize + node.token.length, height: 0 }
    }
    // only YAML 1.1 has other scalars: timestamps, which JSON writes as strings, and binary data
    if (value instanceof Date && scalar.source) return this.#textOf(offset, scalar.source)
    throw this.#fault(
      scalar,
      'a value that JSON does not have; write a string, a number, true, false or null',
    )
  }

  /** A block (`|`, `>`) that the end of the text breaks off has no line break there, though the parser adds one. */
  #endsAsWritten(scalar: Scalar, value: string): string {
    const { type, range } = scalar
    const isBlock = type === Scalar.BLOCK_LITERAL || type === Scalar.BLOCK_FOLDED
    if (!isBlock || range?.[1] !== this.#text.length || !value.endsWith('\n')) return value
    const lastLine = lastLineOf(this.#text)
    if (/[^ \t]/.test(lastLine)) return value.slice(0, -1)
    const isKept = /[ \t]\n$/.test(value.slice(-2)) || this.#text.slice(range[0], range[0] + 3).includes('+')
    if (lastLine !== '' && isKept)
      throw this.#fault(
        scalar,
        'the last line of this block is blank but has no end; end it with a line break',
      )
    return value
  }

  #textOf(offset: number, value: string): Sized<StringNode> {
    return { node: { kind: 'string', offset, value }, size: valueSize + value.length, height: 0 }
  }

  #number(scalar: Scalar, value: number | bigint): NumberNode {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      const shown = (scalar.source ?? String(value)).slice(0, 40)
      throw this.#fault(
        scalar,
        `${shown} is not a finite number, so JSON does not have it; quote it if it is a string`,
      )
    }
    const token = numberToken(scalar.source ?? '', value)
    const problem = numberProblem(token)
    if (problem) throw this.#fault(scalar, problem)
    return { kind: 'number', offset: startOf(scalar), token }
  }

  #fault(node: Node | null, detail: string): Error {
    return malformed('YAML', this.#text, node ? startOf(node) : 0, this.#path, detail)
  }
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

/** What no line break ends. */
function lastLineOf(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1)
}

/**
 * What PyYAML, and with it most tools for data contracts, takes for text and writes without quotes: digits that begin
 * with 0 and cannot be octal, such as the article number `0068780060324`, which as a number would lose its zeros; and the
 * letters that are booleans in YAML 1.1.
 */
function isTextInPyYaml({ type, tag, source }: Scalar): boolean {
  if (type !== Scalar.PLAIN || tag !== undefined || source === undefined) return false
  return zeroPadded.test(source) || /^[yYnN]$/.test(source)
}

function isMergeKey(pair: Pair<Node, Node | null>): boolean {
  const { key } = pair
  if (!isScalar(key) || key.type !== Scalar.PLAIN || key.tag === stringTag) return false
  return key.source === '<<' || key.value === '<<'
}
