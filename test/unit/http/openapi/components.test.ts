import { expect, test } from 'vitest'
import { z } from 'zod'
import { Components } from '../../../../src/http/openapi/components.ts'
import { shape } from '../../../../src/http/wire/shape.ts'

const fruit = shape('Fruit', z.object({ name: z.string(), ripe: z.boolean().optional() }), {
  description: 'A fruit.',
  examples: { Apple: { name: 'apple' } },
})

test('a shape is written once and referred to, and that of a body has its examples', () => {
  const components = new Components()
  const basket = shape('Basket', z.array(fruit), { description: 'Fruits.', examples: { Basket: [] } })
  expect(components.schema(z.object({ basket }))).toEqual({
    type: 'object',
    properties: { basket: { $ref: '#/components/schemas/Basket' } },
    required: ['basket'],
  })
  expect(components.content({ 'application/json': fruit })).toEqual({
    'application/json': { schema: { $ref: '#/components/schemas/Fruit' } },
  })
  expect(components.toJSON()).toEqual({
    schemas: {
      Basket: { description: 'Fruits.', type: 'array', items: { $ref: '#/components/schemas/Fruit' } },
      Fruit: {
        description: 'A fruit.',
        type: 'object',
        properties: { name: { type: 'string' }, ripe: { type: 'boolean' } },
        required: ['name'],
        examples: [{ name: 'apple' }],
      },
    },
  })
})

test('a description that gives the type says nothing of how its text is checked', () => {
  const count = z
    .string()
    .regex(/^[0-9]+$/)
    .transform(Number)
    .meta({ type: 'integer', minimum: 0 })
  expect(new Components().schema(count)).toEqual({ type: 'integer', minimum: 0 })
})

test('a shape without examples leaves them to its parts', () => {
  const components = new Components()
  const basket = shape('Basket', z.object({ fruits: z.array(fruit) }), { description: 'Fruits.' })
  components.content({ 'application/json': basket })
  expect(components.toJSON()).toMatchObject({ schemas: { Fruit: { examples: [{ name: 'apple' }] } } })
})

test('a parameter that several operations have is written once, whatever others of its name there are', () => {
  const components = new Components()
  const limit = { name: 'limit', in: 'query', schema: { maximum: 10 } }
  const other = { ...limit, schema: { maximum: 20 } }
  const inPath = { ...limit, in: 'path', required: true }
  const another = { ...inPath, schema: { maximum: 30 } }
  const rare = { ...limit, schema: { maximum: 40 } }
  for (const one of [
    limit,
    other,
    inPath,
    another,
    { ...limit, required: false },
    other,
    inPath,
    another,
    rare,
  ])
    components.expectParameter(one)
  const reference = (name: string) => ({ $ref: `#/components/parameters/${name}` })
  expect(components.parameter(limit)).toEqual(reference('limit'))
  expect(components.parameter({ ...limit, required: false })).toEqual(reference('limit'))
  expect(components.parameter(other)).toEqual(reference('limit-query'))
  expect(components.parameter(inPath)).toEqual(reference('limit-path'))
  expect(components.parameter(another)).toEqual(reference('limit-2'))
  expect(components.parameter(rare)).toEqual(rare)
})

test('two components of one name are a fault of the service', () => {
  const components = new Components()
  components.response('A', { description: 'one' })
  expect(() => components.response('A', { description: 'two' })).toThrow(
    'there are two responses of the name A',
  )
})
