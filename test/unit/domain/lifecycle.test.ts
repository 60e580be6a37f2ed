import { describe, expect, test } from 'vitest'
import {
  allowedMoves,
  defaultTransitions,
  knownStatuses,
  type Lifecycle,
  moveFault,
  normalStatus,
} from '../../../src/domain/lifecycle.ts'

const normal: Lifecycle = { transitions: defaultTransitions, strictStatuses: false }
const strict: Lifecycle = { transitions: defaultTransitions, strictStatuses: true }
const free: Lifecycle = { transitions: 'any', strictStatuses: false }
const freeButStrict: Lifecycle = { transitions: 'any', strictStatuses: true }
const all = [normal, strict, free, freeButStrict]
const known = ['draft', 'proposed', 'active', 'validated', 'deprecated', 'retired']

describe('a status', () => {
  test.each([
    ['Active', 'active'],
    [' ACTIVE\t', 'active'],
    [undefined, 'none'],
    ['', 'none'],
    ['  ', 'none'],
    ['None', 'none'],
  ])('%j is compared as %s', (status, wanted) => {
    expect(normalStatus(status)).toBe(wanted)
  })

  test('is known when the table has it as a beginning or as an end', () => {
    expect(knownStatuses(normal)).toEqual(known)
    expect(knownStatuses(free)).toEqual(known)
    expect(knownStatuses({ transitions: { draft: ['live'], live: ['gone'] } })).toEqual([
      'draft',
      'live',
      'gone',
    ])
  })
})

describe('by the default table', () => {
  const moves: Record<string, string[]> = {
    draft: ['proposed', 'active', 'validated'],
    proposed: ['draft', 'active', 'validated'],
    active: ['deprecated'],
    validated: ['deprecated'],
    deprecated: ['retired'],
    retired: [],
  }

  test.each(known)('%s may become what the table says and nothing else that is known', from => {
    expect(allowedMoves(normal, from)).toEqual(moves[from])
    for (const to of known) {
      const allowed = to === from || moves[from]?.includes(to)
      for (const lifecycle of [normal, strict]) {
        const fault = moveFault(lifecycle, from, to)
        if (allowed) expect(fault, `${from} to ${to}`).toBeUndefined()
        else expect(fault, `${from} to ${to}`).toContain(`from "${from}" to "${to}"`)
      }
    }
  })

  test('a refusal names the moves that are allowed', () => {
    expect(moveFault(normal, 'Active', 'draft')).toBe(
      'the status cannot move from "Active" to "draft"; allowed from there: deprecated',
    )
    expect(moveFault(normal, 'retired', 'active')).toBe(
      'the status cannot move from "retired" to "active"; no move is allowed from there',
    )
  })

  test('case and blanks do not matter', () => {
    expect(moveFault(normal, ' DRAFT', 'Active ')).toBeUndefined()
    expect(moveFault(normal, 'ACTIVE', 'Draft')).toBeDefined()
    expect(allowedMoves(normal, ' Active ')).toEqual(['deprecated'])
  })

  test.each([
    ['banana', 'active'],
    ['banana', 'retired'],
    [undefined, 'deprecated'],
    ['', 'draft'],
    ['active', 'banana'],
    ['retired', undefined],
    ['banana', 'kiwi'],
    [undefined, 'banana'],
    ['constructor', 'active'],
    ['active', '__proto__'],
  ])('a move from %j to %j is free, for one of them is unknown', (from, to) => {
    expect(moveFault(normal, from, to)).toBeUndefined()
  })

  test('anything may follow a status that is unknown', () => {
    for (const from of ['banana', undefined, '', 'constructor', '__proto__'])
      expect(allowedMoves(normal, from)).toBe('any')
  })
})

test('the same status is no move, whatever the rules', () => {
  for (const lifecycle of all) {
    for (const status of [...known, 'banana', undefined, '', 'constructor']) {
      expect(moveFault(lifecycle, status, status)).toBeUndefined()
      expect(moveFault(lifecycle, status, ` ${status?.toUpperCase() ?? ''} `)).toBeUndefined()
    }
    expect(moveFault(lifecycle, undefined, ' ')).toBeUndefined()
  }
})

describe('with strict statuses', () => {
  test('only known statuses may be moved to', () => {
    expect(moveFault(strict, 'active', 'banana')).toBe(
      `the status "banana" is not known; known: ${known.join(', ')}`,
    )
    expect(moveFault(strict, undefined, 'depreciated')).toContain('did you mean deprecated?')
    expect(moveFault(strict, 'banana', 'constructor')).toContain('is not known')
    expect(moveFault(strict, 'banana', 'kiwi')).toContain('is not known')
    expect(moveFault(strict, 'active', undefined)).toContain('the document must have a status; known: draft')
  })

  test('an unknown status may be left for any known one', () => {
    for (const to of known) {
      expect(moveFault(strict, 'banana', to)).toBeUndefined()
      expect(moveFault(strict, undefined, to)).toBeUndefined()
    }
    expect(allowedMoves(strict, 'banana')).toEqual(known)
    expect(allowedMoves(strict, 'active')).toEqual(['deprecated'])
  })
})

describe('when every move is allowed', () => {
  test('known statuses may become each other', () => {
    for (const from of known) {
      for (const to of known) {
        expect(moveFault(free, from, to)).toBeUndefined()
        expect(moveFault(freeButStrict, from, to)).toBeUndefined()
      }
    }
    expect(moveFault(free, 'retired', 'banana')).toBeUndefined()
    expect(allowedMoves(free, 'retired')).toBe('any')
  })

  test('strict statuses are those of the default table', () => {
    expect(moveFault(freeButStrict, 'retired', 'banana')).toContain(`known: ${known.join(', ')}`)
    expect(allowedMoves(freeButStrict, 'retired')).toEqual(known.filter(status => status !== 'retired'))
  })
})

describe('by a table of their own', () => {
  const lifecycle: Lifecycle = {
    transitions: { none: ['draft'], draft: ['live'], live: ['gone'] },
    strictStatuses: false,
  }

  test('what is only the end of a move is known and has no way out', () => {
    expect(allowedMoves(lifecycle, 'gone')).toEqual([])
    expect(moveFault(lifecycle, 'gone', 'draft')).toContain('no move is allowed from there')
    expect(moveFault(lifecycle, 'live', 'active')).toBeUndefined()
  })

  test('none may be named, and is then held to the table', () => {
    expect(moveFault(lifecycle, undefined, 'draft')).toBeUndefined()
    expect(moveFault(lifecycle, undefined, 'live')).toBe(
      'the status cannot move from none to "live"; allowed from there: draft',
    )
    expect(moveFault(lifecycle, 'live', '')).toBe(
      'the status cannot move from "live" to none; allowed from there: gone',
    )
  })
})

test('a long status is not repeated whole', () => {
  const long = 'x'.repeat(10_000)
  expect(moveFault(strict, 'active', long)?.length).toBeLessThan(300)
})
