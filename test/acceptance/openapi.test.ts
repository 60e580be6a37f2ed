import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { problemKinds } from '../../src/http/problem.ts'
import { testApp } from '../support/test-app.ts'

const committed = readFileSync(join(import.meta.dirname, '../../openapi.yaml'), 'utf8')

interface Operation {
  operationId: string
  responses: Record<string, { content?: Record<string, { example?: unknown; examples?: object }> }>
}
const paths = (parse(committed) as { paths: Record<string, Record<string, Operation>> }).paths
const operations = Object.values(paths).flatMap(item => Object.values(item))

test('openapi.yaml is what the service serves (npm run openapi writes it anew)', async () => {
  const app = await testApp()
  expect((await app.inject('/openapi.yaml')).body).toBe(committed)
  expect((await app.inject('/openapi.json')).json()).toEqual(parse(committed))
})

test('every route is described', async () => {
  const app = await testApp()
  const routes = [...Object.entries(paths)].flatMap(([path, item]) =>
    Object.keys(item).map(method => `${method} ${path}`),
  )
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ')
    const url = path.replaceAll(/\{(\w+)\}/g, ':$1')
    expect(app.hasRoute({ method: method.toUpperCase() as 'GET', url }), route).toBe(true)
  }
  expect(routes.length).toBe(19)
})

test('every answer with a body has an example, and every problem code stands in one', () => {
  const examples = JSON.stringify(operations.flatMap(operation => Object.values(operation.responses)))
  for (const { operationId, responses } of operations) {
    for (const [status, { content = {} }] of Object.entries(responses)) {
      for (const media of Object.values(content)) {
        expect('example' in media || 'examples' in media, `${operationId} ${status}`).toBe(true)
      }
    }
  }
  const unrouted = new Set(['route-not-found', 'method-not-allowed'])
  for (const code of Object.keys(problemKinds)) {
    if (!unrouted.has(code)) expect(examples).toContain(`"code":"${code}"`)
  }
})

test('nothing in it refers to what it does not have', () => {
  const document = parse(committed)
  for (const [, pointer = ''] of committed.matchAll(/\$ref: "#([^"]+)"/g)) {
    const target = pointer
      .split('/')
      .slice(1)
      .reduce((node, key) => node?.[key], document)
    expect(target, pointer).toBeDefined()
  }
})
