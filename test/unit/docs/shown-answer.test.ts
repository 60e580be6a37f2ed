import { expect, test } from 'vitest'
import { jsonDifference, lineDifference } from '../../support/shown-answer.ts'

const printed = '{"a":1,"b":[1,2,3],"c":{"d":"a long text","e":null}}'

test.each([
  printed,
  '{"a": 1, "b": [1, 2, 3],\n  "c": {"d": "a long text", "e": null}}',
  '{"a": 1, …}',
  '{…, "c": {"d": "a long text", …}}',
  '{"a": 1, …, "c": {…, "e": null}}',
  '{"a": 1, "b": [1, …], "c": {"d": "a lo…", "e": null}}',
  '{"a": 1, "b": [1, …, 3], …}',
  '{…, "b": […], …}',
])('JSON is shown as %s', shown => {
  expect(jsonDifference(printed, shown)).toBeUndefined()
})

test.each([
  '{"a": 2, …}',
  '{"a": 1}',
  '{"b": [1, 2, 3], …}',
  '{…, "c": {"d": "a long text"}}',
  '{"a": 1, "b": [1, 3, …], …}',
  '{"a": 1, "b": [1, …, 2], …}',
  '{"a": 1, "b": [1, 2, 3], "c": {"d": "a long t", "e": null}}',
  '{"a": 1, "b": [1, 2, 3], "c": {"d": "another…", "e": null}}',
  '{"a": 1, …, "x": 1}',
  '["a", …]',
])('JSON is not shown as %s', shown => {
  expect(jsonDifference(printed, shown)).toBeDefined()
})

test('several JSON texts are shown one after the other', () => {
  expect(jsonDifference('[1]{"a":1,"b":2}', '[1]\n{"a": 1,\n  …}')).toBeUndefined()
  expect(jsonDifference('[1]', '[1]\n[2]')).toBeDefined()
  expect(jsonDifference('[1]\n[3]', '[1]\n[2]')).toBeDefined()
})

test.each([
  ['HTTP/1.1 200 OK\na: 1\nb: 2', 'HTTP/1.1 200 OK\n…\nb: 2', true],
  ['one\ntwo\nthree', 'one\n…', true],
  ['one\ntwo\nthree', '…\ntwo\n…', true],
  ['one\ntwo\nthree', 'one\n…\ntwo', false],
  ['one\ntwo', 'one\n…\ntwo', false],
  ['one.', 'one!', false],
  ['axb', 'a.b', false],
])('lines of %j are shown as %j: %s', (text, shown, fits) => {
  expect(lineDifference(text, shown) === undefined).toBe(fits)
})
