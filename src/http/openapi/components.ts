import type { z } from 'zod'
import { examplesOf } from '../wire/shape.ts'
import { type HeaderName, headers, type RequestHeaderName, requestHeaders } from './headers.ts'
import { jsonSchemaOf } from './json-schema.ts'
import type { Content } from './operation.ts'

type Part = 'schemas' | 'responses' | 'headers' | 'parameters'

/** A parameter as OpenAPI has it. */
export interface Parameter {
  readonly name: string
  /** False where it is left out. */
  readonly required?: boolean
}

/** What operations refer to, so that it is written once: `components` of the API description. */
export class Components {
  readonly #parts = new Map<Part, Map<string, object>>()
  /** Of the shapes that are bodies, by the name of the shape. */
  readonly #examples = new Map<string, readonly unknown[]>()

  /** The schema of a body or a parameter; a shape is referred to by its name. */
  schema(type: z.ZodType): Record<string, unknown> {
    const { schema, named } = jsonSchemaOf(type)
    for (const [name, one] of Object.entries(named)) this.#add('schemas', name, one)
    return schema
  }

  /** A body: its shape, which has the examples, by media type. */
  content(content: Content): object {
    const described = Object.entries(content).map(([mediaType, type]) => [
      mediaType,
      { schema: this.#bodySchema(type) },
    ])
    return Object.fromEntries(described)
  }

  /** The schema of a body. It has the examples of its shape; the shapes within it have none. */
  #bodySchema(type: z.ZodType): object {
    const schema = this.schema(type)
    const name = type.meta()?.id
    if (name !== undefined) this.#examples.set(name, Object.values(examplesOf(type)))
    return schema
  }

  /** The headers of an answer. */
  headers(names: readonly HeaderName[]): object {
    return Object.fromEntries(names.map(name => [name, this.#refer('headers', name, headers[name])]))
  }

  /** A header of a request. */
  requestHeader(name: RequestHeaderName): object {
    return this.#refer('parameters', name, requestHeaders[name])
  }

  response(name: string, response: object): object {
    return this.#refer('responses', name, response)
  }

  /** A parameter: referred to when it is the first of its name, and alike. */
  parameter({ required, ...rest }: Parameter): object {
    const parameter: Parameter = required ? { ...rest, required } : rest
    const first = this.#parts.get('parameters')?.get(parameter.name)
    return first && !isSame(first, parameter)
      ? parameter
      : this.#refer('parameters', parameter.name, parameter)
  }

  /** All of them, by kind and name. */
  toJSON(): object {
    const sorted = (part: Map<string, object>) =>
      Object.fromEntries([...part].sort(([a], [b]) => (a < b ? -1 : 1)))
    const parts = Object.fromEntries([...this.#parts].map(([kind, part]) => [kind, sorted(part)]))
    for (const [name, examples] of this.#examples) {
      if (parts.schemas && examples.length > 0) parts.schemas[name] = { ...parts.schemas[name], examples }
    }
    return parts
  }

  #refer(kind: Part, name: string, component: object): object {
    this.#add(kind, name, component)
    return { $ref: `#/components/${kind}/${name}` }
  }

  #add(kind: Part, name: string, component: object): void {
    const part = this.#parts.get(kind) ?? new Map<string, object>()
    const other = part.get(name)
    if (other && !isSame(other, component)) throw new Error(`there are two ${kind} of the name ${name}`)
    this.#parts.set(kind, part.set(name, component))
  }
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
