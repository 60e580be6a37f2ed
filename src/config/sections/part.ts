import { z } from 'zod'
import { alternatives, closestName } from '../../closest-name.ts'
import { found, typeName } from '../found.ts'
import { isTable, type TomlTable } from '../toml-file.ts'

// Values inside of a key that is a table or a list. The key's own `expected` is not about them, so they tell in words
// of their own what is wrong, and what was expected in their place.

type Issues = readonly z.core.$ZodIssue[]

/**
 * A value inside of a key.
 *
 * @param expected ends the sentence "it is …; expected".
 * @param isSecret whether the value, which may be another than was meant, must not be repeated.
 */
export function part<Schema extends z.ZodType>(schema: Schema, expected: string, isSecret = false) {
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

/** A table inside of a key, whose keys are known. */
export function table<Shape extends z.ZodRawShape>(shape: Shape, expected: string) {
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

/** A table inside of a key, whose keys are up to its author. */
export function entries<Schema extends z.ZodType>(schema: Schema, expected: string) {
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
  return `is ${isSecret ? typeName(value) : found(value)}; expected ${expected}`
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
