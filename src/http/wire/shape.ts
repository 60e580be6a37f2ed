import { z } from 'zod'

/** A value on the wire, which is made once and not changed. */
export type Wire<Schema extends z.ZodType> = Frozen<z.input<Schema>>

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T

interface Described<Schema extends z.ZodType> {
  readonly description: string
  /** Values to show, by a name for each; the first name is that of the shape. Left out where its parts have them. */
  readonly examples?: Readonly<Record<string, Wire<Schema>>>
}

/**
 * Names a shape of the wire: `components.schemas` of the API description has it by this name, with its examples. The schema
 * describes; answers are not checked by it, because what does so drops what it does not know.
 */
export function shape<Schema extends z.ZodType>(
  id: string,
  schema: Schema,
  { description, examples }: Described<Schema>,
): Schema {
  return schema.meta({ id, description, ...(examples && { shown: examples }) })
}

export const nullableText = z.string().nullable()
export const time = z.string().meta({ format: 'date-time' })
export const revision = z.int().min(1)

/** Where a page that is followed by cursors goes on. */
export const nextCursor = nullableText.meta({
  description: 'Where the next page begins; null on the last one.',
})
