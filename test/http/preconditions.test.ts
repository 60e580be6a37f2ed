import { describe, expect, test } from 'vitest'
import { bodies, operationsOf, pathOf } from '../support/operations.ts'
import { expectProblem } from '../support/problem.ts'
import { get, publish, publishYaml, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { tagOf } from '../support/tags.ts'
import { testApp } from '../support/test-app.ts'

const path = versionPath('a', '1.0.0')
const document = (members: object = {}) => ({ version: '1.0.0', id: 'a', status: 'draft', ...members })

async function appWithDraft() {
  const app = await testApp()
  await put(app, path, document())
  return { app, tag: await tagOf(app, 'a', '1.0.0') }
}

/** The three ways to change a version, each asking for something that is allowed. */
const writes = {
  PUT: (app: Awaited<ReturnType<typeof testApp>>, headers: Record<string, string>) =>
    put(app, path, document({ name: 'new' }), headers),
  status: (app: Awaited<ReturnType<typeof testApp>>, headers: Record<string, string>) =>
    putStatus(app, 'a', '1.0.0', { status: 'proposed' }, headers),
  DELETE: (app: Awaited<ReturnType<typeof testApp>>, headers: Record<string, string>) =>
    remove(app, path, headers),
}

describe.each(Object.entries(writes))('If-Match on %s', (_, write) => {
  test.each([
    ['the tag', '<tag>'],
    ['a list with the tag', '"x", <tag>,"y"'],
    ['empty elements around the tag', ', ,<tag>,'],
    ['a tag with a comma, and the tag', '"a,b",<tag>'],
    ['an asterisk', '*'],
    ['the tag of the YAML rendering', '<yaml>'],
    ['a weak tag beside the strong one', 'W/<tag>, <tag>'],
  ])('allows %s', async (_case, template) => {
    const { app, tag } = await appWithDraft()
    const yaml = await tagOf(app, 'a', '1.0.0', 'application/yaml')
    expect(yaml).not.toBe(tag)
    const answer = await write(app, { 'if-match': template.replaceAll('<tag>', tag).replace('<yaml>', yaml) })
    expect([200, 204], answer.body).toContain(answer.statusCode)
    expect(await tagOf(app, 'a', '1.0.0')).not.toBe(tag)
  })

  test.each([
    ['another tag', '"x"'],
    ['the weak tag', 'W/<tag>'],
    ['the tag with another revision', '"2-<rest>'],
    ['an empty tag', '""'],
    ['a list without the tag', '"x", "y"'],
  ])('refuses %s with 412, and changes nothing', async (_case, template) => {
    const { app, tag } = await appWithDraft()
    const field = template.replaceAll('<tag>', tag).replace('<rest>', tag.slice(3))
    const { detail } = expectProblem(await write(app, { 'if-match': field }), 412, 'precondition-failed')
    expect(detail).toContain(tag)
    expect(await tagOf(app, 'a', '1.0.0')).toBe(tag)
  })

  test.each([
    ['nothing', ''],
    ['commas', ',,'],
    ['a bare tag', 'abc'],
    ['a tag in single quotes', "'abc'"],
    ['an unclosed tag', '"abc'],
    ['a lower-case weak mark', 'w/"abc"'],
    ['an asterisk in a list', '"x", *'],
    ['two tags without a comma', '"x" "y"'],
    ['rubbish behind the tag', '<tag> x'],
  ])('refuses %s with 400, and changes nothing', async (_case, template) => {
    const { app, tag } = await appWithDraft()
    const answer = await write(app, { 'if-match': template.replace('<tag>', tag) })
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain('If-Match')
    expect(await tagOf(app, 'a', '1.0.0')).toBe(tag)
  })

  test('tells quickly that a long field is malformed', async () => {
    const { app } = await appWithDraft()
    const before = process.cpuUsage()
    await write(app, { 'if-match': `,${' '.repeat(14_000)}x` })
    await write(app, { 'if-match': `"x"${' ,'.repeat(7000)}x` })
    // blanks that can be read in two ways would take minutes
    expect(process.cpuUsage(before).user).toBeLessThan(6_000_000)
  })

  test('refuses the tag of the state before', async () => {
    const { app, tag } = await appWithDraft()
    await put(app, path, document({ name: 'in between' }))
    await put(app, path, document())
    expect((await get(app, path)).json()).toEqual(document())
    expectProblem(await write(app, { 'if-match': tag }), 412, 'precondition-failed')
  })
})

describe('If-Match without a version', () => {
  test.each(['*', '"x"'])('refuses to create it: %s', async field => {
    const app = await testApp()
    const answer = await put(app, path, document(), { 'if-match': field })
    expect(expectProblem(answer, 412, 'precondition-failed').detail).toContain('no such version')
    expectProblem(await get(app, path), 404, 'contract-not-found')
  })

  test('leaves the answer to a move or a deletion at 404', async () => {
    const app = await testApp()
    const headers = { 'if-match': '"x"' }
    expectProblem(await putStatus(app, 'a', '1.0.0', { status: 'x' }, headers), 404, 'contract-not-found')
    expectProblem(await remove(app, path, headers), 404, 'contract-not-found')
  })
})

describe('If-None-Match on PUT', () => {
  const wildcard = { 'if-none-match': '*' }

  test('with an asterisk only creates', async () => {
    const app = await testApp()
    expect((await put(app, path, document(), wildcard)).statusCode).toBe(204)
    const tag = await tagOf(app, 'a', '1.0.0')
    expectProblem(await put(app, path, document({ name: 'b' }), wildcard), 412, 'precondition-failed')
    expectProblem(await put(app, path, document(), wildcard), 412, 'precondition-failed')
    expect(await tagOf(app, 'a', '1.0.0')).toBe(tag)
    expect((await remove(app, path)).statusCode).toBe(204)
    expect((await put(app, path, document(), wildcard)).statusCode).toBe(204)
  })

  test('compares weakly, with both tags of the state', async () => {
    const { app, tag } = await appWithDraft()
    const yaml = await tagOf(app, 'a', '1.0.0', 'application/yaml')
    for (const field of [tag, `W/${tag}`, `"x", ${yaml}`]) {
      const answer = await put(app, path, document({ name: 'b' }), { 'if-none-match': field })
      expectProblem(answer, 412, 'precondition-failed')
    }
    const answer = await put(app, path, document({ name: 'b' }), { 'if-none-match': '"x"' })
    expect(answer.statusCode).toBe(204)
  })

  test.each(['', 'x', '"x" "y"'])('is refused when it is malformed: %j', async field => {
    const { app } = await appWithDraft()
    const answer = await put(app, path, document(), { 'if-none-match': field })
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain('If-None-Match')
  })
})

describe.each([
  ['if-match', '"x"', 'If-Match'],
  ['if-none-match', '*', 'If-None-Match'],
])('%s', (field, value, name) => {
  test('holds where a version is written, and is refused by all else that is no GET', async () => {
    const { app } = await appWithDraft()
    const before = (await get(app, '/history')).body
    const writes = (await operationsOf(app)).filter(({ method }) => method !== 'GET')
    expect(writes.length).toBeGreaterThan(15)
    const holding: string[] = []
    for (const { id, method, path } of writes) {
      const payload = bodies[id]
      const answer = await app.inject({
        ...{ method, url: pathOf(path), headers: { [field]: value } },
        ...(payload && { payload }),
      })
      if (answer.statusCode === 412) holding.push(id)
      else expect(expectProblem(answer, 400, 'invalid-request').detail, id).toContain(name)
    }
    expect(holding.sort()).toEqual(['delete_version', 'put_data_contract', 'put_status', 'put_version'])
    expect((await get(app, '/history')).body).toBe(before)
    for (const kept of ['/test-runs/job%3A1', '/api/test-results/1', '/datasets/d/link'])
      expect((await get(app, kept)).statusCode, kept).toBe(404)
  })
})

describe('require_if_match', () => {
  const { policy } = { policy: { requireIfMatch: true } }
  const strict = async () => {
    const { defaultPolicy } = await import('../../src/commands/policy-of.ts')
    return testApp({ policy: { ...defaultPolicy(), ...policy } })
  }

  test('makes a blind overwrite 428, and nothing else', async () => {
    const app = await strict()
    expect((await put(app, path, document())).statusCode).toBe(204)
    const { detail } = expectProblem(
      await put(app, path, document({ name: 'b' })),
      428,
      'precondition-required',
    )
    expect(detail).toContain('If-Match')
    expect((await put(app, path, document())).statusCode).toBe(204)
    expect((await get(app, path)).headers['dc43-revision']).toBe('1')
    const tag = await tagOf(app, 'a', '1.0.0')
    expect((await put(app, path, document({ name: 'b' }), { 'if-match': tag })).statusCode).toBe(204)
    expectProblem(await put(app, path, document(), { 'if-match': tag }), 412, 'precondition-failed')
    expectProblem(await put(app, path, document(), { 'if-none-match': '*' }), 412, 'precondition-failed')
    expectProblem(await put(app, path, document(), { 'if-none-match': '"x"' }), 428, 'precondition-required')
    expect((await put(app, path, document(), { 'if-match': '*' })).statusCode).toBe(204)
    expect((await putStatus(app, 'a', '1.0.0', { status: 'proposed' })).statusCode).toBe(200)
    expect((await remove(app, path)).statusCode).toBe(204)
    expect((await put(app, path, document())).statusCode).toBe(204)
  })

  test('is told by a dry run', async () => {
    const app = await strict()
    await put(app, path, document())
    const answer = await put(app, `${path}?dry_run=true`, document({ name: 'b' }))
    expect(expectProblem(answer, 428, 'precondition-required')).toMatchObject({
      dry_run: true,
      verdicts: expect.arrayContaining([
        expect.objectContaining({ policy: 'require_if_match', allowed: false }),
      ]),
    })
  })
})

describe('an entity tag', () => {
  test('is the same for the same PUT, and there is no event for it', async () => {
    const { app, tag } = await appWithDraft()
    for (const body of [
      document(),
      JSON.stringify(document(), null, 2),
      ` ${JSON.stringify(document())}\n`,
    ]) {
      const answer = await put(app, path, body)
      expect([answer.statusCode, answer.headers.etag, answer.headers['dc43-revision']]).toEqual([
        204,
        tag,
        '1',
      ])
    }
    expect((await get(app, '/contracts/a/history')).json().items).toHaveLength(1)
  })

  test('is the same for the same YAML and for the JSON it stands for', async () => {
    const app = await testApp()
    const text = 'version: 1.0.0 # remark\r\nid: a\r\nstatus: draft\r\n'
    await publishYaml(app, 'a', '1.0.0', text)
    const tags = async () => [
      await tagOf(app, 'a', '1.0.0'),
      await tagOf(app, 'a', '1.0.0', 'application/yaml'),
    ]
    const before = await tags()
    await publishYaml(app, 'a', '1.0.0', text)
    await put(app, path, document())
    expect(await tags()).toEqual(before)
    expect((await get(app, path, { accept: 'application/yaml' })).body).toBe(text)
    await publishYaml(app, 'a', '1.0.0', `${text}# more\n`)
    const after = await tags()
    expect(new Set([...before, ...after]).size).toBe(4)
  })

  test('changes with every change, and never comes back', async () => {
    const app = await testApp()
    const seen: string[] = []
    const see = async () => seen.push(await tagOf(app, 'a', '1.0.0'))
    for (const name of ['x', 'y', 'x', 'y']) {
      await put(app, path, document({ name }))
      await see()
    }
    for (const status of ['proposed', 'draft', 'proposed']) {
      await putStatus(app, 'a', '1.0.0', { status })
      await see()
    }
    await remove(app, path)
    await put(app, path, document({ name: 'x' }))
    await see()
    expect(new Set(seen).size).toBe(8)
  })

  test('does not change when a refused write, a link or another version comes by', async () => {
    const { app, tag } = await appWithDraft()
    await publish(app, 'a', '2.0.0')
    await put(app, path, '{')
    const link = { dataset_id: 'd', dataset_version: '1', contract_id: 'a', contract_version: '1.0.0' }
    await app.inject({ method: 'POST', url: '/contracts/link', payload: link })
    await putStatus(app, 'a', '1.0.0', { status: 'retired' })
    await putStatus(app, 'a', '1.0.0', { status: 'draft', reason: 'no change' })
    expect(await tagOf(app, 'a', '1.0.0')).toBe(tag)
  })

  test.each(['/contracts/a/latest', path])('answers 304 without a body at %s, and HEAD alike', async url => {
    const { app, tag } = await appWithDraft()
    const full = await get(app, url)
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await app.inject({ method, url, headers: { 'if-none-match': `"x", W/${tag}` } })
      expect([answer.statusCode, answer.body, answer.headers.etag]).toEqual([304, '', tag])
      for (const name of ['cache-control', 'vary', 'content-location'])
        expect(answer.headers[name]).toBe(full.headers[name])
    }
    const head = await app.inject({ method: 'HEAD', url })
    expect([head.statusCode, head.body, head.headers.etag]).toEqual([200, '', tag])
  })

  test('of a PUT, a status move and a dry run is the one that reads give', async () => {
    const app = await testApp()
    const tried = (await put(app, `${path}?dry_run=true`, document())).json()
    const made = await put(app, path, document())
    expect(tried.etag).toBe(made.headers.etag)
    expect(made.headers.etag).toBe(await tagOf(app, 'a', '1.0.0'))
    const triedMove = (await put(app, `${path}/status?dry_run=true`, { status: 'active' })).json()
    const moved = await putStatus(app, 'a', '1.0.0', { status: 'active' })
    expect(triedMove.etag).toBe(moved.headers.etag)
    expect(moved.headers.etag).toBe(await tagOf(app, 'a', '1.0.0'))
  })
})

describe('Cache-Control', () => {
  test.each([
    ['draft', 'max-age=0, stale-if-error=86400'],
    ['active', 'max-age=300, stale-if-error=604800'],
    ['Deprecated', 'max-age=300, stale-if-error=604800'],
  ])('of an exact version that is %s is %s', async (status, wanted) => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status })
    expect((await get(app, path)).headers['cache-control']).toBe(wanted)
    expect((await get(app, '/contracts/a/latest')).headers['cache-control']).toMatch(
      /^max-age=0, stale-if-error/,
    )
  })
})
