import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoized } from '../memoized.ts'
import { type SchemaVersion, schemaVersions } from './schema-versions.ts'

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>

/** An official schema, as it ships with the product. */
export interface OfficialSchema {
  readonly version: SchemaVersion
  readonly text: string
  readonly schema: Schema
  /** Which copy it is, since the official files change without a new name: `odcs-3.2.0@171420cb`. */
  readonly name: string
}

const folder = join(import.meta.dirname, '../../schemas/odcs')

/** The official schema of a version of ODCS, which is read once. */
export const officialSchema = memoized(
  (version: SchemaVersion): OfficialSchema => {
    const bytes = readFileSync(join(folder, `odcs-${version}.schema.json`))
    const digest = createHash('sha256').update(bytes).digest('hex')
    const text = bytes.toString()
    return { version, text, schema: JSON.parse(text), name: `odcs-${version}@${digest.slice(0, 8)}` }
  },
  { keyOf: version => version, most: schemaVersions.length, longestKey: 10 },
)
