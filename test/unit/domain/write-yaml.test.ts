import { describe, expect, test } from 'vitest'
import type { DocumentNode } from '../../../src/domain/document/node.ts'
import { parseJson } from '../../../src/domain/document/parse-json.ts'
import { parseYaml } from '../../../src/domain/document/parse-yaml.ts'
import { quoteAscii, writeJson } from '../../../src/domain/document/write-json.ts'
import { writeYaml } from '../../../src/domain/document/write-yaml.ts'
import { notRun } from '../../support/not-run.ts'
import { differencesInPython, findPyYaml } from '../../support/pyyaml.ts'
import { Random } from '../../support/random.ts'

const yamlOf = (json: string) => writeYaml(parseJson(json))
const asYaml11 = (text: string) => parseYaml(`%YAML 1.1\n---\n${text}`)

/** Strings that some YAML reader would take for something else if they stood there as they are. */
const words = String.raw`
  # a#b #a - -a -- ? ?a ! !a !!str & &a * *a % %a @ @a | |- > >- { } {} [ ] [] , a,b : :a a: << =
  " ' "a" 'a' it's \ \n a\ "\" null Null NULL nULL ~ true True TRUE false yes Yes YES no No on On off OFF y Y n N
  0 1 -1 +1 01 08 007 0777 0o17 +0o17 -0o7 0x1F -0x1 0b11 -0b1 1_000 _1 1_ 0_ 1.0 1. .5 -.5 +.5 1e3 1E5 1e+3 1.5e-3
  1e e1 . .. ... .e1 1_0.5 1.0.0 v1 1.2.3.4 .inf -.inf +.INF .Inf .nan .NaN inf nan Infinity NaN --- ---a
  12:30 12:30:00 1:2:3 1:30.5 190:20:30.15 20:10 2024-01-01 2024-1-1 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z
  é € 😀 １ constructor __proto__ http://a:80/b?c#d C:\a\b $env$ $ref {{jinja}} %YAML
`
const strings = [
  ...words.trim().split(/\s+/),
  ...[
    '',
    ' ',
    '  a',
    'a  ',
    '\t',
    'a\tb',
    '\ta',
    'a\t',
    '`',
    '`a',
    'a: b',
    ': a',
    'a :b',
    'a #b',
    '# a',
    '- a',
    '? a',
  ],
  ...[
    '\n',
    '\n\n',
    'a\n',
    'a\n\n',
    '\na',
    ' \na',
    'a\n b',
    'a\n\n b\n',
    '  a\n b\n',
    'a \nb',
    'a\n ',
    'a\n\t',
  ],
  ...['\r', 'a\r\nb', 'a\rb', '\r\n', '\n#a', 'a\n---\nb', '--- a', '... a', 'null\n', '1\n', 'true ', ' 1'],
  ...[
    '\0',
    '\u0001',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0080',
    '\u0085',
    'a\u0085b',
    '\u00a0',
    '\u2028',
    'a\u2029b',
  ],
  ...[
    '\ufeff',
    'a\ufeff',
    '\ufffe',
    '\uffff',
    '\u{10ffff}',
    '\ud800',
    '\udc00',
    'a\ud83d',
    '😀\n',
    '\u200b',
    '\u202e',
  ],
  ...['e\u0301', '\u3000', '\u3000a', '2001-12-14 21:59:43.10 -5', '%YAML 1.1', '!!str a', 'a, b', 'a "b" c'],
  ...['a'.repeat(200), 'word '.repeat(100), `${'a'.repeat(100)}\n${'b'.repeat(100)}`, '"'.repeat(150)],
  `${'a '.repeat(60)}: ${'b '.repeat(60)}`,
]
const numbers = [
  ...[
    '0',
    '-0',
    '1',
    '-1',
    '10',
    '007'.slice(2),
    '123456789012345678901234567890',
    '-9007199254740993',
    '9'.repeat(4000),
  ],
  ...['0.0', '-0.0', '1.0', '1.10', '9.99', '0.1000000000000000055511151231257827', '100.0', '-2.50'],
  ...[
    '1e3',
    '1E3',
    '1e+3',
    '1E-3',
    '1.5e3',
    '-1.5E+300',
    '1e-400',
    '0e0',
    '0.0e-0',
    '1e22',
    '1e16',
    '1.0e007',
  ],
]
const shapes = [
  ...[
    '{}',
    '[]',
    '{"a":{}}',
    '{"a":[]}',
    '[[]]',
    '[{}]',
    '[[[]]]',
    '[[1,[2,[3]]],4]',
    '{"a":[{"b":[{"c":1}]}]}',
  ],
  ...[
    '{"a":null,"b":false}',
    '[null,true]',
    '{"b":1,"a":2,"10":3,"2":4}',
    '{"__proto__":{"a":1}}',
    '{"":""}',
    '[[{"a":1,"b":2}]]',
  ],
]
const cases = [
  ...strings.map(text => `{"a":${quoteAscii(text)},"b":1}`),
  ...strings.map(text => `[${quoteAscii(text)},[${quoteAscii(text)}]]`),
  ...strings.map(text => `{"a":{${quoteAscii(text)}:1},"b":[{${quoteAscii(text)}:{"c":2}}]}`),
  ...numbers.map(token => `{"a":${token},"b":[${token}]}`),
  ...shapes,
]

/** The value with floats in one form, as YAML needs other exponents than JSON. */
function comparable(node: DocumentNode): string {
  const json = writeJson(node)
  return json.replace(
    /(-?[0-9]+)(\.[0-9]+)?[eE]\+?(-?[0-9]+)(?=[,\]}]|$)/g,
    (_, whole, fraction, exponent) => {
      return `${whole}${fraction ?? '.0'}e${exponent}`
    },
  )
}

const written = cases.map(json => ({ json, yaml: yamlOf(json) }))

describe('a document written as YAML', () => {
  test('is the same value to a reader of YAML 1.2', () => {
    for (const { json, yaml } of written) {
      expect(comparable(parseYaml(yaml)), yaml).toBe(comparable(parseJson(json)))
    }
  })

  test('is the same value to a reader of YAML 1.1', () => {
    for (const { json, yaml } of written) {
      expect(comparable(asYaml11(yaml)), yaml).toBe(comparable(parseJson(json)))
    }
  })

  test('keeps numbers but for what their exponents need', () => {
    expect(yamlOf('[1.0,1.10,-0,12345678901234567890,0.1e-5,1e5,1E5,-2e-7]').trim().split('\n')).toEqual(
      ['1.0', '1.10', '-0', '12345678901234567890', '0.1e-5', '1.0e+5', '1.0E+5', '-2.0e-7'].map(
        item => `- ${item}`,
      ),
    )
  })

  test('is in block style, one member a line', () => {
    expect(
      yamlOf('{"version":"1.0.0","id":"a","tags":["x","yes"],"description":{"usage":"Two\\nlines"}}'),
    ).toBe('version: 1.0.0\nid: a\ntags:\n  - x\n  - "yes"\ndescription:\n  usage: |-\n    Two\n    lines\n')
  })

  test('does not fold long text', () => {
    const long = 'word '.repeat(200).trim()
    expect(yamlOf(`{"a":"${long}"}`)).toBe(`a: ${long}\n`)
  })

  test('is the same value however strings are made up', () => {
    const random = new Random(1)
    const parts = [
      ...'ab019.:-+_#,[]{}&*!|>\'"%@`\\~=<?^',
      ' ',
      ' ',
      '\n',
      '\n',
      '\t',
      '\r',
      ': ',
      ' #',
      '- ',
      'é',
      '😀',
      '\u2028',
      'no',
      'e',
    ]
    for (let round = 0; round < 3000; round++) {
      const text = random.text(parts, 8)
      const json = `{${quoteAscii(text)}:[${quoteAscii(text)}],"z":{"y":${quoteAscii(text)}}}`
      if (text === 'z') continue
      const yaml = yamlOf(json)
      expect(writeJson(parseYaml(yaml)), yaml).toBe(json)
      expect(writeJson(asYaml11(yaml)), yaml).toBe(json)
    }
  })
})

describe('PyYAML', () => {
  const python = findPyYaml()
  if (!python) notRun('reading what is written with PyYAML', 'there is no python3 with the package pyyaml')

  test.skipIf(!python)('reads the same value', () => {
    const pairs = written.map(({ yaml, json }) => [yaml, json] as const)
    expect(differencesInPython(python ?? '', pairs)).toEqual([])
  })

  test.skipIf(!python)('reads the same value however strings are made up', () => {
    const random = new Random(2)
    const parts = [
      ...'ab0189.:-+_#,[]{}&*!|>\'"%@`\\~=<?oxeE',
      ' ',
      '\n',
      '\t',
      ': ',
      ' #',
      '- ',
      'é',
      '😀',
      'no',
      'null',
    ]
    const pairs = Array.from({ length: 2000 }, () => {
      const json = `{"a":[${quoteAscii(random.text(parts, 6))}],"b":{${quoteAscii(random.text(parts, 4))}:1}}`
      return [yamlOf(json), json] as const
    })
    expect(differencesInPython(python ?? '', pairs)).toEqual([])
  })
})
