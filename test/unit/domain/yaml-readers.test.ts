import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../../src/domain/document/parse-yaml.ts'
import { writeJson } from '../../../src/domain/document/write-json.ts'
import { faultOf } from '../../support/faults.ts'
import { notRun } from '../../support/not-run.ts'
import { differencesInPython, findPyYaml } from '../../support/pyyaml.ts'

// A YAML text is read as PyYAML reads it, which most tools for data contracts use, or refused with its place.

const jsonOf = (text: string) => writeJson(parseYaml(text))

/** Texts and what all readers make of them. PyYAML was asked, and is again where it is there. */
const agreed: [text: string, json: string][] = [
  // a carriage return ends a line, with a line feed or without
  ['a: b\rc: d\r', '{"a":"b","c":"d"}'],
  ['a: b\r\rc: d', '{"a":"b","c":"d"}'],
  ['a: "b\rc"\n', '{"a":"b c"}'],
  ["a: 'b\r\r  c'\r", '{"a":"b\\nc"}'],
  ['a: |\r  x\r  y\r', '{"a":"x\\ny\\n"}'],
  ['a: >\r  x\r  y\rb: c\r', '{"a":"x y\\n","b":"c"}'],
  ['# c\ra: b\n', '{"a":"b"}'],
  ['a: b # c\rc: d\n', '{"a":"b","c":"d"}'],
  ['a: b # c\r\nc: d\re: f\n', '{"a":"b","c":"d","e":"f"}'],
  ['---\ra: [b,\r  c]\r...\r', '{"a":["b","c"]}'],
  // the end of a text breaks a block off
  ['a: |\n  x', '{"a":"x"}'],
  ['a: >\n  x\n  y', '{"a":"x y"}'],
  ['a: |+\n  x', '{"a":"x"}'],
  ['a: |-\n  x', '{"a":"x"}'],
  ['a: |\n  x\n', '{"a":"x\\n"}'],
  ['a: |\n  x\n  ', '{"a":"x\\n"}'],
  ['a: |\n  x\n# c', '{"a":"x\\n"}'],
  ['- |\n  x\n- y', '["x\\n","y"]'],
  // quoted scalars that are indented no more than their key, marks, and blanks of other kinds
  ['a: "x\ny"\nb: c\n', '{"a":"x y","b":"c"}'],
  ['a: x\n---x: y\n', '{"a":"x","---x":"y"}'],
  ['a: ---\n', '{"a":"---"}'],
  ['a: b\u00a0# c\n', '{"a":"b\\u00a0# c"}'],
  ['a: "\\N\\L\\P\\_"\n', '{"a":"\\u0085\\u2028\\u2029\\u00a0"}'],
  ['\ufeffa: b\n', '{"a":"b"}'],
  ['a: "b\tc"\n', '{"a":"b\\tc"}'],
  // merge keys
  ['<<: {a: 1}\na: 2\n', '{"a":2}'],
  ['<<: [{a: 1}, {a: 2, b: 3}]\n', '{"a":1,"b":3}'],
  ['!!str <<: {a: 1}\n', '{"<<":{"a":1}}'],
  ['"<<": {a: 1}\n', '{"<<":{"a":1}}'],
  // tags
  ['a: !!str 1\n', '{"a":"1"}'],
  ['a: !!str yes\n', '{"a":"yes"}'],
  ['a: !!str\n', '{"a":""}'],
  ['a: !!int "3"\n', '{"a":3}'],
  // letters are text for PyYAML, whatever the version
  ['%YAML 1.1\n---\na: y\nn: N\n', '{"a":"y","n":"N"}'],
  ['%YAML 1.1\n---\na: yes\nb: 017\nc: 1_000\nd: 12:30:00\n', '{"a":true,"b":15,"c":1000,"d":45000}'],
]

describe('a text is read as all readers do', () => {
  test.each(agreed)('%j', (text, json) => expect(jsonOf(text)).toBe(json))

  const python = findPyYaml()
  if (!python) notRun('reading YAML as PyYAML does', 'there is no PyYAML')
  test.skipIf(!python)('which PyYAML confirms', () => {
    expect(differencesInPython(python ?? '', agreed)).toEqual([])
  })
})

describe('a text that readers do not agree on is refused', () => {
  test.each([
    ['NEL in a comment', '# x\u0085a: b\nc: d\n', 1, 4],
    ['a line separator', 'a: b\nc: "d \u2028 e"\n', 2, 7],
    ['a paragraph separator', 'a: |\n  x\u2029  y\n', 2, 4],
    ['two merge keys', '<<: {a: 1}\n<<: {a: 2}\n', 2, 1],
    ['a set', 'a: !!set {b, c}\n', 1, 10],
    ['a tag that is only !', 'a: ! 12\n', 1, 6],
    ['a tag that is only !, before nothing', 'a: !\n', 1, 5],
    ['a tag that is only !, as a key', '? !\n: a\n', 1, 4],
    ['an anchor with a colon', 'a: 1\nb:\n  &b: c\n', 3, 7],
    ['an anchor with a question mark', 'a: &x? b\n', 1, 8],
    ['a tag that is only !, before quotes', 'a: ! ""\n', 1, 6],
    ['a last line that is blank and longer than its block is indented', '- >\n x\n   ', 1, 3],
    ['a last line that is blank and kept', 'a: |+\n  x\n  ', 1, 4],
    ['a key that stands there twice after a lone CR', 'a: 1\ra: 2\r', 2, 1],
  ])('%s', (_, text, line, column) => {
    const fault = faultOf(() => parseYaml(text))
    expect(fault).toMatchObject({ code: 'malformed-document', findings: [{ line, column }] })
  })
})
