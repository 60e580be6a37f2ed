import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { diff } from '../../../src/commands/offline/diff.ts'

const contract = (version: string, members: string) =>
  `apiVersion: v3.1.0\nid: c\nversion: ${version}\nschema:\n  - name: o\n    properties:\n      - {name: a, ${members}}\n`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  writeFileSync(join(folder, 'a.yaml'), contract('1.0.0', 'required: true'))
  writeFileSync(join(folder, 'b.yaml'), contract('1.1.0', 'required: false'))
  writeFileSync(join(folder, 'c.yaml'), contract('1.1.0', 'required: true, unique: true'))
  writeFileSync(join(folder, 'broken.json'), '{\n "a": }')
})

afterAll(() => rmSync(folder, { recursive: true }))

function* endless() {
  for (;;) yield Buffer.alloc(65_536, ' ')
}

async function run(args: readonly string[], env = {}) {
  const printed: string[] = []
  const named = args.map(arg => (/\.(yaml|json)$/.test(arg) && !arg.includes('/') ? join(folder, arg) : arg))
  const code = await diff(named, env, text => printed.push(text))
  return { code, text: printed.join('').replaceAll(`${folder}/`, '') }
}

test('two files are compared, and the exit code says whether a change breaks somebody', async () => {
  expect(await run(['a.yaml', 'b.yaml'])).toEqual({
    code: 1,
    text: [
      'c a.yaml to b.yaml: breaking (1 breaking, 0 compatible, 0 cosmetic)',
      '✗ breaks consumers: o.a may be null now [required-loosened] b.yaml:7:29',
      'Advised: a major version, 2.0.0 or higher; the version is raised by too little (minor).',
      '',
    ].join('\n'),
  })
  expect(await run(['a.yaml', 'a.yaml'])).toEqual({ code: 0, text: 'c a.yaml to a.yaml: no changes\n' })
  expect((await run(['--protect', 'producer', 'a.yaml', 'b.yaml'])).code).toBe(0)
  expect((await run(['--protect', 'consumer', 'a.yaml', 'c.yaml'])).code).toBe(0)
  expect((await run(['--protect', 'producer', 'a.yaml', 'c.yaml'])).code).toBe(1)
})

test('the answer may be JSON or Markdown', async () => {
  const { text } = await run(['--json', 'a.yaml', 'b.yaml'])
  expect(JSON.parse(text)).toMatchObject({ contract_id: 'c', class: 'breaking', bump: { next: '2.0.0' } })
  expect((await run(['--format=markdown', 'a.yaml', 'b.yaml'])).text).toContain(
    '| consumers | o.a may be null now |',
  )
})

test('what a document says moves no cursor, breaks no line and turns no text around', async () => {
  const odd = '"a\\e[2J\\u202eb\\u2028c\\nd"'
  writeFileSync(
    join(folder, 'odd.yaml'),
    contract('1.1.0', 'required: true').replace('name: a', `name: ${odd}`),
  )
  const shown = 'a\\u{1b}[2J\\u{202e}b\\u{2028}c\\u{a}d'
  expect((await run(['a.yaml', 'odd.yaml'])).text).toContain(`o.${shown}`)
  const { text } = await run(['--format=markdown', 'a.yaml', 'odd.yaml'])
  expect(text).toContain(`o.${shown.replace(/[\\{}[]/g, '\\$&')}`)
})

test('what cannot be understood or read is said with its place', async () => {
  await expect(run(['a.yaml'])).rejects.toThrow('two contracts')
  await expect(run(['-', '-'])).rejects.toThrow('standard input')
  await expect(run(['--format', 'pdf', 'a.yaml', 'b.yaml'])).rejects.toThrow('text, json, markdown')
  await expect(run(['a.yaml', 'missing.yaml'])).rejects.toThrow(
    'missing.yaml: the file cannot be read (ENOENT)',
  )
  await expect(run(['a.yaml', 'broken.json'])).rejects.toThrow(/broken\.json:2:7: expected a value/)
})

test('a document may be behind a URL, and a token goes to its own registry only', async () => {
  const tokens: (string | undefined)[] = []
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization)
    const { url = '' } = request
    if (url.startsWith('/gone')) response.statusCode = 404
    response.setHeader('content-type', 'application/yaml')
    if (url.startsWith('/loop')) response.writeHead(302, { location: url })
    if (url === '/sign-in') response.setHeader('content-type', 'text/html; charset=utf-8')
    if (url === '/none') {
      response.writeHead(404, { 'content-type': 'application/problem+json' })
      response.end(JSON.stringify({ detail: 'there is no contract "none"' }))
    } else if (url === '/odd') {
      response.writeHead(404, { 'content-type': 'application/problem+json' })
      response.end(JSON.stringify({ detail: 'there is none\n\u001b[2J' }))
    } else if (url === '/broken') {
      response.writeHead(502, { 'content-type': 'application/problem+json' })
      response.end('{"detail": ')
    } else if (url === '/endless') {
      response.writeHead(503, { 'content-type': 'application/problem+json' })
      Readable.from(endless()).pipe(response)
    } else response.end(contract('1.1.0', 'required: true, unique: true'))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const env = { DC43_REGISTRY_URL: `${origin}/registry/`, DC43_REGISTRY_TOKEN: 'secret' }
  expect((await run(['a.yaml', `${origin}/registry/c`], env)).code).toBe(1)
  expect((await run(['a.yaml', `${origin}/elsewhere`], env)).text).toContain('[unique-tightened]')
  expect(tokens).toEqual(['Bearer secret', undefined])
  const file = join(folder, 'token')
  writeFileSync(file, 'of-the-file\n')
  const ofFile = { ...env, DC43_REGISTRY_TOKEN: '', DC43_REGISTRY_TOKEN_FILE: file }
  await run(['a.yaml', `${origin}/registry/c`], ofFile)
  expect(tokens.at(-1)).toBe('Bearer of-the-file')
  await expect(
    run(['a.yaml', `${origin}/registry/c`], { ...ofFile, DC43_REGISTRY_TOKEN_FILE: 'no-such-file' }),
  ).rejects.toThrow('no-such-file is not there')
  await expect(run(['a.yaml', `${origin}/gone?key=hidden`])).rejects.toThrow(
    `${origin}/gone: the answer is 404`,
  )
  await expect(run(['a.yaml', 'http://127.0.0.1:1/x?key=hidden'])).rejects.toThrow(
    /^http:\/\/127\.0\.0\.1:1\/x: it cannot be read: Node\.js sends no requests to this port/,
  )
  await expect(run(['a.yaml', `${origin}/loop?key=hidden`])).rejects.toThrow(
    `${origin}/loop: it cannot be read: redirect count exceeded`,
  )
  await expect(run(['a.yaml', `${origin}/sign-in`])).rejects.toThrow(
    `${origin}/sign-in: the answer is a page for people (text/html; charset=utf-8), and no contract`,
  )
  await expect(run(['a.yaml', `${origin}/none`])).rejects.toThrow(
    `${origin}/none: the answer is 404: there is no contract "none"`,
  )
  await expect(run(['a.yaml', `${origin}/odd`])).rejects.toThrow(
    `${origin}/odd: the answer is 404: there is none\\u{a}\\u{1b}[2J`,
  )
  await expect(run(['a.yaml', `${origin}/broken`])).rejects.toThrow(/\/broken: the answer is 502$/)
  await expect(run(['a.yaml', `${origin}/endless`])).rejects.toThrow(/\/endless: the answer is 503$/)
})
