import { createRequire } from 'node:module'
import type { AST } from 'toml-eslint-parser'

/** Both counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

export type TomlPath = readonly (string | number)[]

/** Where a key and its value start. For a section, both are the position of its name in the header. */
export interface Place {
  readonly key: Position
  readonly value: Position
}

/**
 * Finds the positions of keys in a valid TOML text. When this parser fails on a text that the other parser has read, there
 * are no positions, and messages have no line.
 */
export function findPlaces(text: string): (path: TomlPath) => Place | undefined {
  const places = new Map<string, Place>()
  try {
    const [top] = parser().parseTOML(text, { tomlVersion: '1.1' }).body
    for (const item of top.body) {
      if (item.type === 'TOMLTable') collectTable(item, places)
      else collectPair(item, [], places)
    }
  } catch {
    places.clear()
  }
  return path => places.get(JSON.stringify(path))
}

/** Loaded on first use and synchronously: only a file with a problem, or check-config, needs it. */
function parser(): typeof import('toml-eslint-parser') {
  return createRequire(import.meta.url)('toml-eslint-parser')
}

function collectTable(table: AST.TOMLTable, places: Map<string, Place>): void {
  addPath(table.resolvedKey, start(table.key), start(table.key), places)
  for (const pair of table.body) collectPair(pair, table.resolvedKey, places)
}

function collectPair(pair: AST.TOMLKeyValue, base: TomlPath, places: Map<string, Place>): void {
  const path = [...base, ...pair.key.keys.map(key => (key.type === 'TOMLBare' ? key.name : key.value))]
  addPath(path, start(pair.key), start(pair.value), places)
  collectValue(pair.value, path, places)
}

function collectValue(value: AST.TOMLContentNode, path: TomlPath, places: Map<string, Place>): void {
  if (value.type === 'TOMLInlineTable') {
    for (const pair of value.body) collectPair(pair, path, places)
  }
  if (value.type === 'TOMLArray') {
    value.elements.forEach((element, index) => {
      addPath([...path, index], start(element), start(element), places)
      collectValue(element, [...path, index], places)
    })
  }
}

/** Add the path, and the tables it implies: `a.b.c = 1` makes `a` and `a.b`. The first mention counts. */
function addPath(path: TomlPath, key: Position, value: Position, places: Map<string, Place>): void {
  for (let length = 1; length <= path.length; length++) {
    const name = JSON.stringify(path.slice(0, length))
    if (!places.has(name)) places.set(name, { key, value: length === path.length ? value : key })
  }
}

function start(node: AST.TOMLNode): Position {
  return { line: node.loc.start.line, column: node.loc.start.column + 1 }
}
