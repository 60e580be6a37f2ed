import { expect, test } from 'vitest'
import { pythonNumber, pythonText } from '../../../src/dc43-governance/python-text.ts'
import { parseJson } from '../../../src/domain/document/parse-json.ts'

// what `normalise_metric_value` of dc43 0.42 makes of each on Python 3.11
test.each([
  ['1.0', '1.0', '1.0'],
  ['0', '0', '0.0'],
  ['-0', '0', '0.0'],
  ['-0.0', '-0.0', '-0.0'],
  ['1.50', '1.5', '1.5'],
  ['1E3', '1000.0', '1000.0'],
  ['1e15', '1000000000000000.0', '1000000000000000.0'],
  ['1e16', '1e+16', '1e+16'],
  ['123456789012345678901234', '123456789012345678901234', '1.2345678901234569e+23'],
  ['0.0001', '0.0001', '0.0001'],
  ['0.00001', '1e-05', '1e-05'],
  ['0.00012345', '0.00012345', '0.00012345'],
  ['5e-324', '5e-324', '5e-324'],
  ['true', 'True', '1.0'],
  ['false', 'False', '0.0'],
  ['null', null, null],
  ['"ü"', 'ü', null],
  ['" 1.5 "', ' 1.5 ', '1.5'],
  ['"1e5"', '1e5', '100000.0'],
  ['[]', '[]', null],
  [
    '{"a":[1.0,1e22,"é😀\\n\\u007f"],"b":{"c":null,"d":true}}',
    '{"a": [1.0, 1e+22, "\\u00e9\\ud83d\\ude00\\n\\u007f"], "b": {"c": null, "d": true}}',
    null,
  ],
])('%s is written as Python does', (json, text, number) => {
  const node = parseJson(json)
  expect([pythonText(node), pythonNumber(node)]).toEqual([text, number])
})
