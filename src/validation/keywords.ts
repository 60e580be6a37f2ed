import { createRequire } from 'node:module'
import type { Ajv2019, CodeKeywordDefinition, KeywordCxt } from 'ajv/dist/2019.js'
import type { Code } from 'ajv/dist/compile/codegen/index.js'
import { exactNumber, isAmong, isMultipleOf, repeatedItems } from './exact-values.ts'

const require = createRequire(import.meta.url)

/** The functions that generated code calls, and how it names their module; it stands in a folder beside that. */
export const exactValues = { exactNumber, isAmong, isMultipleOf, repeatedItems }
export const exactValuesModule = '../exact-values.js'

/** With which values of a number each of these finds a fault. */
const limits = {
  maximum: 'GT',
  minimum: 'LT',
  exclusiveMaximum: 'GTE',
  exclusiveMinimum: 'LTE',
} as const

/** Lets a validator compare values exactly, and pass over formats when it is told to. */
export function replaceKeywords(ajv: Ajv2019): void {
  const definitions = [
    ...(['maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum'] as const).map(limit),
    ...[multipleOf(), allowed('enum'), allowed('const'), uniqueItems(), format()],
  ]
  for (const definition of definitions) {
    ajv.removeKeyword(String(definition.keyword))
    ajv.addKeyword(definition)
  }
}

/** What writes code, loaded as late as Ajv itself. */
function codegen() {
  return require('ajv/dist/compile/codegen/index.js') as typeof import('ajv/dist/compile/codegen/index.js')
}

/** A function that generated code can call. */
function called({ gen }: KeywordCxt, name: keyof typeof exactValues): Code {
  const { Name, _ } = codegen()
  const code = _`require(${exactValuesModule}).${new Name(name)}`
  return gen.scopeValue('func', { ref: exactValues[name], code })
}

function exact(context: KeywordCxt): Code {
  const { _ } = codegen()
  const { data, it } = context
  return _`${called(context, 'exactNumber')}(this, ${data}, ${it.parentData}, ${it.parentDataProperty})`
}

function limit(keyword: keyof typeof limits): CodeKeywordDefinition {
  const { _, operators } = codegen()
  const operator = operators[limits[keyword]]
  return {
    ...{ keyword, type: 'number', schemaType: 'number' },
    code: context => context.fail(_`${exact(context)} ${operator} ${context.schemaCode}`),
  }
}

function multipleOf(): CodeKeywordDefinition {
  const { _ } = codegen()
  return {
    ...{ keyword: 'multipleOf', type: 'number', schemaType: 'number' },
    code: context =>
      context.fail(_`!${called(context, 'isMultipleOf')}(${exact(context)}, ${context.schemaCode})`),
  }
}

/** `enum` and `const`. */
function allowed(keyword: 'enum' | 'const'): CodeKeywordDefinition {
  const { _ } = codegen()
  return {
    keyword,
    ...(keyword === 'enum' && { schemaType: 'array' }),
    code(context) {
      const { data, schema, schemaCode, it } = context
      if (keyword === 'const' && typeof schema !== 'object' && typeof schema !== 'number') {
        context.fail(_`${data} !== ${schema}`)
        return
      }
      const values = keyword === 'enum' ? schemaCode : _`[${schemaCode}]`
      const { parentData, parentDataProperty } = it
      context.fail(
        _`!${called(context, 'isAmong')}(this, ${values}, ${data}, ${parentData}, ${parentDataProperty})`,
      )
    },
  }
}

/** `uniqueItems` in linear time. */
function uniqueItems(): CodeKeywordDefinition {
  const { _ } = codegen()
  return {
    ...{ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean' },
    error: { message: 'must have unique items', params: ({ params: { repeated } }) => _`${repeated}` },
    code(context) {
      const { gen, data, schema } = context
      if (schema !== true) return
      const repeated = gen.const('repeated', _`${called(context, 'repeatedItems')}(this, ${data})`)
      context.setParams({ repeated })
      context.fail(_`${repeated} !== undefined`)
    },
  }
}

/** `format` as Ajv has it, where a wrong one is a fault. */
function format(): CodeKeywordDefinition {
  const { _ } = codegen()
  const { default: original } = require('ajv/dist/vocabularies/format/format.js') as {
    default: CodeKeywordDefinition
  }
  const { $data, ...rest } = original
  return {
    ...rest,
    code: (context, type) => {
      context.gen.if(_`this?.formats !== false`, () => original.code(context, type))
    },
  }
}
