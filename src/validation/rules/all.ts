import type { ObjectNode } from '../../domain/document/node.ts'
import type { SchemaVersion } from '../schema-versions.ts'
import { contract } from './contract.ts'
import { duplicates } from './duplicates.ts'
import { properties } from './properties.ts'
import { quality } from './quality.ts'
import { references } from './references.ts'
import type { Check, Tell } from './rule.ts'
import { viewOf } from './view.ts'

const checks: readonly Check[] = [contract, duplicates, references, quality, properties]

/** Looks at a document by all rules beyond the schema. They are those of ODCS 3. */
export function lookAt(document: ObjectNode, version: SchemaVersion, tell: Tell): void {
  if (version < '3') return
  const view = viewOf(document)
  for (const check of checks) check(view, tell, version)
}
