import { createRequire } from 'node:module'
import type { AnySchemaObject, CodeKeywordDefinition, KeywordCxt, ValidateFunction } from 'ajv/dist/2019.js'
import type { RawFault } from './raw-fault.ts'
import { officialSchema, type Schema } from './schema-files.ts'
import type { SchemaVersion } from './schema-versions.ts'
import { repeatedItems } from './unique-items.ts'

const require = createRequire(import.meta.url)

/**
 * Says what is wrong with a value by a schema; nothing where it is valid.
 *
 * @throws TooManyFaults when it is no use to list them all.
 */
export interface Validator {
  (value: unknown): boolean
  errors?: readonly RawFault[] | null
}

/** How many faults one schema, or one that it refers to, may find in a value: each takes memory, and copies of it time. */
const mostFaults = 1000
/** What is thrown where there are more; text, because generated code has no classes of ours. */
const tooMany = 'more faults than are listed'

/** Whether a validator gave up because of the number of faults. */
export function isTooManyFaults(error: unknown): boolean {
  return error === tooMany
}

/**
 * Compiles a schema, which loads Ajv: this takes some tenths of a second.
 *
 * @throws Error when it is no schema that can be used.
 */
export function compileSchema(schema: Schema): Validator {
  return ajvOf('run').compile(schema as AnySchemaObject) as ValidateFunction & Validator
}

/** The JavaScript of the validator of a version of ODCS, for `npm run build`. */
export function validatorCode(version: SchemaVersion): string {
  const { default: standaloneCode } =
    require('ajv/dist/standalone/index.js') as typeof import('ajv/dist/standalone/index.js')
  const ajv = ajvOf('write')
  const validate = ajv.compile(withoutTexts(officialSchema(version).schema) as AnySchemaObject)
  return bounded(standaloneCode(ajv, validate))
}

/** What is wrong with a schema by the schema of schemas; undefined when nothing is. */
export function schemaFaults(schema: Schema): readonly RawFault[] | undefined {
  const ajv = ajvOf('run')
  return ajv.validateSchema(schema as AnySchemaObject) ? undefined : ((ajv.errors ?? []) as RawFault[])
}

/** Strict, so that a misspelt keyword is a fault; but the official schemas require members that they define elsewhere. */
function ajvOf(purpose: 'run' | 'write') {
  const { Ajv2019 } = require('ajv/dist/2019.js') as typeof import('ajv/dist/2019.js')
  const { default: addFormats } = require('ajv-formats') as unknown as { default: (ajv: object) => void }
  const ajv = new Ajv2019({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    strictTypes: purpose === 'write',
    allowUnionTypes: true,
    // messages are ours
    messages: false,
    code: { source: purpose === 'write', process: bounded },
  })
  addFormats(ajv)
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword(uniqueItems())
  return ajv
}

/** `uniqueItems` in linear time. */
function uniqueItems(): CodeKeywordDefinition {
  const { _ } = require('ajv/dist/2019.js') as typeof import('ajv/dist/2019.js')
  return {
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must have unique items', params: ({ params: { repeated } }) => _`${repeated}` },
    code(context: KeywordCxt) {
      const { gen, data, schema } = context
      if (schema !== true) return
      const find = gen.scopeValue('func', {
        ref: repeatedItems,
        code: _`require("../unique-items.js").repeatedItems`,
      })
      const repeated = gen.const('repeated', _`${find}(${data})`)
      context.setParams({ repeated })
      context.fail(_`${repeated} !== undefined`)
    },
  }
}

/** Generated code that gives up where there are too many faults: it copies lists of them again and again. */
function bounded(code: string): string {
  const check = `if(vErrors.length>=${mostFaults})throw ${JSON.stringify(tooMany)};`
  return code
    .replaceAll(/vErrors\.push\(err\d+\);/g, pushed => check + pushed)
    .replaceAll(
      /vErrors = vErrors === null \? [\w.]+ : vErrors\.concat\([\w.]+\);/g,
      joined => joined + check,
    )
}

/** What only people read of a schema; the validators are a third smaller without it. */
const textKeywords = new Set(['title', 'description', 'examples', 'default', '$comment'])
/** Keywords whose members are names, not keywords. */
const nameKeywords = new Set(['properties', '$defs', 'ServerSource'])

function withoutTexts(schema: unknown, areNames = false): unknown {
  if (Array.isArray(schema)) return schema.map(item => withoutTexts(item))
  if (typeof schema !== 'object' || schema === null) return schema
  const kept = Object.entries(schema).filter(([key]) => areNames || !textKeywords.has(key))
  return Object.fromEntries(
    kept.map(([key, inner]) => [
      key,
      withoutTexts(inner, nameKeywords.has(key) && !(areNames && key === 'properties')),
    ]),
  )
}
