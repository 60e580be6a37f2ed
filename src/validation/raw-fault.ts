import type { Schema } from './schema-files.ts'

/** A fault as Ajv tells it. */
export interface RawFault {
  readonly keyword: string
  /** JSON Pointer to the value that is at fault. */
  readonly instancePath: string
  /** Where the keyword stands, from the schema or from one that it refers to. */
  readonly schemaPath: string
  readonly params: Readonly<Record<string, unknown>>
  /** What the keyword says. */
  readonly schema: unknown
  /** The schema with the keyword. */
  readonly parentSchema: Schema
  /** The value at fault. */
  readonly data: unknown
  /** A number at fault as the document writes it. */
  readonly token?: string
  /** Of a fault that the name of a member has: the name. Another fault says that it is not allowed. */
  readonly propertyName?: string
}
