import { describe, expect, test } from 'vitest'
import type { Change } from '../../../../src/domain/compatibility/judge.ts'
import { compare, sample, singleChanges } from './single-changes.ts'

/** A change in the letters of the decision table. */
function meaningOf({ class: kind, breaks, attention }: Change): string {
  const letters = { consumers: 'C', producers: 'P' }
  const usual = { breaking: breaks.map(party => letters[party]).join('+'), compatible: 'ok', cosmetic: 'cos' }
  return `${usual[kind]}${attention ? '!' : ''}`
}

describe('a single change of a contract', () => {
  test.each(singleChanges)('%s', (_, edit, _cli, meaning, rule) => {
    const [before, after] = [sample(), sample()]
    edit(after)
    const { changes } = compare(before, after)
    const found = changes.map(change => `${meaningOf(change)} ${change.rule}`)
    const main = found.filter(one => one === `${meaning} ${rule}`)
    if (meaning === 'none') expect(found).toEqual([])
    else expect(main, found.join('; ')).toHaveLength(1)
  })
})
