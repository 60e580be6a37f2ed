import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { IssuerKeys } from '../../../src/auth/oidc/keys.ts'
import { startIssuer } from '../../support/issuer.ts'

const minute = 60_000
const silent = { warn: () => undefined }

/** The keys of a new issuer, at a time that the test sets. */
async function keysOf() {
  const issuer = await startIssuer()
  const clock = { now: 1_000_000 }
  const source = { issuer: issuer.url, jwksUri: undefined }
  const keys = new IssuerKeys(source, silent, () => clock.now)
  const find = (kid: string) =>
    keys.find({ alg: 'RS256', kid }, { payload: '', signature: '' }).then(
      () => 'found',
      error => error.code as string,
    )
  return { issuer, clock, find }
}

test('keys are used for ten minutes, and then fetched again while they are used', async () => {
  const { issuer, clock, find } = await keysOf()
  expect(await find('key-1')).toBe('found')
  clock.now += 10 * minute
  expect(await find('key-1')).toBe('found')
  await delay(50)
  expect(issuer.asked()).toBe(1)
  clock.now += 1
  expect(await find('key-1')).toBe('found')
  await expect.poll(() => issuer.asked()).toBe(2)
})

test('a key that was withdrawn is not found once the keys were fetched again', async () => {
  const { issuer, clock, find } = await keysOf()
  await find('key-1')
  await issuer.rotate()
  clock.now += 11 * minute
  await expect.poll(() => find('key-1')).toBe('ERR_JWKS_NO_MATCHING_KEY')
})

test('keys are used for an hour while the issuer is away, and no longer', async () => {
  const { issuer, clock, find } = await keysOf()
  await find('key-1')
  issuer.fail(500)
  clock.now += 60 * minute
  expect(await find('key-1')).toBe('found')
  clock.now += minute
  expect(await find('key-1')).toBe('identity-provider-unavailable')
  issuer.fail(undefined)
  clock.now += 2000
  expect(await find('key-1')).toBe('found')
})

test('an issuer that is away is asked every two seconds, however many wait for it', async () => {
  const { issuer, clock, find } = await keysOf()
  issuer.fail(500)
  expect(await Promise.all([find('key-1'), find('key-1')])).toEqual([
    'identity-provider-unavailable',
    'identity-provider-unavailable',
  ])
  issuer.fail(undefined)
  expect(await find('key-1')).toBe('identity-provider-unavailable')
  clock.now += 2000
  expect(await find('key-1')).toBe('found')
})

test('an unknown key is looked for at once, and then every thirty seconds', async () => {
  const { issuer, clock, find } = await keysOf()
  await find('key-1')
  await issuer.rotate()
  expect(await find('key-2')).toBe('found')
  await issuer.rotate()
  expect(await find('key-3')).toBe('ERR_JWKS_NO_MATCHING_KEY')
  expect(issuer.asked()).toBe(2)
  clock.now += 30_000
  expect(await find('key-3')).toBe('found')
  expect(issuer.asked()).toBe(3)
})

test.each([
  ['another issuer', (url: string) => ({ issuer: `${url}/x`, jwks_uri: `${url}/keys` })],
  ['no place of keys', (url: string) => ({ issuer: url })],
  [
    'keys that anybody could have put there',
    (url: string) => ({ issuer: url, jwks_uri: 'http://example.org/keys' }),
  ],
  ['a file', (url: string) => ({ issuer: url, jwks_uri: 'file:///etc/passwd' })],
  ['no object', () => []],
  [
    'more than a megabyte',
    (url: string) => ({ issuer: url, jwks_uri: `${url}/keys`, x: 'x'.repeat(1024 ** 2) }),
  ],
])('a discovery document with %s is refused', async (_, document) => {
  const { issuer, find } = await keysOf()
  issuer.describe(document(issuer.url))
  expect(await find('key-1')).toBe('identity-provider-unavailable')
  expect(issuer.asked()).toBe(0)
})

test('a redirect is not followed', async () => {
  const { issuer, find } = await keysOf()
  issuer.fail(302)
  expect(await find('key-1')).toBe('identity-provider-unavailable')
})
