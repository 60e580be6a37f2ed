import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { ObjectNode } from '../../../src/domain/document/node.ts'
import { parseJson } from '../../../src/domain/document/parse-json.ts'
import { parseYaml } from '../../../src/domain/document/parse-yaml.ts'
import { canonicalForm, canonicalNumber, fingerprintOf } from '../../../src/domain/fingerprint.ts'

const objectOf = (text: string) => parseJson(text) as ObjectNode
const canonical = (text: string) => canonicalForm(objectOf(text))

describe("dc43's own fingerprint", () => {
  // documents and what dc43 0.41 stored for them
  test.each([
    [
      'of an ordinary contract',
      '{"version":"1.0.0","kind":"DataContract","apiVersion":"3.0.2","id":"sales.orders","name":"Orders","status":"active","description":{"usage":"Orders facts"},"schema":[{"name":"orders","properties":[{"name":"order_id","physicalType":"bigint","required":true}]}]}',
      '297208cf6142422a9f4cf722d245a081d36f26b113c92c296626d7f38c864282',
    ],
    [
      'of names outside ASCII, and nulls in free-form values',
      '{"version":"1.0.0","kind":"DataContract","apiVersion":"3.1.0","id":"été","name":"Ventes é €😀","customProperties":[{"property":"z","value":{"é":1,"z":2,"😀":3,"\uffee":4,"a":null,"n":[null,1,{"q":null}]}}]}',
      '8800058ec9321499a3b2e1893090c9befb0c4584a91fc4d5ddc15f274b5bf9ec',
    ],
    [
      'of all kinds of numbers',
      '{"version":"1.0.0","apiVersion":"3.1.0","id":"n","customProperties":[{"property":"p","value":[1.0,1e16,1e-7,1e22,0.1,123456789012345678901234567890,-0.0,2.5e10,100.0,true]}],"price":{"priceAmount":9.0,"priceCurrency":"EUR"},"schema":[{"name":"t","properties":[{"name":"a","quality":[{"mustBeGreaterThan":0,"mustBeLessThan":10.0,"mustBeBetween":[1,2.0],"mustBe":1.0}]}]}],"slaProperties":[{"property":"x","value":"1"},{"property":"y","value":1},{"property":"y","value":1.0},{"property":"y","value":true}]}',
      '8a0a03309d66351754348da1ae22946d116a61ef7b55bd859ed136a4ce68e1aa',
    ],
    [
      'of escaped characters',
      '{"version":"1.0.0","apiVersion":"3.1.0","id":"e","name":"q\\" b\\\\ s/ \\n \\t \\u007f \\u2028 <&>","description":{"usage":"it\'s","purpose":"p"}}',
      '58a0ce3cf94056b0516f298d53e0e1100cea763105047e3d2b2a972b92d26349',
    ],
  ])('%s', (_, text, fingerprint) => {
    expect(fingerprintOf(objectOf(text))).toBe(fingerprint)
  })

  test('is the SHA-256 of the canonical form', () => {
    const hash = createHash('sha256').update('{"a":1,"b":"\\u00e9"}').digest('hex')
    expect(fingerprintOf(objectOf('{ "b": "é", "a": 1 }'))).toBe(hash)
  })

  test('is the same for JSON and the YAML that means it', () => {
    const yaml =
      'id: x # comment\nname:\nschema:\n  - {name: "t", properties: [{name: p, examples: [1.0, ~]}]}\n'
    const json = '{"schema":[{"properties":[{"examples":[1.0,null],"name":"p"}],"name":"t"}],"id":"x"}'
    expect(fingerprintOf(parseYaml(yaml) as ObjectNode)).toBe(fingerprintOf(objectOf(json)))
  })
})

describe('a canonical number', () => {
  // right: json.dumps(json.loads(left)) in Python
  test.each([
    ...[
      ['0', '0'],
      ['-0', '0'],
      ['1', '1'],
      ['-1', '-1'],
      ['9007199254740993', '9007199254740993'],
    ],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ...[
      ['0.0', '0.0'],
      ['-0.0', '-0.0'],
      ['0e5', '0.0'],
      ['-0e-5', '-0.0'],
      ['1.0', '1.0'],
      ['1.10', '1.1'],
      ['1e0', '1.0'],
    ],
    ...[
      ['100.0', '100.0'],
      ['1e2', '100.0'],
      ['12.50e1', '125.0'],
      ['2.5e10', '25000000000.0'],
      ['-1e3', '-1000.0'],
    ],
    ...[
      ['1e15', '1000000000000000.0'],
      ['1e16', '1e+16'],
      ['1e17', '1e+17'],
      ['1e22', '1e+22'],
      ['1E100', '1e+100'],
    ],
    ...[
      ['123456789012345.6', '123456789012345.6'],
      ['1234567890123456.7', '1234567890123456.8'],
    ],
    ...[
      ['9999999999999998.0', '9999999999999998.0'],
      ['12345678901234567.0', '1.2345678901234568e+16'],
    ],
    ...[
      ['0.1', '0.1'],
      ['0.001', '0.001'],
      ['0.0001', '0.0001'],
      ['0.00001', '1e-05'],
      ['0.000012', '1.2e-05'],
    ],
    ...[
      ['1e-7', '1e-07'],
      ['1.5e-10', '1.5e-10'],
      ['-2.5E-9', '-2.5e-09'],
      ['0.00012345', '0.00012345'],
    ],
    ...[
      ['5e-324', '5e-324'],
      ['1e-400', '0.0'],
      ['-1e-400', '-0.0'],
      ['1.7976931348623157e308', '1.7976931348623157e+308'],
    ],
    ...[
      ['2.2250738585072014e-308', '2.2250738585072014e-308'],
      ['0.30000000000000004', '0.30000000000000004'],
    ],
    ...[
      ['3.141592653589793238462643', '3.141592653589793'],
      ['1.00000000000000000001', '1.0'],
      ['4.35', '4.35'],
    ],
  ])('of %s is %s', (token, printed) => {
    expect(canonicalNumber(token)).toBe(printed)
  })
})

describe('the canonical form', () => {
  test('has its members in the order of code points', () => {
    expect(canonical('{"é":1,"z":2,"😀":3,"\uffee":4,"10":5,"9":6,"":7,"Z":8,"za":9}')).toBe(
      '{"":7,"10":5,"9":6,"Z":8,"z":2,"za":9,"\\u00e9":1,"\\uffee":4,"\\ud83d\\ude00":3}',
    )
  })

  test('has members named like parts of JavaScript objects', () => {
    expect(canonical('{"toString":1,"__proto__":{"b":2,"a":null}}')).toBe(
      '{"__proto__":{"a":null,"b":2},"toString":1}',
    )
  })

  test.each([
    ['at the root', '{"a":1,"name":null}', '{"a":1}'],
    ['in the description', '{"description":{"usage":null,"purpose":"p"}}', '{"description":{"purpose":"p"}}'],
    ['in the price', '{"price":{"priceAmount":null}}', '{"price":{}}'],
    [
      'in schema objects, properties and items',
      '{"schema":[{"a":null,"properties":[{"b":null,"items":{"c":null,"properties":[{"d":null}]}}]}]}',
      '{"schema":[{"properties":[{"items":{"properties":[{}]}}]}]}',
    ],
    [
      'in quality rules',
      '{"schema":[{"quality":[{"mustBe":null,"rule":"r"}]}]}',
      '{"schema":[{"quality":[{"rule":"r"}]}]}',
    ],
    ['in servers', '{"servers":[{"server":"s","port":null}]}', '{"servers":[{"server":"s"}]}'],
    [
      'in a team and its members',
      '{"team":{"name":null,"members":[{"role":null}]}}',
      '{"team":{"members":[{}]}}',
    ],
    ['in a list of team members', '{"team":[{"role":null}]}', '{"team":[{}]}'],
    [
      'in roles, support, service levels, links and relationships',
      '{"roles":[{"a":null}],"support":[{"a":null}],"slaProperties":[{"a":null}],"authoritativeDefinitions":[{"a":null}],"schema":[{"relationships":[{"a":null}]}]}',
      '{"authoritativeDefinitions":[{}],"roles":[{}],"schema":[{"relationships":[{}]}],"slaProperties":[{}],"support":[{}]}',
    ],
    [
      'of custom properties',
      '{"customProperties":[{"property":"p","value":null}]}',
      '{"customProperties":[{"property":"p"}]}',
    ],
  ])('leaves out nulls %s', (_, text, form) => {
    expect(canonical(text)).toBe(form)
  })

  test.each([
    ['in the value of a custom property', '{"customProperties":[{"property":"p","value":{"a":null}}]}'],
    [
      'in a value that looks like a modelled one',
      '{"customProperties":[{"value":{"schema":[{"name":null}]}}]}',
    ],
    ['in type options', '{"schema":[{"properties":[{"logicalTypeOptions":{"format":null}}]}]}'],
    [
      'in the arguments and implementation of a quality rule',
      '{"schema":[{"quality":[{"arguments":{"a":null},"implementation":{"b":null}}]}]}',
    ],
    ['as items of lists', '{"schema":[null,{"tags":[null]}],"tags":[null]}'],
    ['in members unknown to the standard', '{"schema":[{"own":{"a":null}}]}'],
  ])('keeps nulls %s', (_, text) => {
    expect(canonical(text)).toBe(text)
  })

  test('keeps empty objects, lists and strings', () => {
    expect(canonical('{"team":{},"tags":[],"name":""}')).toBe('{"name":"","tags":[],"team":{}}')
  })
})
