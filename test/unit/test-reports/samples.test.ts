import { expect, test } from 'vitest'
import { readReport } from '../../../src/test-reports/read-report.ts'

const kept = (text: string) => readReport(Buffer.from(text), { strictness: 'lenient', samples: 'drop' }).text

test.each([
  [
    '{"result":"failed", "Failed_Samples":[{"a":"Ada"}],"x":1.50}',
    '{"result":"failed", "Failed_Samples":null,"x":1.50}',
  ],
  ['{"passed":false,"a":[{"b":{"sample-rows":"Ada"}}]}', '{"passed":false,"a":[{"b":{"sample-rows":null}}]}'],
  ['{"passed":false,"failed\\u0053amples":"Ada"}', '{"passed":false,"failed\\u0053amples":null}'],
  [
    '{"passed":false,"sample_errors":[{"field":"f","more":{"value":"Ada","row":7}}]}',
    '{"passed":false,"sample_errors":[{"field":"f","more":{"value":null,"row":7}}]}',
  ],
  [
    '{"passed":false,"sampleErrors":{"f":[["Ada",null],{"message":"Ada"}]}}',
    '{"passed":false,"sampleErrors":{"f":[[null,null],{"message":null}]}}',
  ],
  ['{"passed":true,"value":1,"message":"fine"}', '{"passed":true,"value":1,"message":"fine"}'],
])('data is left out of %s', (sent, expected) => {
  expect(kept(sent)).toBe(expected)
})
