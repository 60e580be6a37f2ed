import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../../src/domain/document/parse-yaml.ts'
import { faultOf } from '../../support/faults.ts'
import { promptly } from '../../support/processor-time.ts'

/** A fault of the text, refused with its place. */
type Case = [what: string, text: string, line: number, column: number, pointer?: string]

const refuses = ([, text, line, column, pointer = '']: Case) => {
  const fault = faultOf(() => parseYaml(text))
  expect(fault.code).toBe('malformed-document')
  expect(fault.message).toMatch(/^the YAML document is malformed at line \d+, column \d+: .{5}/)
  expect(fault.findings).toMatchObject([{ line, column, pointer }])
}

describe('refused, with its place, is', () => {
  test.each<Case>([
    ['an empty text', '', 1, 1],
    ['white space', ' \n\n', 1, 1],
    ['a comment alone', '# nothing\n', 1, 1],
    ['a byte order mark alone', '\ufeff', 1, 1],
    ['a second document', 'a: 1\n---\nb: 2\n', 2, 1],
    ['a second document, though empty', 'a: 1\n---\n', 2, 1],
    ['text behind the end of the document', 'a: 1\n...\nb: 2\n', 3, 1],
    ['an unclosed sequence', 'a: [1', 1, 6],
    ['an unclosed string', 'a: "b', 1, 6],
    ['a tab as indentation', 'a:\n\tb: 1', 2, 1],
    ['a nested mapping in one line', 'a: b: 1', 1, 4],
    ['a reserved character', 'a: @b', 1, 4],
    ['a backtick', 'a: `b`', 1, 4],
    ['an unknown escape', 'a: "\\q"', 1, 5],
    ['an escape beyond Unicode', 'a: "\\U00110000"', 1, 5],
    ['two commas', 'a: [b,, c]', 1, 7],
    ['an unsupported version', '%YAML 2.0\n---\na: 1', 1, 7],
    ['a directive without a document', '%YAML 1.2\na: 1', 2, 1],
    ['a key of more than 1024 characters without a "?"', `${'k'.repeat(1025)}: 1`, 1, 1],
    ['an unknown tag', 'a: !mine 1', 1, 4],
    ['an unknown tag of a mapping', 'a:\n  b: !mine {c: 1}', 2, 6],
    ['a Python object tag', 'a: !!python/object/apply:os.system ["true"]', 1, 4],
  ])('%s', (...row) => refuses(row))

  test.each<Case>([
    ['a repeated key', 'a: 1\nb: 2\na: 3\n', 3, 1, '/a'],
    ['a repeated key after CR LF', 'a: 1\r\nb: 2\r\na: 3\r\n', 3, 1, '/a'],
    ['a repeated key, once in quotes', 'a: 1\n"a": 2', 2, 1, '/a'],
    ['a repeated key in a flow mapping', 'x:\n- {a: 1, a: 2}', 2, 10, '/x/0/a'],
    ['a repeated key of another type', 'x: {1: a, "1": b}', 1, 11, '/x/1'],
    ['a repeated null key', 'x: {null: a, ~: b}', 1, 14, '/x/null'],
    ['a mapping as a key', '? {a: 1}\n: 2', 1, 3],
    ['a sequence as a key', 'x: {[a]: 1}', 1, 5, '/x'],
    ['infinity', 'a: .inf', 1, 4, '/a'],
    ['negative infinity', 'a: [-.Inf]', 1, 5, '/a/0'],
    ['not a number', 'a: .NaN', 1, 4, '/a'],
    ['a float that overflows', 'a: 1e400', 1, 4, '/a'],
    ['an integer of 4301 digits', `a: ${'1'.repeat(4301)}`, 1, 4, '/a'],
    ['a hexadecimal integer of more than 4300 digits', `a: 0x${'f'.repeat(3700)}`, 1, 4, '/a'],
    ['binary data', 'a: !!binary aGVsbG8=', 1, 13, '/a'],
    ['an ordered map', 'a: 1\nb: !!omap [a: 1]', 2, 11, '/b'],
    ['an empty list of pairs', 'b: !!pairs []', 1, 12, '/b'],
    ['an alias without an anchor', 'a: *x', 1, 4, '/a'],
    ['an alias before its anchor', 'a: [*x, &x 1]', 1, 5, '/a/0'],
    ['a sequence that holds itself', 'a: &x [1, *x]', 1, 11, '/a/1'],
    ['a mapping that holds itself', 'a: &x\n  b: *x', 2, 6, '/a/b'],
    ['a merge of a string', 'a: {<<: b}', 1, 5, '/a'],
    ['a merge of a list of numbers', 'a:\n  <<: [1]', 2, 3, '/a'],
    ['a path with slashes and tildes', 'a/b:\n  c~d: .inf', 2, 8, '/a~1b/c~0d'],
    ['a place behind astral characters, in UTF-16 units', 'a: ["😀", .inf]', 1, 11, '/a/1'],
  ])('%s', (...row) => refuses(row))
})

describe('a document of aliases', () => {
  test('that grows past all measure is refused at once', () => {
    const names = 'abcdefghijklmnop'
    const lines = [...names].map((name, at) => {
      const items = at === 0 ? ['lol'] : Array<string>(10).fill(`*${names[at - 1]}`)
      return `${name}: &${name} [${items.join(', ')}]`
    })
    const fault = promptly(() => faultOf(() => parseYaml(lines.join('\n'))))
    expect(fault).toMatchObject({ code: 'malformed-document' })
    expect(fault.message).toContain('16 MiB')
  })

  test('that merges past all measure is refused at once', () => {
    const fields = Array.from({ length: 2000 }, (_, at) => `k${at}: 1`).join(', ')
    const merges = Array<string>(2000).fill('- {<<: *x}').join('\n')
    expect(faultOf(() => parseYaml(`x: &x {${fields}}\ny:\n${merges}`)).message).toContain('16 MiB')
  })

  test('that merely repeats is written out', () => {
    const lines = Array<string>(1000).fill('- *x').join('\n')
    expect(parseYaml(`x: &x {a: [1, 2]}\ny:\n${lines}`)).toMatchObject({ members: [{}, { value: {} }] })
  })
})

test.each([
  ['schema\n  - name: a\n', 'a key needs a colon and a space behind it'],
  ['id:orders\nkind: DataContract\n', 'a key needs a colon and a space behind it'],
  ['a:\n    - name: b\n      c: d\n     e: f\n', 'does not begin with "- "'],
  ['a:\n    b: 1\n  c: 2\n', 'indented less than the keys before it'],
  ['a:\n\tb: 1\n', 'write spaces'],
  ['a: price: 5 EUR\n', 'a text with a colon and a space in it needs quotes'],
  ['a: {b: 1 c: 2}\n', 'no comma stands before this part'],
  ['a: - b\n', 'begin it on the next line'],
  ['a: @team\n', 'needs quotes around it'],
  ['a: *\n', 'needs quotes around it'],
  ['a: "\\d+"\n', 'write \\\\ for a backslash'],
  ['a: "b\n', 'is not closed'],
  ["a: 'it's'\n", 'put quotes around all of it'],
  ['a: [1, 2\nb: 3\n', 'a [ or { that stands before is not closed'],
  ['a: ]\n', 'no bracket is open here'],
  ['a: |text\n', 'begin it on the next line'],
  ['a: !secret b\n', 'a tag that nobody knows'],
])('of %j it is said what to write', (text, said) => {
  expect(faultOf(() => parseYaml(text)).message).toContain(said)
})

describe('nesting', () => {
  test.each([
    ['flow sequences', '['.repeat(200) + ']'.repeat(200)],
    ['compact sequences', `${'- '.repeat(200)}a`],
    ['block mappings', Array.from({ length: 200 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')],
  ])('may be 200 levels of %s', (_, text) => {
    expect(parseYaml(text).kind).toMatch(/array|object/)
  })

  test.each([
    ['201 flow sequences', '['.repeat(201) + ']'.repeat(201)],
    ['202 compact sequences', `${'- '.repeat(202)}a`],
    ['10,000 flow sequences', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['10,000 unclosed flow sequences', '['.repeat(10_000)],
    ['10,000 flow mappings', '{a: '.repeat(10_000)],
    ['10,000 compact sequences', '- '.repeat(10_000)],
    ['10,000 explicit keys', '? '.repeat(10_000)],
    ['5,000 merged mappings', `${'{<<: '.repeat(5_000)}{}${'}'.repeat(5_000)}`],
  ])('of %s is refused', (_, text) => {
    expect(faultOf(() => parseYaml(text)).code).toBe('malformed-document')
  })
})
