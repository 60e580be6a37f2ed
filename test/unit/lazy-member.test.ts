import { expect, test } from 'vitest'
import { lazyMember } from '../../src/lazy-member.ts'

const withText = lazyMember('text')

test('a member is made when it is asked for', () => {
  let asked = 0
  const object = withText({ name: 'a' }, () => `made ${++asked}`)
  expect(asked).toBe(0)
  expect(object.text).toBe('made 1')
  expect(object.text).toBe('made 2')
})

test('copies and JSON have it', () => {
  const object = withText({ name: 'a' }, () => 'made')
  expect({ ...object }).toEqual({ name: 'a', text: 'made' })
  expect(structuredClone(object)).toEqual({ name: 'a', text: 'made' })
  expect(JSON.stringify(object)).toBe('{"name":"a","text":"made"}')
})

// what a getter of its own keeps is kept for long
test('all objects have one getter', () => {
  const getterOf = (object: object) => Object.getOwnPropertyDescriptor(object, 'text')?.get
  const [one, other] = ['a', 'b'].map(text => withText({}, () => text))
  expect(getterOf(one ?? {})).toBeDefined()
  expect(getterOf(one ?? {})).toBe(getterOf(other ?? {}))
})
