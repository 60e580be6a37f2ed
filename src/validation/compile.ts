import { createRequire } from 'node:module'
import type { AnySchemaObject, ValidateFunction } from 'ajv/dist/2019.js'
import type { Judging } from './exact-values.ts'
import { replaceKeywords } from './keywords.ts'
import { withRoomForMembers } from './known-members.ts'
import { withFewFaults } from './listed-faults.ts'
import type { RawFault } from './raw-fault.ts'
import { officialSchema, type Schema } from './schema-files.ts'
import type { SchemaVersion } from './schema-versions.ts'

const require = createRequire(import.meta.url)

/** Says what is wrong with a value by a schema: of many faults the first ones, of none nothing. */
export interface Validator {
  (this: Judging, value: unknown): boolean
  errors?: readonly RawFault[] | null
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
  return improved(standaloneCode(ajv, validate))
}

/** What Ajv generates, with little memory for what is valid and for what has very many faults. */
function improved(code: string): string {
  return withFewFaults(withRoomForMembers(code))
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
    // whether a list may be longer or shorter than its `items` say is for the author to know
    strictTuples: false,
    allowUnionTypes: true,
    // messages are ours
    messages: false,
    passContext: true,
    code: { source: purpose === 'write', process: improved, regExp: usableExpression },
  })
  addFormats(ajv)
  // Ajv finds it, and knows it for no keyword
  ajv.addKeyword('$anchor')
  replaceKeywords(ajv)
  return ajv
}

/** A regular expression that was tried: only then the engine says that one is too large. */
const usableExpression = Object.assign(
  (pattern: string, flags: string) => {
    const expression = new RegExp(pattern, flags)
    expression.test('')
    return expression
  },
  { code: 'new RegExp' },
)

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
