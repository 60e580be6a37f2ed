import { expect, test } from 'vitest'
import { isConfidential, isLocalHost } from '../../src/local-host.ts'

test.each([
  'localhost',
  'LOCALHOST',
  '127.0.0.1',
  '127.1.2.3',
  '::1',
  '[::1]',
])('%s is this machine', host => {
  expect(isLocalHost(host)).toBe(true)
})

test.each([
  'localhost.example.org',
  '127.0.0.1.example.org',
  '127.example.org',
  '10.0.0.1',
  '::2',
  '',
])('"%s" is not this machine', host => {
  expect(isLocalHost(host)).toBe(false)
})

test('secrets are sent by https, or on this machine', () => {
  const sendable = ['https://a.example', 'http://localhost:1', 'http://[::1]/x', 'http://127.0.0.1']
  expect(sendable.filter(url => !isConfidential(new URL(url)))).toEqual([])
  const refused = ['http://a.example', 'http://127.0.0.1.example.org', 'ftp://localhost', 'ws://localhost']
  expect(refused.filter(url => isConfidential(new URL(url)))).toEqual([])
})
