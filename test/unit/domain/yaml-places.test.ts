import { expect, test } from 'vitest'
import type { DocumentNode, ObjectNode } from '../../../src/domain/document/node.ts'
import { parseJson } from '../../../src/domain/document/parse-json.ts'
import { parseYaml } from '../../../src/domain/document/parse-yaml.ts'
import { writeJson } from '../../../src/domain/document/write-json.ts'
import { placesInYaml } from '../../../src/domain/document/yaml-places.ts'

function placesOf(text: string, json = writeJson(parseYaml(text))) {
  const document = parseJson(json) as ObjectNode
  return { document, places: placesInYaml(text, document) }
}

/** Each value with the places that a full reading and the quick one give it; what is in a flow collection has none. */
function* compared(
  read: DocumentNode,
  known: DocumentNode,
  places: NonNullable<ReturnType<typeof placesInYaml>>,
  path = '',
): Generator<readonly [path: string, number, number | undefined]> {
  if (read.kind === 'literal' && read.value === null) return
  yield [path, read.offset, places.offsets.get(known)]
  if (places.flows.has(known)) return
  if (read.kind === 'array' && known.kind === 'array')
    for (const [at, item] of read.items.entries())
      yield* compared(item, known.items[at] as DocumentNode, places, `${path}/${at}`)
  if (read.kind === 'object' && known.kind === 'object')
    for (const [at, { key, value }] of read.members.entries())
      yield* compared(value, known.members[at]?.value as DocumentNode, places, `${path}/${key}`)
}

const written = [
  '# first\n---\n# second\na: 1 # three\nb:\n  c: "x: y"\n  \'d\': it\n\n  # e: f\n  "e f": >-\n   g: h\n    - i\n\n   j\nk: l\n  m\n  n\n',
  '\ufeffa:\n- b\n-   c: d\n    e: f\n- - g\n  - h: i\n-\n  j: k\n-\n  - l\nm: n',
  'a:\r\n  - b: |\r\n      c: d\r\n\r\n      # e\r\n    f: g\r\nh: i\r\n',
  'a: [b, {c: d},\n  e] # f\ng: {}\nh: [\n  i\n  ]\nj: "k\\\n  \\ l: m"\nn:\n  o\n  p\nq:\nr: ~\ns:\n  - t: u\n\n\n',
  "a:\n    b:\n     - c: |-\n\n         d\n       e: 'f\n         g'\n    h: # i\n      - j\n",
  'url: http://a:b\ntime: 12:30\ntext: a#b\nlist:\n- http://a\n- a#b\n- "d: e"\n',
]

test.each(written)('values are found where they are read: %j', text => {
  const { document, places } = placesOf(text)
  expect(places).toBeDefined()
  for (const [path, wanted, found] of compared(
    parseYaml(text),
    document,
    places as NonNullable<typeof places>,
  ))
    expect([path, found]).toEqual([path, wanted])
})

test('an id and a version may have been filled in', () => {
  const { document, places } = placesOf('kind: a\n', '{"id":"x","kind":"a","version":"1.0.0"}')
  expect(places?.offsets.get(document.members[1]?.value as DocumentNode)).toBe(6)
})

test.each([
  'a: &b c\nd: *b\n',
  'a: !!str 1\n',
  '? a\n: b\n',
  '<<: {a: b}\n',
  '%YAML 1.2\n---\na: b\n',
  '--- {a: b}\n',
  '{"a": "b"}\n',
  'a b: c\n',
  'a: b\n...\n',
  'a:\n  - b c: d\n',
  '"a\\n": b\n',
])('nothing is said of what is written in an odd way: %j', text => {
  expect(placesOf(text).places).toBeUndefined()
})

test.each([
  ['a: b\n', '{"a":{"b":1}}'],
  ['a: b\nc: d\n', '{"a":"b"}'],
  ['a: b\n', '{"a":"b","c":"d"}'],
  ['a:\n- b\n', '{"a":["b","c"]}'],
  ['a:\n', '{"a":"b"}'],
  ['b: a\n', '{"a":"a"}'],
])('nothing is said of another document: %j is not %s', (text, json) => {
  expect(placesOf(text, json).places).toBeUndefined()
})
