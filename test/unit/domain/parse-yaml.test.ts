import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../../src/domain/document/parse-yaml.ts'
import { writeJson } from '../../../src/domain/document/write-json.ts'

const jsonOf = (text: string) => writeJson(parseYaml(text))

describe('a plain scalar', () => {
  test.each(
    [
      // null and booleans: the core schema's words and no others
      ...[
        ['', 'null'],
        ['~', 'null'],
        ['null', 'null'],
        ['Null', 'null'],
        ['NULL', 'null'],
        ['nULL', '"nULL"'],
      ],
      ...[
        ['true', 'true'],
        ['True', 'true'],
        ['TRUE', 'true'],
        ['tRUE', '"tRUE"'],
      ],
      ...[
        ['false', 'false'],
        ['False', 'false'],
        ['FALSE', 'false'],
      ],
      ...['yes', 'Yes', 'no', 'on', 'off', 'y', 'n', 'Y', 'N', 'None', 'undefined'].map(word => [
        word,
        `"${word}"`,
      ]),
      // integers
      ...[
        ['0', '0'],
        ['-0', '-0'],
        ['42', '42'],
        ['-42', '-42'],
        ['+42', '42'],
        ['007', '7'],
        ['-007', '-7'],
      ],
      ...[
        ['0777', '777'],
        ['0o17', '15'],
        ['0xFF', '255'],
        ['0x1f', '31'],
      ],
      ['123456789012345678901234567890', '123456789012345678901234567890'],
      ['+9007199254740993', '9007199254740993'],
      ['0x1FFFFFFFFFFFFFFFF', '36893488147419103231'],
      ['0o7777777777777777777777', '73786976294838206463'],
      // floats
      ...[
        ['1.0', '1.0'],
        ['1.10', '1.10'],
        ['-1.50', '-1.50'],
        ['+1.0', '1.0'],
        ['0.10', '0.10'],
        ['-0.0', '-0.0'],
      ],
      ...[
        ['.5', '0.5'],
        ['-.5', '-0.5'],
        ['+.5', '0.5'],
        ['1.', '1.0'],
        ['-1.', '-1.0'],
        ['007.50', '7.50'],
      ],
      ...[
        ['1e3', '1e3'],
        ['1E+5', '1E+5'],
        ['1e-7', '1e-7'],
        ['1.e5', '1.0e5'],
        ['.5e1', '0.5e1'],
        ['+1.5E3', '1.5E3'],
      ],
      ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
      // what only looks like a number, and dates
      ...['1_000', '0b11', '12:30:00', '1:30.5', '1.2.3', 'v1.0.0', '1.0.0-rc.1', '0x', '0o', '0o8', '0xG1'],
      ...['-0x1', '+0o7', '1e', '1e+', '.', '+', '-.', '..', '.e5', 'e5', '0 1', '--1', '+-1', '1,000', '１'],
      ...[
        '2024-01-01',
        '2024-01-01T10:00:00Z',
        '2001-12-14 21:59:43.10 -5',
        '=',
        'nan',
        'inf',
        '-inf',
        'NaN',
      ],
    ].map(row => (typeof row === 'string' ? [row, JSON.stringify(row).replace('１', '\\uff11')] : row)),
  )('%j is %s', (scalar, json) => {
    expect(jsonOf(`a: ${scalar}\n`)).toBe(`{"a":${json}}`)
  })

  test('may hold colons, hashes and quotes inside', () => {
    expect(jsonOf('a: http://x:8080/#y\nb: it\'s "so"\nc: a#b # comment')).toBe(
      '{"a":"http://x:8080/#y","b":"it\'s \\"so\\"","c":"a#b"}',
    )
  })

  test('may run over several lines', () => {
    expect(jsonOf('a: one\n  two\n\n  three\nb: 1')).toBe('{"a":"one two\\nthree","b":1}')
  })
})

describe('a quoted scalar', () => {
  test.each([
    ['"1.0"', '1.0'],
    ["'true'", 'true'],
    ['""', ''],
    ["''", ''],
    ["'it''s'", "it's"],
    ['"2024-01-01"', '2024-01-01'],
    ['"\\x41\\u00e9\\U0001F600\\e\\0\\a\\_\\N\\L\\P\\/\\ "', 'Aé😀\u001b\0\u0007\u00a0\u0085\u2028\u2029/ '],
    ['"\\ud83d\\ude00"', '😀'],
    ['"a\\\n  b"', 'ab'],
    ['"a\n  b\n\n  c"', 'a b\nc'],
    ["'a\n  b'", 'a b'],
    ['"\\n\\t"', '\n\t'],
  ])('%j is the string %j', (scalar, value) => {
    expect(parseYaml(`a: ${scalar}`)).toMatchObject({ members: [{ value: { kind: 'string', value } }] })
  })
})

describe('a block scalar', () => {
  test.each([
    ['literal', '|\n  a\n   b\n\n  c\n', 'a\n b\n\nc\n'],
    ['literal, stripped', '|-\n  a\n  b\n\n', 'a\nb'],
    ['literal, kept', '|+\n  a\n\n\n', 'a\n\n\n'],
    ['literal, indented by its header', '|2\n   a\n  b\n', ' a\nb\n'],
    ['folded', '>\n  a\n  b\n\n  c\n    d\n', 'a b\nc\n  d\n'],
    ['folded, stripped', '>-\n  a\n  b\n', 'a b'],
    ['like a number', '|-\n  1.0\n', '1.0'],
    ['with tabs and trailing spaces', '|\n  a\tb  \n', 'a\tb  \n'],
    ['with CR LF', '|\r\n  a\r\n  b\r\n', 'a\nb\n'],
  ])('%s', (_, scalar, value) => {
    expect(parseYaml(`a: ${scalar}`)).toMatchObject({ members: [{ value: { kind: 'string', value } }] })
  })
})

describe('a mapping', () => {
  test('keeps its order, integer-like keys too', () => {
    expect(jsonOf('b: 1\n10: 2\na: 3\n2: 4\n"1": 5')).toBe('{"b":1,"10":2,"a":3,"2":4,"1":5}')
  })

  test('takes keys like parts of JavaScript objects for what they are', () => {
    expect(jsonOf('__proto__: {a: 1}\nconstructor: 2\ntoString: 3')).toBe(
      '{"__proto__":{"a":1},"constructor":2,"toString":3}',
    )
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false)
  })

  test.each([
    ['1.0: a', '{"1.0":"a"}'],
    ['1.10: a', '{"1.10":"a"}'],
    ['0x10: a', '{"0x10":"a"}'],
    ['12345678901234567890: a', '{"12345678901234567890":"a"}'],
    ['2024-01-01: a', '{"2024-01-01":"a"}'],
    ['yes: a', '{"yes":"a"}'],
    ['true: a', '{"true":"a"}'],
    ['null: a', '{"null":"a"}'],
    ['"": a', '{"":"a"}'],
    ['? a\n: b', '{"a":"b"}'],
    ['? a', '{"a":null}'],
    ['{a: 1, "b":2, c: , d}', '{"a":1,"b":2,"c":null,"d":null}'],
    ['a:\n- 1\n-\n- - 2\n  - b: 3\n    c: 4', '{"a":[1,null,[2,{"b":3,"c":4}]]}'],
    ['[a: 1, {b: 2}, ]', '[{"a":1},{"b":2}]'],
    ['a: !!str 1\nb: !!int "2"\nc: !!null ""\nd: !!bool "true"', '{"a":"1","b":2,"c":null,"d":true}'],
  ])('%j is %s', (text, json) => {
    expect(jsonOf(text)).toBe(json)
  })
})

describe('an alias', () => {
  test.each([
    ['of a scalar', 'a: &x 1.0\nb: *x', '{"a":1.0,"b":1.0}'],
    ['of nothing', 'a: &x\nb: *x', '{"a":null,"b":null}'],
    ['of a mapping', 'a: &x {k: [1]}\nb: *x', '{"a":{"k":[1]},"b":{"k":[1]}}'],
    ['of what holds an alias', 'a: &x 1\nb: &y [*x, *x]\nc: [*y, *x]', '{"a":1,"b":[1,1],"c":[[1,1],1]}'],
    ['of the nearest earlier anchor', 'a: [&x 1, *x, &x 2, *x]', '{"a":[1,1,2,2]}'],
    ['as a key', 'a: &x k\nb: {*x : 1}', '{"a":"k","b":{"k":1}}'],
    ['of an anchored quoted string', 'a: &x "é"\nb: *x', '{"a":"\\u00e9","b":"\\u00e9"}'],
  ])('%s is written out', (_, text, json) => {
    expect(jsonOf(text)).toBe(json)
  })
})

describe('a merge key', () => {
  const base = 'base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\n'
  const written = '{"base":{"x":1,"y":2},"other":{"y":3,"z":4},"m":'
  test.each([
    ['adds members', '{<<: *b, q: 5}', '{"x":1,"y":2,"q":5}'],
    [
      'gives way to the members of its mapping, before it and behind it',
      '{y: 9, <<: *b, x: 8}',
      '{"y":9,"x":8}',
    ],
    ['takes a list, of which the first wins', '{<<: [*b, *o]}', '{"x":1,"y":2,"z":4}'],
    ['takes a mapping written in place', '{<<: {x: 1}}', '{"x":1}'],
    ['takes an empty list', '{<<: [], a: 1}', '{"a":1}'],
    ['in quotes is a key like others', '{"<<": 1}', '{"<<":1}'],
    ['merges what was merged', '{<<: {<<: *b, z: 5}}', '{"x":1,"y":2,"z":5}'],
  ])('%s', (_, mapping, json) => {
    expect(jsonOf(`${base}m: ${mapping}`)).toBe(`${written}${json}}`)
  })
})

describe('the text', () => {
  test.each([
    ['may begin with a byte order mark', '\ufeffa: 1'],
    ['may begin with a byte order mark and a marker', '\ufeff---\na: 1'],
    ['may begin with a marker', '---\na: 1\n'],
    ['may end with a marker', 'a: 1\n...\n'],
    ['may hold comments', '# one\na: 1 # two\n# three\n'],
    ['may name its version', '%YAML 1.2\n---\na: 1'],
    ['may have CR LF', '---\r\na: 1\r\n...\r\n'],
    ['may have tabs around values', 'a:\t1\t\n'],
    ['may be JSON', '\t{"a": 1}'.trimStart()],
    ['may have tabs between JSON tokens', '{\n\t"a":\t1\n}'],
    ['may have blank lines anywhere', '\n\n  \na:\n\n  1\n\n'],
  ])('%s', (_, text) => {
    expect(jsonOf(text)).toBe('{"a":1}')
  })
})

describe('a %YAML 1.1 directive', () => {
  const json = (scalar: string) => jsonOf(`%YAML 1.1\n---\na: ${scalar}\n`)
  test.each([
    ...[
      ['yes', 'true'],
      ['No', 'false'],
      ['on', 'true'],
      ['OFF', 'false'],
    ],
    ...[
      ['0777', '511'],
      ['0b11', '3'],
      ['1_000', '1000'],
      ['0x_F', '15'],
      ['12:30:00', '45000'],
      ['1:30.5', '90.5'],
    ],
    ...[
      ['1.0', '1.0'],
      ['1_0.5', '10.5'],
      ['+.5', '0.5'],
      ['0o17', '"0o17"'],
    ],
    ['2001-12-14', '"2001-12-14"'],
    ['2001-12-14t21:59:43.10-05:00', '"2001-12-14t21:59:43.10-05:00"'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
  ])('makes %s mean %s', (scalar, value) => {
    expect(json(scalar)).toBe(`{"a":${value}}`)
  })
})

describe('what tools write although the core schema reads it otherwise', () => {
  test.each([
    ['a closing bracket below its key', 'tags: [\n  a\n]\n', '{"tags":["a"]}'],
    [
      'a quoted text that goes on at the indent of its key',
      'a:\n  - b: "x\\\n    \\ y"\n    c: 1\n',
      '{"a":[{"b":"x y","c":1}]}',
    ],
    [
      'digits with leading zeros that are not octal',
      'a: [0068780060324, 000238, 0.8, 80, 08]',
      '{"a":["0068780060324","000238",0.8,80,"08"]}',
    ],
  ])('%s', (_, text, json) => {
    expect(writeJson(parseYaml(text))).toBe(json)
  })
})
