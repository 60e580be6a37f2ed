import type { DocumentNode, ObjectNode } from '../domain/document/node.ts'
import { plainValue } from '../domain/document/plain-value.ts'
import { isTooManyFaults, type Validator } from './compile.ts'
import type { RawFault } from './raw-fault.ts'
import type { Schema } from './schema-files.ts'
import { sift } from './sift.ts'

/** What a schema says about a document. */
export interface Judgement {
  readonly faults: readonly RawFault[]
  /** Whether only the beginning of each list was looked at, because there are too many faults. */
  readonly isPartial: boolean
}

/** How much of each list and object is looked at: all of it, or where that has too many faults, less and less. */
const lengths = [Infinity, 20, 2]

/**
 * What a schema says about a document.
 *
 * @param apiVersion what the document is taken to declare, as schemas allow it in one form only.
 */
export function judge(
  document: ObjectNode,
  { validator, schema }: { readonly validator: Validator; readonly schema: Schema },
  apiVersion: string | undefined,
): Judgement {
  for (const length of lengths) {
    const value = length === Infinity ? plainValue(document) : beginning(document, length)
    if (apiVersion !== undefined) (value as Record<string, unknown>).apiVersion = apiVersion
    try {
      const isPartial = length !== Infinity
      if (validator(value)) return { faults: [], isPartial }
      const faults = sift(validator.errors ?? [], schema)
      return { faults: isPartial ? faults.filter(fault => isOfWhole(fault, length)) : faults, isPartial }
    } catch (error) {
      if (!isTooManyFaults(error)) throw error
    }
  }
  return { faults: [], isPartial: true }
}

/** A document with the beginning of each list, and of each object that is long. */
function beginning(node: DocumentNode, length: number): unknown {
  if (node.kind === 'array') return node.items.slice(0, length).map(item => beginning(item, length))
  if (node.kind !== 'object') return plainValue(node)
  const members = node.members.slice(0, mostMembers(length))
  return Object.fromEntries(members.map(({ key, value }) => [key, beginning(value, length)]))
}

function mostMembers(length: number): number {
  return 50 * length
}

/** Whether a fault is one of the whole document too: what was left out of an object is not missing there. */
function isOfWhole({ keyword, data }: RawFault, length: number): boolean {
  return keyword !== 'required' || Object.keys(data as object).length < mostMembers(length)
}
