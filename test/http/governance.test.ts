import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, put, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const orders = {
  status: 'active',
  schema: [
    {
      name: 'orders',
      properties: [
        { name: 'id', physicalType: 'bigint', required: true, unique: true },
        { name: 'amount', logicalType: 'double', quality: [{ mustBeGreaterThan: 0 }] },
        {
          name: "it's",
          physicalType: 'string',
          quality: [
            { rule: 'enum', mustBe: ["a'b", 'c\\d', 1] },
            { rule: 'regex', mustBe: '^\\d+$' },
          ],
        },
      ],
      quality: [{ name: 'fresh', query: 'SELECT 1', engine: 'spark' }],
    },
  ],
}

const schema = {
  id: { odcs_type: 'bigint', backend_type: 'bigint', nullable: false },
  amount: { odcs_type: 'double', backend_type: 'double', nullable: true },
  "it's": { odcs_type: 'string', backend_type: 'string', nullable: true },
}

const seen = (metrics: object) => ({ metrics, schema, reused: true })
const allCounted = { 'violations.not_null_id': 0, 'violations.unique_id': 0 }

async function started(statuses?: ReadonlySet<string>) {
  const app = await testApp({ defaultStatuses: { statuses } })
  await publish(app, 'orders', '1.0.0', orders)
  await publish(app, 'orders', '1.2.0', orders)
  await publish(app, 'orders', '1.10.0', { ...orders, status: 'draft' })
  return app
}

describe.each(['read', 'write'])('a job that is to %s', operation => {
  const url = `/governance/${operation}/resolve`
  const binding = operation === 'read' ? 'input_binding' : 'output_binding'

  test.each([
    [{}, '1.2.0'],
    [{ version_selector: 'newest' }, '1.2.0'],
    [{ contract_version: '1.0.0' }, '1.0.0'],
    [{ contract_version: '1.10.0' }, '1.10.0'],
    [{ contract_version: '>=1.0.0' }, '1.2.0'],
    [{ contract_version: null, version_selector: '==1.0.0' }, '1.0.0'],
    [{ contract_version: '', version_selector: '~1.0' }, '1.0.0'],
  ])('by %j gets the plan for version %s', async (reference, version) => {
    const app = await started(new Set(['active']))
    const answer = await post(app, url, { context: { contract: { contract_id: 'orders', ...reference } } })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toEqual({
      contract_id: 'orders',
      contract_version: version,
      dataset_id: 'orders',
      dataset_version: version,
      dataset_format: null,
      [binding]: null,
      pipeline_context: null,
      bump: 'minor',
      draft_on_violation: false,
      allowed_data_product_statuses: null,
      allow_missing_data_product_status: null,
      data_product_status_case_insensitive: null,
      data_product_status_failure_message: null,
      enforce_data_product_status: null,
      contract: (await get(app, versionPath('orders', version))).json(),
    })
  })

  test('keeps what it says of its dataset and of itself', async () => {
    const context = {
      contract: { contract_id: 'orders', contract_version: '1.0.0' },
      dataset_id: 'path:/x/y',
      dataset_version: 'now',
      dataset_format: 'delta',
      pipeline_context: { pipeline: 'nightly' },
      bump: 'major',
      of_a_later_release: true,
    }
    const { contract, of_a_later_release, ...said } = context
    expect((await post(await started(), url, { context })).json()).toMatchObject(said)
  })

  test.each([
    [{ contract: { contract_id: 'refunds' } }, 404, 'contract-not-found'],
    [{ contract: { contract_id: 'orders', contract_version: '9.9.9' } }, 404, 'no-matching-version'],
    [{ contract: { contract_id: 'orders', contract_version: '==9.9.9' } }, 404, 'version-not-found'],
    [{}, 400, 'invalid-request'],
    [{ contract: { contract_id: 7 } }, 400, 'invalid-request'],
    [{ [binding]: { data_product: 'p', port_name: 'o' } }, 501, 'not-implemented'],
    [{ contract: { contract_id: 'orders' }, draft_on_violation: true }, 501, 'not-implemented'],
  ] as const)('is refused %j', async (context, status, code) => {
    expectProblem(await post(await started(), url, { context }), status, code)
  })
})

test('expectations are those that dc43 counts, as Spark SQL', async () => {
  const app = await started()
  const contract = (await get(app, versionPath('orders', '1.0.0'))).json()
  const answer = await post(app, '/data-quality/expectations', { contract })
  expect(answer.json()).toEqual([
    { key: 'not_null_id', rule: 'not_null', column: 'id', optional: false, predicate: '`id` IS NOT NULL' },
    { key: 'unique_id', rule: 'unique', column: 'id', optional: false },
    {
      key: 'gt_amount',
      rule: 'gt',
      column: 'amount',
      optional: true,
      params: { threshold: 0 },
      predicate: '`amount` > 0',
    },
    {
      key: "enum_it's",
      rule: 'enum',
      column: "it's",
      optional: true,
      params: { values: ["a'b", 'c\\d', 1] },
      predicate: "`it's` IN ('a\\'b', 'c\\\\d', 1)",
    },
    {
      key: "regex_it's",
      rule: 'regex',
      column: "it's",
      optional: true,
      params: { pattern: '^\\d+$' },
      predicate: "`it's` RLIKE '^\\\\d+$'",
    },
    {
      key: 'fresh',
      rule: 'query',
      column: null,
      optional: false,
      params: { query: 'SELECT 1', engine: 'spark' },
    },
  ])
  for (const odd of [{}, { schema: 'x' }, { schema: [null, { properties: [7, {}] }] }])
    expect((await post(app, '/data-quality/expectations', { contract: odd })).json()).toEqual([])
  const isOdd = expectProblem(
    await post(app, '/data-quality/expectations', { contract: [] }),
    400,
    'invalid-request',
  )
  expect(isOdd.detail).toBe('body parameter contract: expected an object')
  const isMissing = expectProblem(await post(app, '/data-quality/expectations', {}), 400, 'invalid-request')
  expect(isMissing.detail).toBe('body parameter contract: it is missing; expected an object')
})

describe('what a job has counted', () => {
  const plan = {
    ...{ contract_id: 'orders', contract_version: '1.0.0', dataset_id: 'd', dataset_version: '1' },
    contract: { any: 'thing' },
  }

  test.each([
    ['nothing wrong', 'read', allCounted, 'ok', 0, 0],
    ['a rule that is broken', 'read', { ...allCounted, 'violations.gt_amount': 2 }, 'block', 2, 1],
    ['a rule that is broken', 'write', { ...allCounted, 'violations.not_null_id': 1 }, 'block', 1, 1],
    ['a count that is missing', 'write', { 'violations.not_null_id': 0 }, 'warn', 0, 0],
  ])('%s: %s', async (_, operation, metrics, status, violations, errors) => {
    const app = await started()
    const answer = await post(app, `/governance/${operation}/evaluate`, { plan, observations: seen(metrics) })
    expect(answer.statusCode, answer.body).toBe(200)
    const assessment = answer.json()
    expect(assessment).toMatchObject({
      status: { status, ok: status !== 'block', details: { violations, metrics, schema } },
      validation: { ok: errors === 0, metrics, schema, status: 'unknown' },
      draft: null,
      observations_reused: true,
    })
    expect(assessment.validation.errors).toHaveLength(errors)
    expect(assessment.validation.details.expectation_predicates.gt_amount).toBe('`amount` > 0')
    const { contract, ...rest } = plan
    const same = {
      ...rest,
      operation,
      observations: seen(metrics),
      validation: null,
      context: null,
      bump: 'minor',
    }
    expect((await post(app, '/governance/evaluate', same)).json()).toEqual(assessment)
  })

  test('columns that are missing or of another type', async () => {
    const observations = { metrics: {}, schema: { id: { odcs_type: 'string', backend_type: 'string' } } }
    const { validation } = (
      await post(await started(), '/governance/read/evaluate', { plan, observations })
    ).json()
    expect(validation.errors).toEqual(['column id is string, but the contract says bigint'])
    expect(validation.warnings).toEqual(
      expect.arrayContaining([
        'the optional column amount is missing',
        'violations of unique_id were not counted',
      ]),
    )
    const none = (await post(await started(), '/governance/read/evaluate', { plan })).json()
    expect(none.validation.errors).toEqual(['the required column id is missing'])
  })

  test('is not looked at when the job has a verdict of its own', async () => {
    const validation = { ok: false, errors: ['Spark broke'], warnings: ['w'], metrics: {}, status: 'unknown' }
    const answer = await post(await started(), '/governance/write/evaluate', { plan, validation })
    expect(answer.json()).toMatchObject({
      status: { status: 'block', reason: 'Spark broke', details: { errors: ['Spark broke'], violations: 1 } },
      validation: { ok: false, errors: ['Spark broke'], warnings: ['w'] },
    })
  })

  test.each([
    [{ plan: { ...plan, contract_version: '9' } }, 404, 'version-not-found'],
    [{ plan: { ...plan, draft_on_violation: true } }, 501, 'not-implemented'],
    [{ plan: { ...plan, dataset_id: 'x'.repeat(2001) } }, 400, 'invalid-request'],
    [{}, 400, 'invalid-request'],
  ])('is refused %j', async (body, status, code) => {
    expectProblem(await post(await started(), '/governance/write/evaluate', body), status, code)
  })
})

describe('links', () => {
  test('are made by a link and by the registration of a write, and read with the contract', async () => {
    const app = await started()
    const link = {
      ...{ dataset_id: 'path:/x/y', dataset_version: '1' },
      ...{ contract_id: 'orders', contract_version: '1.0.0' },
    }
    expect((await post(app, '/governance/link', link)).statusCode).toBe(204)
    const linked = (version: string) =>
      get(app, `/governance/linked?dataset_id=path%3A%2Fx%2Fy&dataset_version=${version}`)
    expect((await linked('1')).json()).toEqual({ contract_version: 'orders:1.0.0' })
    const body = { plan: { ...link, dataset_version: '2', contract: {} }, assessment: { status: null } }
    expect((await post(app, '/governance/read/register', body)).statusCode).toBe(204)
    expectProblem(await linked('2'), 404, 'link-not-found')
    expect((await post(app, '/governance/write/register', body)).statusCode).toBe(204)
    expect((await linked('2')).json()).toEqual({ contract_version: 'orders:1.0.0' })
    expect((await get(app, '/contracts/datasets/path:/x/y/linked?dataset_version=2')).json()).toMatchObject(
      link && {
        contract_version: '1.0.0',
      },
    )
    const unknown = { plan: { ...link, contract_id: 'refunds' } }
    expectProblem(await post(app, '/governance/write/register', unknown), 404, 'contract-not-found')
  })
})

test('GET /governance/dataset-records is answered 501 and what to do', async () => {
  const { detail } = expectProblem(
    await get(await started(), '/governance/dataset-records'),
    501,
    'not-implemented',
  )
  expect(detail).toContain('GET /governance/activity')
})

test.each([
  '/governance/draft',
  '/governance/review',
  '/governance/lineage',
  '/governance/auth',
  '/data-quality/evaluate',
])('POST %s is answered 501 and what to do', async url => {
  const app = await started()
  for (const body of ['{}', 'no JSON'])
    expect(expectProblem(await post(app, url, body), 501, 'not-implemented').detail).toMatch(/this registry/)
  expectProblem(await put(app, url, {}), 405, 'method-not-allowed')
})

describe('a long contract', () => {
  const values = Array.from({ length: 1000 }, (_, at) => `value ${at}`)
  const properties = Array.from({ length: 30 }, (_, at) => ({
    name: `field ${at}`,
    quality: [{ rule: 'enum', mustBe: values }],
  }))
  const long = { ...orders, schema: [{ name: 'orders', properties }] }

  test('is judged in a thread of its own, and sentences about it are short', async () => {
    const app = await testApp()
    await publish(app, 'orders', '1.0.0', long)
    const plan = {
      ...{ contract_id: 'orders', contract_version: '1.0.0' },
      ...{ dataset_id: 'orders', dataset_version: '1' },
    }
    const observations = { metrics: { 'violations.enum_field 0': 2 }, schema: {} }
    const answer = await post(app, '/governance/read/evaluate', { plan, observations })
    const { validation, draft, observations_reused } = answer.json()
    expect({ draft, observations_reused }).toEqual({ draft: null, observations_reused: false })
    expect(validation.errors).toEqual([
      `column field 0: 2 values of which each is none of ${values.slice(0, 20).join(', ')} and 980 more`,
    ])
    const expected = await post(app, '/data-quality/expectations', { contract: { id: 'orders', ...long } })
    expect(expected.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(expected.json()).toHaveLength(30)
    expect(validation.details.expectation_plan).toEqual(expected.json())
    expect(expected.json()[0].params.values).toEqual(values)
  })
})
