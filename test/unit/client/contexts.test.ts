import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contextOf } from '../../../src/client/contexts.ts'
import { ClientError } from '../../../src/client/errors.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** Writes a file of contexts. */
function written(toml: string | Buffer, mode = 0o600) {
  const folder = tempFolder()
  mkdirSync(join(folder, 'dc43-registry'))
  const path = join(folder, 'dc43-registry/contexts.toml')
  writeFileSync(path, toml)
  chmodSync(path, mode)
  const env = { XDG_CONFIG_HOME: folder }
  return { path, contextOf: (name?: string) => contextOf(env, name) }
}

function faultOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof ClientError) return error.message
    throw error
  }
  return ''
}

const local = 'default = "local"\n[contexts.local]\nurl = "http://localhost:8001"\n'

test('a context has a URL, and its token', () => {
  const { contextOf, path } = written(`${local}token = "abc"\n[contexts."a.b"]\nurl = "http://b"\n`)
  expect(contextOf()).toEqual({
    ...{ url: 'http://localhost:8001', token: 'abc' },
    urlFrom: `${path}:3: contexts.local.url`,
  })
  expect(contextOf('a.b')).toMatchObject({ url: 'http://b', token: undefined })
})

test.each([
  ['what is no TOML', 'x = [\n', ':2:1: not valid TOML: '],
  ['what is no text', Buffer.from([0xff, 0xfe, 0x41]), ': the file is not UTF-8 text'],
  [
    'a misspelt key',
    `defualt = "local"\n${local}`,
    ':1: defualt is not a known key; known: default, contexts',
  ],
  ['a misspelt table', '[context.local]\nurl = "http://a"\n', ':1: context is not a known key'],
  [
    'contexts that are no table',
    'contexts = 3\n',
    ':1: contexts must be a table, such as [contexts.production]',
  ],
  [
    'a context that is no table',
    '[contexts]\nlocal = "http://a"\n',
    ':2: contexts.local must be a table, such as [contexts.local]',
  ],
  ['a list of contexts', '[[contexts.local]]\nurl = "http://a"\n', ':1: contexts.local must be a table'],
  [
    'a default that is no text',
    `default = 1\n[contexts.local]\nurl = "a"\n`,
    ':1: default must be text in quotes',
  ],
  [
    'an unknown key of a context',
    `${local}tokn = "abc"\n`,
    ':4: contexts.local.tokn is not a known key; known: url, token, token_file',
  ],
  ['a URL that is no text', '[contexts.local]\n\nurl = 1\n', ':3: contexts.local.url must be text in quotes'],
  ['no URL', '\n[contexts.local]\n', ':2: contexts.local.url is missing'],
  [
    'two tokens',
    `${local}token = "abc"\ntoken_file = "f"\n`,
    ':2: contexts.local has both token and token_file',
  ],
  [
    'a token with a space',
    `${local}token = "a secret"\n`,
    ':4: contexts.local.token: the token has a character',
  ],
  ['a token file that is not there', `${local}token_file = "none"\n`, ':4: contexts.local.token_file: '],
])('%s is told with its place', (_, toml, message) => {
  const { contextOf, path } = written(toml)
  const fault = faultOf(() => contextOf('local'))
  expect(fault).toContain(`${path}${message}`)
  expect(fault).not.toContain('secret')
})

test.skipIf(process.platform === 'win32')('a token is not taken from a file that others may read', () => {
  const { contextOf } = written(`${local}token = "abc"\n`, 0o644)
  expect(() => contextOf()).toThrow('run: chmod 600')
})
