import { expect, test } from 'vitest'
import { isInScope, scopeOf } from '../../../src/domain/scope.ts'

test('a pattern is an exact id, or the beginning of ids', () => {
  const scope = scopeOf(['sales.*', 'hr', 'a*b'])
  const ids = ['sales.', 'sales.orders', 'sales', 'Sales.orders', 'hr', 'hr2', 'a*b', 'axb', '']
  expect(ids.filter(id => isInScope(scope, id))).toEqual(['sales.', 'sales.orders', 'hr', 'a*b'])
})

test('a star alone is everything, and no pattern is nothing', () => {
  expect(scopeOf(['x', '*'])).toBeUndefined()
  expect(isInScope(undefined, 'anything')).toBe(true)
  expect(isInScope(scopeOf([]), 'anything')).toBe(false)
})
