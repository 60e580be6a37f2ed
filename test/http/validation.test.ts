import { describe, expect, onTestFinished, test } from 'vitest'
import { checkedOverlay } from '../../src/validation/overlay.ts'
import { reportOnly, type ValidationPolicy } from '../../src/validation/policy.ts'
import { officialSchema } from '../../src/validation/schema-files.ts'
import { rulesOf } from '../../src/validation/validation.ts'
import { DocumentWorkers } from '../../src/workers/document-workers.ts'
import { expectProblem } from '../support/problem.ts'
import { get, put, putStatus, versionPath } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

const path = versionPath('orders', '1.0.0')
const yaml = { 'content-type': 'application/yaml' }
const good = 'version: 1.0.0\napiVersion: v3.1.0\nkind: DataContract\nid: orders\nstatus: draft\n'
const bad = `${good}schema:\n  - name: orders\n    properties:\n      - name: id\n        requird: true\n`
const finding = {
  detail: 'a property has no key "requird"; did you mean "required"?',
  pointer: '/schema/0/properties/0/requird',
  line: 10,
  column: 9,
  severity: 'error',
  rule: 'schema/unevaluatedProperties',
  source: 'odcs-3.1.0',
}
const validation = {
  valid: false,
  apiVersion: 'v3.1.0',
  schema: 'odcs-3.1.0@1a35de14',
  format: 'yaml',
  counts: { error: 1, warning: 0, info: 0 },
  findings: [finding],
  more: 0,
}
const enforce = (...statuses: string[]): ValidationPolicy => ({
  ...reportOnly,
  mode: 'enforce',
  enforceStatuses: statuses.length > 0 ? new Set(statuses) : undefined,
})

type App = Awaited<ReturnType<typeof testApp>>
const validate = (app: App, payload: string, type = 'application/yaml') =>
  app.inject({ method: 'POST', url: '/validate', payload, headers: { 'content-type': type } })

describe('POST /validate', () => {
  test('says what is wrong with a document, and stores nothing', async () => {
    const app = await testApp()
    expect((await validate(app, bad)).json()).toEqual(validation)
    expect((await validate(app, good)).json()).toMatchObject({ valid: true, findings: [] })
    expect((await get(app, path)).statusCode).toBe(404)
  })

  test('is about documents that could not be published, too, as long as they can be read', async () => {
    const app = await testApp()
    const answer = await validate(app, '{"version": 1, "unknown": true}', 'application/json')
    expect(answer.json()).toMatchObject({ valid: false, apiVersion: null, format: 'json' })
    expect(answer.json().findings.map(({ rule, pointer }: typeof finding) => `${rule} ${pointer}`)).toEqual(
      expect.arrayContaining(['document /version', 'document /unknown', 'schema/required /apiVersion']),
    )
    expectProblem(await validate(app, '{"version"', 'application/json'), 400, 'malformed-document')
    expectProblem(await validate(app, good, 'text/plain'), 415, 'unsupported-media-type')
  })

  test('validates a long document in a thread of its own', async () => {
    const app = await testApp()
    const properties = Array.from({ length: 1500 }, (_, at) => `      - name: p${at}\n`).join('')
    const long = `${good}schema:\n  - name: orders\n    properties:\n${properties}      - name: p7\n`
    expect(long.length).toBeGreaterThan(24 * 1024)
    expect((await validate(app, long)).json().findings).toMatchObject([
      { rule: 'duplicate-name', pointer: '/schema/0/properties/1500/name', line: 1509, column: 15 },
    ])
  })
})

describe('an overlay', () => {
  test('whose pattern takes too long for a short document is given up, and nobody else waits for it', async () => {
    const overlay = checkedOverlay('{"properties": {"id": {"pattern": "^(a+)+$"}}}', 'json')
    const app = await testApp({ validation: { ...reportOnly, rules: rulesOf({ levels: {}, overlay }) } })
    const order: string[] = []
    const slow = validate(app, good.replace('orders', `${'a'.repeat(60)}!`))
    await Promise.all([
      slow.then(() => order.push('validated')),
      get(app, '/health').then(() => order.push('health')),
    ])
    expect(order).toEqual(['health', 'validated'])
    expect((await slow).json()).toMatchObject({
      valid: false,
      counts: { error: 1 },
      findings: [
        { rule: 'partial', severity: 'error', detail: expect.stringMatching(/^the overlay took longer/) },
      ],
    })
    expect((await validate(app, good.replace('orders', 'aaa'))).json()).toMatchObject({ valid: true })
  })
})

describe('what is stored', () => {
  const summary = (valid: boolean, error = 0) => ({ valid, counts: { error, warning: 0, info: 0 } })
  const validationsIn = (answer: { json(): unknown }) => {
    const body = answer.json() as { items?: Listed[] } & Listed[]
    return (body.items ?? body).map(({ contract_id, version, validation }) => [
      contract_id,
      version,
      validation,
    ])
  }
  interface Listed {
    contract_id: string
    version: string
    validation: unknown
  }

  test('is judged as it was when it was published, where the YAML leaves its id to the request', async () => {
    const app = await testApp({ validation: enforce('active') })
    const unnamed = good.replace('id: orders\n', '').replace('version: 1.0.0\n', '')
    const answer = await put(app, path, unnamed, yaml)
    expect(answer.headers['dc43-validation']).toBe('errors=0, warnings=0, infos=0')
    expect((await get(app, `${path}/validation`)).json()).toMatchObject({ valid: true, format: 'yaml' })
    expect((await putStatus(app, 'orders', '1.0.0', { status: 'active' })).statusCode).toBe(200)
  })

  test('is told with its validation in lists and hits, and found by it', async () => {
    const app = await testApp()
    await put(app, path, bad, yaml)
    await put(app, versionPath('orders', '1.1.0'), good.replace('1.0.0', '1.1.0'), yaml)
    const other = good.replace('id: orders', 'id: other')
    await put(app, versionPath('other', '1.0.0'), other, yaml)
    const [invalid, valid] = [summary(false, 1), summary(true)]
    const all = [
      ['orders', '1.0.0', invalid],
      ['orders', '1.1.0', valid],
      ['other', '1.0.0', valid],
    ]
    // a search waits for the index, and the verdict of a publication comes with it
    await get(app, '/search')
    expect(validationsIn(await get(app, '/contracts/orders/versions?expand=summary'))).toEqual(
      all.slice(0, 2),
    )
    const listed = '/contracts?expand=summary&versions=all'
    const inOrder = (answer: { json(): unknown }) => validationsIn(answer).sort()
    expect(inOrder(await get(app, listed))).toEqual(all)
    expect(inOrder(await get(app, '/contracts?expand=document&versions=all'))).toEqual(all)
    expect(inOrder(await get(app, '/search?versions=all'))).toEqual(all)
    const lines = (await get(app, '/contracts?format=ndjson&versions=all')).body.trim().split('\n')
    expect(lines.map(line => JSON.parse(line).validation)).toEqual(expect.arrayContaining([invalid, valid]))
    expect((await get(app, '/contracts/orders')).json()).toMatchObject({ validation: valid })
    // a version that is not valid is found also where a later one is
    expect(validationsIn(await get(app, '/search?valid=false'))).toEqual([all[0]])
    expect((await get(app, '/search?valid=true')).json()).toMatchObject({ total: 2 })
    expect((await get(app, '/contracts?valid=false')).json()).toMatchObject({ items: ['orders'], total: 1 })
    expect((await get(app, '/search?valid=false&facets=status')).json()).toMatchObject({
      facets: { status: [{ value: 'draft', count: 1 }] },
    })
    const documents = (await get(app, '/api/datacontracts?valid=false')).json()
    expect(documents).toMatchObject([{ id: 'orders', version: '1.0.0' }])
    expectProblem(await get(app, '/search?valid=yes'), 400, 'invalid-request')
  })

  test('is judged anew when the status is another one, and when the document is', async () => {
    const overlay = checkedOverlay('{"properties": {"status": {"const": "draft"}}}', 'json')
    const rules = rulesOf({ levels: {}, overlay })
    const documents = new DocumentWorkers(rules)
    onTestFinished(() => documents.close())
    const store = await openSqliteStore(undefined, 'contracts', documents)
    onTestFinished(() => store.close())
    const app = await testApp({ store, documents, validation: { ...reportOnly, rules } })
    const seen = async () => {
      // a search waits for some seconds only
      await store.catchUpIndex()
      await store.catchUpValidations()
      return (await get(app, '/search?valid=false')).json().total
    }
    await put(app, path, good, yaml)
    expect(await seen()).toBe(0)
    await putStatus(app, 'orders', '1.0.0', { status: 'active' })
    expect(await seen()).toBe(1)
  })

  test('is not judged where validation is off', async () => {
    const documents = new DocumentWorkers()
    const store = await openSqliteStore(undefined, 'contracts', documents)
    onTestFinished(() => store.close())
    const app = await testApp({ store, documents, validation: { ...reportOnly, mode: 'off' } })
    await put(app, path, bad, yaml)
    expect(validationsIn(await get(app, '/contracts/orders/versions?expand=summary'))).toEqual([
      ['orders', '1.0.0', null],
    ])
    const refused = await get(app, '/search?valid=false')
    expectProblem(refused, 400, 'invalid-request')
    expect(refused.json().detail).toContain('validation.mode is off')
  })
})

describe('publishing', () => {
  test('tells in a header how many findings there are, and in a dry run which', async () => {
    const app = await testApp()
    const dry = await put(app, `${path}?dry_run=true`, bad, yaml)
    expect(dry.json()).toMatchObject({ action: 'create', validation })
    const answer = await put(app, path, bad, yaml)
    expect(answer.statusCode).toBe(204)
    expect(answer.headers['dc43-validation']).toBe('errors=1, warnings=0, infos=0')
    expect((await get(app, `${path}/validation`)).json()).toEqual(validation)
  })

  test('validates nothing when that is off', async () => {
    const app = await testApp({ validation: { ...reportOnly, mode: 'off' } })
    expect((await put(app, `${path}?dry_run=true`, bad, yaml)).json()).not.toHaveProperty('validation')
    const answer = await put(app, path, bad, yaml)
    expect(answer.statusCode).toBe(204)
    expect(answer.headers).not.toHaveProperty('dc43-validation')
    expect((await validate(app, bad)).json()).toEqual(validation)
  })

  test('is refused with the errors where documents must be valid', async () => {
    const app = await testApp({ validation: enforce() })
    for (const url of [path, `${path}?dry_run=true`]) {
      const answer = await put(app, url, bad, yaml)
      expectProblem(answer, 400, 'invalid-document')
      expect(answer.json()).toMatchObject({
        detail: `documents of the status draft must be valid here: ${finding.detail}`,
        errors: [finding],
      })
    }
    expect((await get(app, path)).statusCode).toBe(404)
    expect((await put(app, path, good, yaml)).statusCode).toBe(204)
  })

  test('and moves are refused for the statuses that are named', async () => {
    const app = await testApp({ validation: enforce('active') })
    expect((await put(app, path, bad, yaml)).statusCode).toBe(204)
    const move = await putStatus(app, 'orders', '1.0.0', { status: 'active' })
    expectProblem(move, 409, 'transition-refused')
    expect(move.json()).toMatchObject({ errors: [finding] })
    expectProblem(await put(app, path, bad.replace('draft', 'active'), yaml), 400, 'invalid-document')
    expect((await get(app, path)).json()).toMatchObject({ status: 'draft' })
    expect((await put(app, path, bad.replace('requird', 'required'), yaml)).statusCode).toBe(204)
    expect((await putStatus(app, 'orders', '1.0.0', { status: 'active' })).statusCode).toBe(200)
  })

  test('a version that is not valid can be ended all the same', async () => {
    const store = await openSqliteStore()
    const before = await testApp({ store })
    expect((await put(before, path, bad.replace('draft', 'active'), yaml)).statusCode).toBe(204)
    const app = await testApp({ store, validation: enforce() })
    expect((await put(app, path, bad.replace('draft', 'deprecated'), yaml)).statusCode).toBe(204)
    expect((await putStatus(app, 'orders', '1.0.0', { status: 'retired' })).statusCode).toBe(200)
  })
})

describe('GET /api/schemas', () => {
  test('serves the official schemas as they are', async () => {
    const app = await testApp()
    const answer = await get(app, '/api/schemas/odcs-3.1.0.schema.json')
    expect(answer.headers['content-type']).toBe('application/schema+json; charset=utf-8')
    expect(answer.body).toBe(officialSchema('3.1.0').text)
    expect((await get(app, '/api/schemas/odcs.schema.json')).body).toBe(officialSchema('3.2.0').text)
    expectProblem(await get(app, '/api/schemas/odcs-9.9.9.schema.json'), 404, 'schema-not-found')
  })

  test('serves them with the overlay as one, which says the same to other tools', async () => {
    const overlay = checkedOverlay('{"required": ["domain"], "$defs": {"a": {"$ref": "#"}}}', 'json')
    const app = await testApp({ validation: { ...reportOnly, rules: rulesOf({ levels: {}, overlay }) } })
    const { compileSchema } = await import('../../src/validation/compile.ts')
    const served = (await get(app, '/api/schemas/odcs-3.1.0.schema.json')).json()
    const validator = compileSchema(served)
    const isValid = (value: object) => validator.call({ formats: true, large: undefined }, value)
    const document = {
      version: '1.0.0',
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'a',
      status: 'draft',
    }
    expect(isValid(document)).toBe(false)
    expect(isValid({ ...document, domain: 'sales' })).toBe(true)
    expect(isValid({ ...document, domain: 'sales', schema: [{}] })).toBe(false)
    expect((await validate(app, good)).json().findings).toMatchObject([{ rule: 'overlay/required' }])
  })
})
