import type { z } from 'zod'
import { type HeaderName, headers, type RequestHeaderName, requestHeaders } from './headers.ts'
import { jsonSchemaOf } from './json-schema.ts'
import type { Content } from './operation.ts'

type Part = 'schemas' | 'requestBodies' | 'responses' | 'headers' | 'parameters'

/** A parameter as OpenAPI has it. */
export interface Parameter {
  readonly name: string
  readonly in: string
  /** False where it is left out. */
  readonly required?: boolean
  readonly description?: string | undefined
}

/** What operations refer to, so that it is written once: `components` of the API description. */
export class Components {
  readonly #parts = new Map<Part, Map<string, object>>()
  /** Of the shapes that have any, by the name of the shape. */
  readonly #examples = new Map<string, readonly unknown[]>()
  /** The shapes whose examples are shown. */
  readonly #shown = new Set<string>()
  /** How many operations have each parameter. */
  readonly #uses = new Map<string, number>()

  /** The schema of a body or a parameter; a shape is referred to by its name. */
  schema(type: z.ZodType): Record<string, unknown> {
    const { schema, named, examples } = jsonSchemaOf(type)
    for (const [name, one] of Object.entries(named)) this.#add('schemas', name, one)
    for (const [name, some] of examples) this.#examples.set(name, some)
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

  #bodySchema(type: z.ZodType): object {
    const schema = this.schema(type)
    const name = type.meta()?.id
    if (name !== undefined) this.#show(name)
    return schema
  }

  /** Shows the examples of a shape or, when it has none, those of its parts: so each stands once. */
  #show(name: string): void {
    if (this.#shown.has(name)) return
    this.#shown.add(name)
    if (this.#examples.has(name)) return
    const schema = JSON.stringify(this.#parts.get('schemas')?.get(name))
    for (const [, part = ''] of schema.matchAll(/"#\/components\/schemas\/(\w+)"/g)) this.#show(part)
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

  requestBody(name: string, body: object): object {
    return this.#refer('requestBodies', name, body)
  }

  /** Says beforehand that an operation has a parameter. */
  expectParameter(parameter: Parameter): void {
    const text = JSON.stringify(plain(parameter))
    this.#uses.set(text, (this.#uses.get(text) ?? 0) + 1)
  }

  /** A parameter: referred to when several operations have it. */
  parameter(described: Parameter): object {
    const parameter = plain(described)
    if ((this.#uses.get(JSON.stringify(parameter)) ?? 0) < 2) return parameter
    return this.#refer('parameters', this.#freeName(parameter), parameter)
  }

  /** The name of a parameter; of others that have the same, with their place or a number. */
  #freeName(parameter: Parameter): string {
    const isFree = (name: string) => {
      const other = this.#parts.get('parameters')?.get(name)
      return !other || isSame(other, parameter)
    }
    const { name, in: place } = parameter
    if (isFree(name)) return name
    for (let number = 2, free = `${name}-${place}`; ; free = `${name}-${number++}`)
      if (isFree(free)) return free
  }

  /** All of them, by kind and name. */
  toJSON(): object {
    const sorted = (part: Map<string, object>) =>
      Object.fromEntries([...part].sort(([a], [b]) => (a < b ? -1 : 1)))
    const parts = Object.fromEntries([...this.#parts].map(([kind, part]) => [kind, sorted(part)]))
    for (const name of this.#shown) {
      const examples = this.#examples.get(name)
      if (parts.schemas && examples) parts.schemas[name] = { ...parts.schemas[name], examples }
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

/** In the order in which it is read, without what is not required, which is the default. */
function plain({ name, in: place, required, description, ...rest }: Parameter): Parameter {
  return { name, in: place, ...(required && { required }), description, ...rest }
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
