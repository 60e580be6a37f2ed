import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ruleTable } from './rule-table.ts'
import { singleChanges } from './single-changes.ts'

const text = readFileSync(join(import.meta.dirname, '../../../../docs/reference/differences.md'), 'utf8')

test('the documentation has the decision table', () => {
  expect(text).toContain(ruleTable())
})

test('the documentation has every disagreement with the Data Contract CLI, and no other', () => {
  const disagreements = singleChanges.filter(([, , cli, meaning]) => partiesOf(cli) !== ourParties(meaning))
  const lines = disagreements.map(([name, , cli, meaning]) => `| ${name} | ${cli} | ${meaning} |`)
  const [, section = ''] = text.split('## Where the Data Contract CLI says something else')
  const told = [...section.matchAll(/^(\| [^|]+\| [Ewi]\/[Ewi] \| [^|]+ \|)/gm)].map(([line]) => line)
  expect(told.map(line => line.trim())).toEqual(lines)
  expect(section).toContain(`in ${singleChanges.length} single changes`)
  expect(section).toContain(`agree on ${singleChanges.length - lines.length}.`)
})

/** Whom the CLI protects from a change; what it cannot tell may break both. */
function partiesOf(cli: string): string {
  const [consumers = '', producers = ''] = cli.split('/')
  return [/[Ew]/.test(consumers) && 'C', /[Ew]/.test(producers) && 'P'].filter(Boolean).join('+')
}

function ourParties(meaning: string): string {
  return /^[CP]/.test(meaning) ? meaning.replace('!', '') : ''
}
