import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { createPostgresDatabase } from '../support/databases.ts'
import { notRun } from '../support/not-run.ts'
import { missingPythonTools, runPythonTool } from '../support/openapi-tools.ts'
import { type Service, startService } from '../support/service.ts'
import { ask, untilReady } from '../support/service-requests.ts'
import { tempFolder } from '../support/temp-folder.ts'

const missing = await missingPythonTools()
if (missing) notRun('requests that schemathesis makes up', missing)
const postgres = inject('postgresDsn')
/** What schemathesis prints when no answer was another than is described. */
const allPassed = /\b(\d{3,}) generated, \1 passed\b/
const token = 'a-token-for-tests'

/** The contract that the examples of the description are about, so that some of what is made up finds it. */
const examples = ['1.0.0', '1.1.0'].map(version => ({
  path: `/contracts/sales.orders/versions/${version}`,
  init: {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      id: 'sales.orders',
      version,
      status: 'draft',
      schema: [{ name: 'orders', properties: [{ name: 'order_id', logicalType: 'integer' }] }],
    }),
  },
}))

interface Description {
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
  components: { responses: { AnyProblem: { content: Record<string, { examples: object }> } } }
}

/** The description with the statuses that `default` has examples of in its place, so that any other is found out. */
async function withoutDefault(service: Service): Promise<Description> {
  const description = JSON.parse((await ask(service, '/openapi.json')).text) as Description
  const { content } = description.components.responses.AnyProblem
  const examples = Object.values(content).flatMap(one => Object.values(one.examples))
  for (const operation of Object.values(description.paths).flatMap(item => Object.values(item))) {
    const { default: anyProblem, ...others } = operation.responses
    const usual = examples.map(({ value }) => [value.status, anyProblem])
    operation.responses = { ...Object.fromEntries(usual), ...others }
  }
  return description
}

/** Makes up requests for every operation, and checks that the answers are those that are described. */
async function makeUp(env: Record<string, string>, args: string[], signal: AbortSignal): Promise<string> {
  const service = await startService({ env })
  onTestFinished(() => void service.stop())
  await untilReady(service)
  for (const { path, init } of examples) expect((await ask(service, path, init)).status).toBe(204)
  const options = ['--max-examples', '20', '--generation-database', 'none', '--no-color', ...args]
  const file = join(tempFolder(), 'openapi.json')
  await writeFile(file, JSON.stringify(await withoutDefault(service)))
  const run = ['--config-file', 'schemathesis.toml', 'run', file, '--url', service.url]
  return runPythonTool('schemathesis', [...run, ...options], signal)
}

describe.skipIf(missing)('every answer is one that is described', () => {
  test('at random, and one after the other, on SQLite', async ({ signal }) => {
    expect(await makeUp({}, ['--phases', 'fuzzing,stateful'], signal)).toMatch(allPassed)
  })

  test.skipIf(postgres === undefined)(
    'by the examples, and at the bounds of all that may be sent, on PostgreSQL, where only a token gives access',
    async ({ signal }) => {
      const database = await createPostgresDatabase(postgres ?? '')
      onTestFinished(() => database.drop())
      const env = { DC43_CONTRACT_STORE_DSN: database.dsn, DC43_BACKEND_TOKEN: token }
      const args = ['--phases', 'examples,coverage', '--header', `Authorization: Bearer ${token}`]
      expect(await makeUp(env, args, signal)).toMatch(allPassed)
    },
  )
})
