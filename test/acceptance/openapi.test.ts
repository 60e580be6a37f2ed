import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { rootMembers } from '../../src/domain/odcs.ts'
import { problemKinds } from '../../src/http/wire/problem-kinds.ts'
import { notRun } from '../support/not-run.ts'
import { differencesInPython, findPyYaml } from '../support/pyyaml.ts'
import { routesOf } from '../support/routes.ts'
import { testApp } from '../support/test-app.ts'

const python = findPyYaml()
if (!python) notRun('reading openapi.yaml with PyYAML', 'there is no python3 with the package pyyaml')

const committed = readFileSync(join(import.meta.dirname, '../../openapi.yaml'), 'utf8')

interface Reference {
  $ref: string
}
interface Response {
  content?: Record<string, { schema: Reference; examples?: Record<string, { value: unknown }> }>
}
interface Operation {
  operationId: string
  parameters?: (Reference | object)[]
  requestBody?: Response
  responses: Record<string, Response | Reference>
}
interface Description {
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, unknown>>
}
const description = parse(committed) as Description
const { paths, components } = description
const operations = Object.values(paths).flatMap(item => Object.values(item))

/** What a reference refers to; what is none is itself. */
function resolved<T extends object>(node: T | Reference): T {
  if (!('$ref' in node)) return node
  const keys = node.$ref.split('/').slice(1)
  return keys.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)?.[key], description) as T
}

/** The examples of a shape or, when it has none, of the shapes in it. */
function examplesOf(schema: Reference): unknown[] {
  const shape = resolved<{ examples?: unknown[] }>(schema)
  if (shape.examples) return shape.examples
  const parts = [...JSON.stringify(shape).matchAll(/"\$ref":"([^"]+)"/g)].map(([, $ref = '']) => ({ $ref }))
  return parts.length > 0 && parts.every(part => examplesOf(part).length > 0) ? parts : []
}

function responsesOf(operation: Operation): [status: string, response: Response][] {
  return Object.entries(operation.responses).map(([status, response]) => [status, resolved(response)])
}

test('openapi.yaml is what the service serves (npm run openapi writes it anew)', async () => {
  const app = await testApp()
  expect((await app.inject('/openapi.yaml')).body).toBe(committed)
  expect((await app.inject('/openapi.json')).json()).toEqual(parse(committed))
})

test('every route is described', async () => {
  const app = await testApp()
  const urls = Object.entries(paths).map(([path, item]) => {
    const url = path.replaceAll(/\{(\w+)\}/g, ':$1')
    for (const method of Object.keys(item))
      expect(app.hasRoute({ method: method.toUpperCase() as 'GET', url }), `${method} ${path}`).toBe(true)
    return url
  })
  const own = /^\/(docs(\/.*)?|openapi\.(json|yaml))?$|\*/
  const there = new Set(routesOf(app).map(route => route.split(' ')[1] ?? ''))
  const undescribed = [...there].filter(url => !own.test(url) && !urls.includes(url))
  // these say only what to do in their place
  const refused = ['draft', 'review', 'lineage', 'auth', 'dataset-records'].map(name => `/governance/${name}`)
  expect(undescribed.toSorted()).toEqual([...refused, '/data-quality/evaluate'].toSorted())
})

test('every answer with a body has an example, and every problem code stands in one', () => {
  const shown = new Map<string, unknown>()
  for (const operation of operations) {
    for (const [status, { content = {} }] of responsesOf(operation)) {
      for (const { schema, examples = {} } of Object.values(content)) {
        const all = [...examplesOf(schema), ...Object.keys(examples)]
        expect(all, `${operation.operationId} ${status}`).not.toHaveLength(0)
        for (const [name, { value }] of Object.entries(examples)) shown.set(name, value)
      }
    }
  }
  const unrouted = new Set(['route-not-found', 'method-not-allowed'])
  for (const code of Object.keys(problemKinds)) {
    if (!unrouted.has(code)) {
      expect(shown.get(code), code).toMatchObject({ code })
    }
  }
})

test('every body has a shape of a name', () => {
  for (const operation of operations) {
    const bodies = [operation.requestBody ?? {}, ...responsesOf(operation).map(([, response]) => response)]
    for (const { schema } of bodies.flatMap(({ content = {} }) => Object.values(content))) {
      expect(schema.$ref, operation.operationId).toMatch(/^#\/components\/schemas\/\w+$/)
    }
  }
})

test('every operation tells of a refusal, and of what any may answer', () => {
  for (const operation of operations) {
    const statuses = responsesOf(operation).map(([status]) => status)
    expect(statuses, operation.operationId).toEqual(expect.arrayContaining(['400', 'default']))
  }
})

test('a contract has the members that the registry allows, and each takes what it is said to', () => {
  const { properties } = components.schemas?.Contract as { properties: object }
  expect(Object.keys(properties)).toEqual(Object.keys(rootMembers))
  expect(properties).toMatchObject({
    name: { type: ['string', 'null'] },
    schema: { type: ['array', 'null'], items: {} },
    team: { anyOf: [{ $ref: '#/components/schemas/OdcsObject' }, { type: 'array' }, { type: 'null' }] },
  })
})

test('an operation and its parameters are told in the order in which they are read', () => {
  const inOperation = [
    ...['operationId', 'summary', 'tags', 'description', 'security', 'parameters', 'requestBody'],
    'responses',
  ]
  const inParameter = ['name', 'in', 'required', 'description', 'schema', 'example']
  const places = ['path', 'query', 'header']
  for (const operation of operations) {
    const told = Object.keys(operation)
    expect(told).toEqual(inOperation.filter(name => told.includes(name)))
    const parameters = (operation.parameters ?? []).map(one => resolved<{ in: string }>(one as Reference))
    for (const parameter of parameters) {
      const members = Object.keys(parameter)
      expect(members).toEqual(inParameter.filter(name => members.includes(name)))
    }
    const order = parameters.map(({ in: place }) => places.indexOf(place))
    expect(order, operation.operationId).toEqual(order.toSorted())
  }
})

test('what may be null has a type of two names, where it is not one of some values', () => {
  const others = [...committed.matchAll(/anyOf: \[\{(type: [^}]*)\}, \{type: "null"\}\]/g)].map(
    match => match[1],
  )
  expect(others.filter(type => !type?.includes('enum: '))).toEqual([])
  expect(others.length).toBeGreaterThan(0)
})

test('parameters that are flags are booleans, and numbers have no pattern', () => {
  const parameters = operations.flatMap(({ parameters = [] }) =>
    parameters.map(one => resolved<{ name: string; schema: Record<string, unknown> }>(one as Reference)),
  )
  const flags = ['dry_run', 'force', 'allow_downgrade', 'documents', 'include_prerelease']
  for (const flag of flags) {
    const schemas = parameters.filter(({ name }) => name === flag).map(({ schema }) => schema)
    expect(schemas.length, flag).toBeGreaterThan(0)
    for (const schema of schemas) {
      expect(schema).toEqual({ type: 'boolean', default: expect.any(Boolean) })
    }
  }
  for (const { name, schema } of parameters) {
    if (schema.type === 'integer') expect(schema, name).not.toHaveProperty('pattern')
  }
})

test('readers of YAML 1.1 find the same in it', () => {
  expect(parse(committed, { version: '1.1' })).toEqual(description)
})

test.skipIf(!python)('PyYAML finds the same in it', () => {
  expect(differencesInPython(python ?? '', [[committed, JSON.stringify(description)]])).toEqual([])
})

test('problems and examples are written once, and referred to', () => {
  expect(JSON.stringify(paths)).not.toMatch(/urn:dc43-registry:problem|"value":|"examples":/)
  const values = [...committed.matchAll(/type: (urn:dc43-registry:problem:[a-z-]+), title/g)].map(
    match => match[1],
  )
  expect(values.length).toBeGreaterThan(25)
  expect(new Set(values).size).toBe(values.length)
})

test('an operation names the codes of a status that it may answer, where they are not the usual ones', () => {
  const overview = operations.find(({ operationId }) => operationId === 'get_contract')
  expect(overview?.responses['404']).toEqual({
    $ref: '#/components/responses/NotFound',
    description: '`contract-not-found`',
  })
  // all may answer with these
  const { description } = resolved<{ description: string }>(overview?.responses.default as Reference)
  for (const code of ['unauthenticated', 'rate-limited', 'store-busy', 'store-unavailable', 'overloaded']) {
    expect(description).toContain(`\`${code}\``)
  }
  const readiness = paths['/health/ready']?.get
  expect(readiness?.responses['503']).toMatchObject({
    description: '`store-busy`, `store-unavailable`, `shutting-down`',
  })
})

test('no example stands in the one of another shape, and no parameter twice', () => {
  const shapes = Object.entries(components.schemas as Record<string, { type?: string; examples?: object[] }>)
  for (const [name, { examples = [] }] of shapes) {
    for (const example of examples.filter(one => JSON.stringify(one).length > 150)) {
      const holders = shapes.filter(([, other]) => {
        return JSON.stringify(other.examples ?? []).includes(JSON.stringify(example))
      })
      expect(holders.map(([holder]) => holder)).toEqual([name])
    }
  }
  const written = operations.flatMap(({ parameters = [] }) => parameters.filter(one => !('$ref' in one)))
  const texts = written.map(parameter => JSON.stringify(parameter))
  expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([])
})

test('nothing in it refers to what it does not have', () => {
  for (const [, $ref = ''] of committed.matchAll(/\$ref: "([^"]+)"/g)) {
    expect(resolved({ $ref }), $ref).toBeDefined()
  }
})
