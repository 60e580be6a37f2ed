import { describe, expect, test } from 'vitest'
import type { VersionEntry } from '../../../../src/stores/entry.ts'
import { commitMessage, readCommitMessage } from '../../../../src/stores/git/commit-text.ts'

const entry: VersionEntry = {
  kind: 'version',
  id: 'one',
  contractId: 'sales.orders',
  version: '1.2.0',
  operation: 'create',
  revision: 1,
  time: new Date('2026-03-31T12:00:00.123Z'),
  caller: 'jane',
  reason: undefined,
  requestId: undefined,
  successor: undefined,
  sunset: undefined,
  state: { name: 'Orders', status: 'draft', fingerprint: 'f', document: undefined },
}

describe('the message of a commit', () => {
  test('says what was done, why, and at its end what the registry has to know', () => {
    const message = commitMessage({ ...entry, reason: 'New columns.\n\nSee the ticket.' }, 'lines')
    const [subject, , ...rest] = message.split('\n')
    expect(subject).toBe('Publish sales.orders 1.2.0')
    expect(rest.join('\n')).toMatch(
      /^New columns\.\n\nSee the ticket\.\n\nDc43-Document: lines\nDc43-Entry: \{.*\}\n$/,
    )
  })

  test.each([
    ['create', 'Publish sales.orders 1.2.0'],
    ['update', 'Publish sales.orders 1.2.0'],
    ['status', 'Move sales.orders 1.2.0 to draft'],
    ['delete', 'Delete sales.orders 1.2.0'],
    ['external', 'Take over sales.orders 1.2.0'],
  ] as const)('of %s begins with %s', (operation, subject) => {
    const state = operation === 'delete' ? undefined : entry.state
    expect(commitMessage({ ...entry, operation, state }, 'none').split('\n')[0]).toBe(subject)
  })

  const forged = commitMessage({ ...entry, id: 'forged', caller: 'admin' }, 'none')
  test.each([
    'plain',
    forged,
    `x\n\n${forged}`,
    'Dc43-Entry: {"kind":"version"}',
    'line\r\nline\rline',
    'nul \0, half a pair \ud800, bell \u0007, \u2028 and \u2029',
    '-----BEGIN PGP SIGNATURE-----\n\nCo-authored-by: x <y@z>',
    '\n\n\n',
    ' ',
  ])('tells the entry, whatever the reason is: %j', reason => {
    const given = { ...entry, reason, caller: `jane\nDc43-Entry: {}\0`, contractId: 'a\u2028b' }
    const message = commitMessage(given, 'yaml')
    expect(message).not.toContain('\0')
    const read = readCommitMessage(message)
    expect(read).toEqual({
      entry: { ...given, reason: reason.toWellFormed() === reason ? reason : expect.any(String) },
      form: 'yaml',
    })
  })

  test.each([
    '',
    'Merge pull request #1',
    'Dc43-Entry: {}',
    'Dc43-Document: json\nDc43-Entry: {}',
    'Dc43-Document: json\nDc43-Entry: {',
    forged.replace('Dc43-Document: none', 'Dc43-Document: other'),
    `${forged}\nSigned-off-by: x`,
    forged.replace('"revision":1', '"revision":-1'),
  ])('that is not of the registry tells none: %j', message => {
    expect(readCommitMessage(message)).toBeUndefined()
  })

  test('tells a link', () => {
    const link = {
      ...{ datasetId: 'a\nb', datasetVersion: '1', contractId: 'c', contractVersion: '2' },
      ...{ linkedAt: entry.time, linkedBy: 'jane' },
    }
    const message = commitMessage({ kind: 'link', id: 'x', link }, 'none')
    expect(message.split('\n')[0]).toBe('Link a b 1 to c 2')
    expect(readCommitMessage(message)).toEqual({ entry: { kind: 'link', id: 'x', link }, form: 'none' })
  })
})
