import { expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, publishYaml, putStatus } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const id = 'sales.orders'
const diff = `/contracts/${id}/diff`

/** A contract whose column has these members beside its name. */
function withColumn(members: object, status = 'active') {
  const properties = [{ name: 'email', logicalType: 'string', ...members }]
  return { apiVersion: 'v3.1.0', kind: 'DataContract', status, schema: [{ name: 'orders', properties }] }
}

async function appWithVersions() {
  const app = await testApp()
  await publish(app, id, '1.0.0', withColumn({ required: true }))
  await publish(app, id, '1.1.0', withColumn({ required: false }))
  await publish(app, id, '1.2.0-rc.1', withColumn({}))
  return app
}

test('the latest version is compared with the release before it', async () => {
  const app = await appWithVersions()
  const answer = await get(app, diff)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    link: '<versions/1.0.0>; rel="predecessor-version"',
    'cache-control': 'max-age=0, stale-if-error=86400',
  })
  expect(answer.json()).toMatchObject({
    contract_id: id,
    from: '1.0.0',
    to: '1.1.0',
    class: 'breaking',
    breaks: { consumers: true, producers: false },
    counts: { breaking: 1, compatible: 0, cosmetic: 0 },
    bump: { suggested: 'major', next: '2.0.0', declared: 'minor', sufficient: false },
    note: null,
    omitted: 0,
    changes: [{ rule: 'required-loosened', path: '/schema[name=orders]/properties[name=email]/required' }],
  })
})

test('versions and revisions can be named, and what does not change is cached', async () => {
  const app = await appWithVersions()
  await putStatus(app, id, '1.0.0', { status: 'deprecated' })
  await publish(app, id, '2.0.0', withColumn({}, 'draft'))
  await publish(app, id, '2.0.0', withColumn({ unique: true }, 'draft'))
  const fixed = await get(app, `${diff}?from=1.0.0%401&to=2.0.0%401`)
  expect(fixed.json()).toMatchObject({
    from: '1.0.0@1',
    to: '2.0.0@1',
    changes: [{ rule: 'required-loosened' }],
  })
  expect(fixed.headers['cache-control']).toBe('max-age=31536000, immutable')
  const approved = await get(app, `${diff}?from=1.0.0&to=1.1.0`)
  expect(approved.headers['cache-control']).toContain('max-age=300')
  const revisions = await get(app, `${diff}?from=2.0.0%401&to=2.0.0`)
  expect(revisions.json()).toMatchObject({ changes: [{ rule: 'unique-tightened', breaks: ['producers'] }] })
  const { etag } = fixed.headers
  const again = { 'if-none-match': String(etag) }
  expect((await get(app, `${diff}?from=1.0.0%401&to=2.0.0%401`, again)).statusCode).toBe(304)
  expect((await get(app, `${diff}?from=1.0.0%401&to=2.0.0%402`, again)).statusCode).toBe(200)
  expect((await get(app, `${diff}?from=1.0.0%401&to=2.0.0%401&format=text`, again)).statusCode).toBe(200)
})

test('what is not there is said', async () => {
  const app = await appWithVersions()
  const problems = [
    ['/contracts/nobody/diff', 404, 'contract-not-found'],
    [`${diff}?to=9.9.9`, 404, 'version-not-found'],
    [`${diff}?from=1.0.0%409`, 404, 'revision-not-found'],
    [`${diff}?to=1.0.0`, 404, 'no-matching-version'],
    [`${diff}?format=pdf`, 400, 'invalid-request'],
    [`${diff}?versions=1.0.0`, 400, 'invalid-request'],
  ] as const
  for (const [url, status, code] of problems) expectProblem(await get(app, url), status, code)
  expectProblem(await get(app, diff, { accept: 'image/png' }), 406, 'not-acceptable')
  const { detail } = expectProblem(await get(app, `${diff}?format=pdf`), 400, 'invalid-request')
  expect(detail).toBe('query parameter format: expected one of json, text, markdown')
})

test('people are told in words, by format or Accept', async () => {
  const app = await appWithVersions()
  const text = await get(app, `${diff}?format=text`)
  expect(text.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(text.body.split('\n')).toEqual([
    'sales.orders 1.0.0 to 1.1.0: breaking (1 breaking, 0 compatible, 0 cosmetic)',
    expect.stringMatching(/^✗ breaks consumers: orders\.email may be null now \[required-loosened\] 1:\d+$/),
    'Advised: a major version, 2.0.0 or higher; the version is raised by too little (minor).',
    '',
  ])
  const markdown = await get(app, diff, { accept: 'text/html, text/*;q=0.5, text/markdown' })
  expect(markdown.headers).toMatchObject({ 'content-type': 'text/markdown; charset=utf-8', vary: 'Accept' })
  expect(markdown.body).toContain('| ✗ breaking | consumers | orders.email may be null now |')
})

test('a document is compared before it is published, at its own lines', async () => {
  const app = await appWithVersions()
  const yaml = [
    'apiVersion: v3.1.0',
    'kind: DataContract',
    'id: another.contract',
    'version: 1.1.1',
    'schema:',
    '  - name: orders',
    '    properties:',
    '      - name: email',
    '        logicalType: integer',
  ].join('\n')
  const answer = await post(app, diff, yaml, { 'content-type': 'application/yaml' })
  expect(answer.statusCode, answer.body).toBe(200)
  const { changes, ...rest } = answer.json()
  expect(rest).toMatchObject({ from: '1.1.0', to: '1.1.1', bump: { next: '2.0.0', sufficient: false } })
  expect(changes[0]).toMatchObject({
    rule: 'type-changed',
    before: { pointer: '/schema/0/properties/0/logicalType', value: 'string' },
    after: { pointer: '/schema/0/properties/0/logicalType', value: 'integer', line: 9, column: 22 },
  })
  expect(changes.map((one: { rule: string }) => one.rule)).toContain('contract-id-changed')
  expect((await get(app, `/contracts/${id}/versions`)).json()).not.toContain('1.1.1')
  const refused = [
    ['{"schema": [', 'malformed-document'],
    ['[]', 'invalid-document'],
    ['', 'malformed-document'],
  ] as const
  for (const [body, code] of refused) expectProblem(await post(app, diff, body), 400, code)
  expectProblem(await post(app, diff, 'a,b', { 'content-type': 'text/csv' }), 415, 'unsupported-media-type')
})

test('lines are those of the YAML that was uploaded', async () => {
  const app = await appWithVersions()
  await publishYaml(
    app,
    id,
    '2.0.0',
    'apiVersion: v3.1.0\nkind: DataContract\nschema:\n  - name: orders\n    properties: []\n',
  )
  const { changes } = (await get(app, diff)).json()
  expect(changes).toMatchObject([{ rule: 'property-removed', after: { line: 5, column: 17 } }])
})

test('2.2 against 3.1 is compared by value, and it is said so', async () => {
  const app = await appWithVersions()
  const old = { apiVersion: '2.2.2', uuid: 'u', version: '0.9.0', dataset: [{ table: 't' }] }
  const answer = await post(app, `${diff}?from=1.0.0`, old)
  expect(answer.json()).toMatchObject({
    class: 'unknown',
    bump: null,
    note: expect.stringContaining('ODCS 2'),
  })
})
