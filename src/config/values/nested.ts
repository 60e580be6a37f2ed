import { z } from 'zod'
import { alternatives, closestName } from '../../closest-name.ts'
import { isTable, type TomlTable } from './toml-table.ts'
import { typeName, valueText } from './value-text.ts'

// Schemas of values inside a key that is a table or a list. The `expected` of the key does not describe them, so each says
// itself what is wrong with it and what was expected.

type Issues = readonly z.core.$ZodIssue[]

/**
 * A value inside a table or a list.
 *
 * @param expected ends the sentence "it is …; expected".
 * @param isSecret whether the value must not be repeated in a message.
 */
export function nestedValue<Schema extends z.ZodType>(schema: Schema, expected: string, isSecret = false) {
  return z.unknown().transform((value, context): z.output<Schema> => {
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const path = stepsOf(issue?.path ?? [])
    const inner = path.reduce(inside, value)
    const message = issue?.code === 'custom' ? issue.message : complaint(inner, expected, isSecret)
    context.addIssue({ code: 'custom', message, path })
    return z.NEVER
  })
}

/** A table with known keys. */
export function nestedTable<Shape extends z.ZodRawShape>(shape: Shape, expected: string) {
  const schema = z.object(shape)
  return z.unknown().transform((value, context): z.output<typeof schema> => {
    if (!isTable(value)) return refuse(context, [], complaint(value, expected, false))
    const known = Object.keys(shape)
    for (const name of Object.keys(value).filter(key => !known.includes(key))) {
      refuse(context, [name], `is not a known key${alternatives(closestName(name, known), known)}`)
    }
    const parsed = schema.safeParse(value)
    return parsed.success ? parsed.data : forward(context, parsed.error.issues)
  })
}

/** A table whose keys are up to its author, as pairs of key and value. */
export function nestedEntries<Schema extends z.ZodType>(schema: Schema, expected: string) {
  return z.unknown().transform((value, context): [string, z.output<Schema>][] => {
    if (!isTable(value) || Object.keys(value).length === 0) {
      return refuse(context, [], complaint(value, expected, false))
    }
    return Object.entries(value as TomlTable).map(([name, one]) => {
      const parsed = schema.safeParse(one)
      return [name, parsed.success ? parsed.data : forward(context, parsed.error.issues, name)]
    })
  })
}

function complaint(value: unknown, expected: string, isSecret: boolean): string {
  if (value === undefined) return `is missing; expected ${expected}`
  return `is ${isSecret ? typeName(value) : valueText(value)}; expected ${expected}`
}

function refuse(context: z.RefinementCtx, path: (string | number)[], message: string): never {
  context.addIssue({ code: 'custom', message, path })
  return z.NEVER
}

function forward(context: z.RefinementCtx, issues: Issues, ...base: string[]): never {
  for (const { message, path } of issues) refuse(context, [...base, ...stepsOf(path)], message)
  return z.NEVER
}

function stepsOf(path: readonly PropertyKey[]): (string | number)[] {
  return path.filter(step => typeof step !== 'symbol')
}

function inside(outer: unknown, step: string | number): unknown {
  return typeof outer === 'object' && outer !== null ? Reflect.get(outer, step) : undefined
}
