import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rules } from '../../../src/validation/rule-names.ts'

const page = readFileSync(new URL('../../../docs/guide/validation.md', import.meta.url), 'utf8')

test('the page about validation has every rule, its level and what it finds', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (\w+) \| (.+) \|$/gm)].map(([, ...cells]) => cells)
  expect(rows).toEqual(Object.entries(rules).map(([name, [level, finds]]) => [name, level, finds]))
})
