import { expect, test } from 'vitest'
import { contractInYaml } from '../../../../src/domain/compatibility/read-contract.ts'
import { compareContracts } from '../../../../src/domain/compatibility/report.ts'
import type { ObjectNode } from '../../../../src/domain/document/node.ts'
import { parseJson } from '../../../../src/domain/document/parse-json.ts'
import { parseYaml } from '../../../../src/domain/document/parse-yaml.ts'
import { writeJson } from '../../../../src/domain/document/write-json.ts'

const block = `
schema:
  - name: orders
    properties:
      - name: id
        required: true
      - {name: email, required: true}
`

/** The same in another way: with an anchor, with one in braces and its alias in others, all in braces, with keys that are seldom written so. */
const odd = [
  block.replace('name: orders', 'name: &n orders'),
  block.replace('- {name: email,', '- {name: &n email}\n      - {name: other, description: *n,'),
  `\n${JSON.stringify(parsed(block), null, 1)}`,
  block.replace('schema:', '? schema\n:'),
]

function parsed(text: string) {
  return JSON.parse(writeJson(parseYaml(text)))
}

test.each([block, ...odd])('changes are told at their places in YAML, however it is written: %j', text => {
  const document = parseYaml(text) as ObjectNode
  const before = parseJson(JSON.stringify(parsed(text.replaceAll('true', 'false').replaceAll('id', 'no'))))
  const known = parseJson(writeJson(document)) as ObjectNode
  const quick = compareContracts(before as ObjectNode, contractInYaml(known, Buffer.from(text)))
  expect(quick.changes.length).toBeGreaterThan(1)
  expect(quick).toEqual(compareContracts(before as ObjectNode, { document, text }))
})
