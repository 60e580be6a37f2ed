import { describe, expect, test } from 'vitest'
import { parseJson } from '../../../src/domain/document/parse-json.ts'
import { writeJson } from '../../../src/domain/document/write-json.ts'
import { faultOf } from '../../support/faults.ts'

const rewritten = (text: string) => writeJson(parseJson(text))
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('a text of RFC 8259', () => {
  test.each([
    ['an empty object', '{}'],
    ['an empty array', '[]'],
    ['a string', '"a"'],
    ['an empty string', '""'],
    ['a number', '0'],
    ['true', 'true'],
    ['false', 'false'],
    ['null', 'null'],
    ['an empty member name', '{"":1}'],
    ['members and items', '{"a":[1,{"b":null}],"c":"d"}'],
  ])('may be %s', (_, text) => {
    expect(rewritten(text)).toBe(text)
  })

  test('may have white space wherever the grammar has it', () => {
    expect(rewritten('\t\r\n { "a" : [ 1 , 2 ] , "b" : { } } \n')).toBe('{"a":[1,2],"b":{}}')
  })

  test('may begin with a byte order mark', () => {
    expect(rewritten('\ufeff{"a":1}')).toBe('{"a":1}')
  })

  test.each([
    ['"\\u0041\\u00e9\\uD83D\\uDE00"', 'Aé😀'],
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\/\b\f\n\r\t'],
    ['"\\u0000\\u001f\u007f\u2028\u2029"', '\0\u001f\u007f\u2028\u2029'],
    ['"é€😀"', 'é€😀'],
    ['"\\ud800 \\udc00"', '\ud800 \udc00'],
    ['"a\ufeffb"', 'a\ufeffb'],
  ])('the string %j is read as %j', (text, value) => {
    expect(parseJson(text)).toMatchObject({ kind: 'string', value })
  })
})

describe('a number', () => {
  test.each([
    ...['0', '-0', '1', '-1', '10', '123456789012345678901234567890', '-9007199254740993'],
    ...['0.0', '-0.0', '1.0', '1.10', '0.1000000000000000055511151231257827', '9.99'],
    ...['1e5', '1E5', '1e+5', '1E-5', '0e0', '1.5e300', '-1.0E-400', '1e00000005', '1.7976931348623157e308'],
  ])('%s keeps every character', token => {
    expect(rewritten(token)).toBe(token)
  })

  test.each([
    '1e309',
    '-1e309',
    '1.0e400',
    '17976931348623159e293',
    '1e99999999999999999999',
  ])('%s overflows a double and is refused', token => {
    expect(faultOf(() => parseJson(`{"a":[${token}]}`))).toMatchObject({
      code: 'malformed-document',
      findings: [{ pointer: '/a/0', line: 1, column: 7 }],
    })
  })

  test('may have 4300 digits as an integer, and not one more', () => {
    const digits = '7'.repeat(4300)
    expect(rewritten(digits)).toBe(digits)
    expect(rewritten(`-${digits}`)).toBe(`-${digits}`)
    expect(faultOf(() => parseJson(`${digits}7`)).message).toContain('4301 digits')
    expect(faultOf(() => parseJson(`-${digits}7`)).message).toContain('4301 digits')
  })

  test('may have any number of digits in its fraction', () => {
    const token = `0.${'3'.repeat(10_000)}`
    expect(rewritten(token)).toBe(token)
  })
})

describe('members', () => {
  test('keep their order, integer-like names too', () => {
    const text = '{"b":1,"10":2,"a":3,"2":4,"1":5,"":6}'
    expect(rewritten(text)).toBe(text)
  })

  test('named like parts of JavaScript objects are members like others', () => {
    const text = '{"__proto__":{"a":1},"constructor":{"prototype":{"b":2}},"toString":3,"hasOwnProperty":4}'
    expect(rewritten(text)).toBe(text)
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false)
  })

  test.each([
    ['{"a":1,"a":2}', '/a', 8],
    ['{"a":1,"b":2,"a":1}', '/a', 14],
    ['{"a":1,"\\u0061":2}', '/a', 8],
    ['{"":1,"":2}', '/', 7],
    ['{"__proto__":1,"__proto__":2}', '/__proto__', 16],
    ['{"x":[{"a/b":1,"a/b":2}]}', '/x/0/a~1b', 16],
    ['{"~":{"k":1,"k":2}}', '/~0/k', 13],
    ['{"\\ud800":1,"\\ud800":2}', '/\ud800', 13],
  ])('of one name are refused in %s', (text, pointer, column) => {
    expect(faultOf(() => parseJson(text))).toMatchObject({
      code: 'malformed-document',
      findings: [{ pointer, line: 1, column }],
    })
  })

  test('of one name are refused however many others an object has', () => {
    const names = Array.from({ length: 50 }, (_, at) => `"name ${at}":${at}`)
    expect(rewritten(`{${names.join(',')}}`)).toBe(`{${names.join(',')}}`)
    for (const at of [0, 19, 20, 21, 49]) {
      const text = `{${[...names, names[at]].join(',')}}`
      expect(faultOf(() => parseJson(text)).findings).toMatchObject([{ pointer: `/name ${at}` }])
    }
  })

  test('of one name in different objects are fine', () => {
    const text = '[{"a":{"a":1}},{"a":2}]'
    expect(rewritten(text)).toBe(text)
  })

  test('whose names differ only in Unicode normalisation are two members', () => {
    expect(rewritten('{"\u00e9":1,"e\u0301":2}')).toBe('{"\\u00e9":1,"e\\u0301":2}')
  })
})

describe('nesting', () => {
  test('may be 200 levels deep, and not one more', () => {
    expect(rewritten(nested(200))).toBe(nested(200))
    expect(faultOf(() => parseJson(nested(201)))).toMatchObject({
      findings: [{ pointer: '/0'.repeat(200), line: 1, column: 201 }],
    })
  })

  test.each([
    ['arrays', '['.repeat(1_000_000)],
    ['objects', '{"a":'.repeat(1_000_000)],
  ])('of a million %s is refused', (_, text) => {
    expect(faultOf(() => parseJson(text)).message).toContain('200 levels')
  })
})

describe('refused is', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['a byte order mark alone', '\ufeff'],
    ['two byte order marks', '\ufeff\ufeff{}'],
    ['an unclosed object', '{'],
    ['an unclosed array', '['],
    ['an unclosed string', '"a'],
    ['an object cut behind a name', '{"a"'],
    ['an object cut behind a colon', '{"a":'],
    ['an object cut behind a member', '{"a":1'],
    ['an object cut behind a comma', '{"a":1,'],
    ['a trailing comma in an object', '{"a":1,}'],
    ['a trailing comma in an array', '[1,]'],
    ['a leading comma', '[,1]'],
    ['two commas', '[1,,2]'],
    ['a missing comma', '[1 2]'],
    ['a missing colon', '{"a" 1}'],
    ['an equals sign', '{"a"=1}'],
    ['a wrong closing bracket', '[1}'],
    ['a closing bracket too many', '{}}'],
    ['two documents', '{}{}'],
    ['lines of documents', '{}\n{}'],
    ['text behind the document', '{} x'],
    ['a NUL behind the document', '{}\0'],
    ['a name without quotes', '{a:1}'],
    ['a name in single quotes', "{'a':1}"],
    ['a number as a name', '{1:1}'],
    ['null as a name', '{null:1}'],
    ['a string in single quotes', "'a'"],
    ['a comment', '/* a */{}'],
    ['a line comment', '{} // a'],
    ['a hash comment', '# a\n{}'],
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
    ['-Infinity', '-Infinity'],
    ['-NaN', '-NaN'],
    ['undefined', 'undefined'],
    ['None', 'None'],
    ['True', 'True'],
    ['TRUE', 'TRUE'],
    ['nul', 'nul'],
    ['nulll', 'nulll'],
    ['a leading plus', '+1'],
    ['a leading zero', '01'],
    ['a negative leading zero', '-01'],
    ['a leading point', '.5'],
    ['a trailing point', '1.'],
    ['a point before the exponent', '1.e5'],
    ['an exponent without digits', '1e'],
    ['an exponent with only a sign', '1e+'],
    ['a minus alone', '-'],
    ['two minus signs', '--1'],
    ['a hexadecimal number', '0x1F'],
    ['an octal number', '0o17'],
    ['digits with underscores', '1_000'],
    ['a BigInt', '1n'],
    ['full-width digits', '１'],
    ['a raw line feed in a string', '"a\nb"'],
    ['a raw tab in a string', '"a\tb"'],
    ['a raw NUL in a string', '"a\0b"'],
    ['an unknown escape', '"\\a"'],
    ['a hexadecimal escape', '"\\x41"'],
    ['an octal escape', '"\\101"'],
    ['an escaped line feed', '"a\\\nb"'],
    ['an escape of three digits', '"\\u004"'],
    ['an escape that is no hexadecimal number', '"\\u00g0"'],
    ['an escape with a sign', '"\\u+041"'],
    ['an escape in braces', '"\\u{41}"'],
    ['an escape in upper case', '"\\U00000041"'],
    ['an escape at the end', '"\\'],
    ['an escape named like a property', '"\\constructor"'],
    ['a no-break space', '\u00a0{}'],
    ['a vertical tab', '\v{}'],
    ['a form feed', '\f{}'],
    ['a line separator', '\u2028{}'],
    ['a byte order mark inside', '{"a":\ufeff1}'],
    ['YAML', 'a: 1'],
  ])('%s', (_, text) => {
    const fault = faultOf(() => parseJson(text))
    expect(fault.code).toBe('malformed-document')
    expect(fault.message).toMatch(/^the JSON document is malformed at line \d+, column \d+: .{10}/)
    expect(fault.findings).toHaveLength(1)
  })
})

describe('the place of a fault', () => {
  test.each<[string, string, string, number, number]>([
    ['the first character', 'x', '', 1, 1],
    ['the second line', '{\n"a": x}', '/a', 2, 6],
    ['after CR LF', '{\r\n\r\n"a": [1,\r\n  x]}', '/a/1', 4, 3],
    ['after CR alone', '{\r"a":\rx}', '/a', 3, 1],
    ['the end of the text', '{"a": 1', '', 1, 8],
    ['where an unclosed string begins', '{"a":\n "bcd', '/a', 2, 2],
    ['behind astral characters, in UTF-16 units', '["😀",x]', '/1', 1, 7],
    ['in a name with slashes and tildes', '{"a/b~c":{"":x}}', '/a~1b~0c/', 1, 14],
  ])('is %s', (_, text, pointer, line, column) => {
    expect(faultOf(() => parseJson(text)).findings).toMatchObject([{ pointer, line, column }])
  })
})

test('a text of more values than memory should hold is refused', () => {
  const text = (values: number) => `[${Array(values).fill('1').join(',')}]`
  expect(() => parseJson(text(499_999))).not.toThrow()
  expect(() => parseJson(text(500_000))).toThrow('more than 500000 values')
})
