import type { RuleLevels } from '../domain/compatibility/judge.ts'
import { LongYaml } from '../domain/compatibility/places-in-yaml.ts'
import { contractInYaml, readContract } from '../domain/compatibility/read-contract.ts'
import { compareContracts, type Differences, type ReadContract } from '../domain/compatibility/report.ts'
import { readStored } from '../domain/contract-version.ts'
import { type DocumentNode, stringMember } from '../domain/document/node.ts'
import { RegistryError } from '../domain/errors.ts'
import type { Comparable } from './indexed-documents.ts'

/** Two documents that were compared. */
export interface ComparedDocuments {
  readonly differences: Differences
  /** The version that the newer one says it is. */
  readonly version: string | undefined
}

/**
 * Up to how many characters and values two documents have that are compared at once: that takes some tens of milliseconds
 * whatever they are, and a worker thread takes as long to start.
 */
const quickLength = 512 * 1024
const quickValues = 30_000

/** In what a document differs from a stored one that is older, see `compareContracts`. */
export function compareWithStored(stored: string, newer: Comparable, levels: RuleLevels): ComparedDocuments {
  return compared(stored, readNewer(newer), levels)
}

/**
 * As `compareWithStored`, for what does not take long.
 *
 * @param longestYaml how many characters of YAML may be read.
 * @returns undefined for what may take long.
 */
export function compareQuickly(
  stored: string,
  newer: Comparable,
  levels: RuleLevels,
  longestYaml: number,
): ComparedDocuments | undefined {
  const { bytes, format, json } = newer
  if (json === undefined && format === 'yaml' && bytes.length > longestYaml) return undefined
  const length = stored.length + Math.max(bytes.length, json?.length ?? 0)
  // no text has more values than characters
  const hasMany = () => length > quickValues && valuesIn(stored) + valuesIn(json ?? bytes) > quickValues
  if (length > quickLength || hasMany()) return undefined
  try {
    const after = readNewer(newer, longestYaml)
    // aliases may make many values of a few
    return hasMoreValues(after.document, quickValues) ? undefined : compared(stored, after, levels)
  } catch (error) {
    if (error instanceof LongYaml) return undefined
    throw error
  }
}

function readNewer({ bytes, format, json, contract }: Comparable, longestYaml?: number): ReadContract {
  if (contract) return contract
  const known = json === undefined ? undefined : readStored(json)
  return known ? contractInYaml(known, bytes, longestYaml) : readContract(bytes, format)
}

function compared(stored: string, after: ReadContract, levels: RuleLevels): ComparedDocuments {
  const before = readStored(stored)
  if (!before) throw new RegistryError('not-acceptable', 'the stored document cannot be read as JSON')
  return {
    differences: compareContracts(before, after, levels),
    version: stringMember(after.document, 'version'),
  }
}

function hasMoreValues(document: DocumentNode, most: number): boolean {
  let count = 0
  const exceeds = (node: DocumentNode): boolean => {
    if (++count > most) return true
    if (node.kind === 'object') return node.members.some(({ value }) => exceeds(value))
    return node.kind === 'array' && node.items.some(exceeds)
  }
  return exceeds(document)
}

/** At least as many values as a JSON text has: one for each comma and bracket, be they in strings. */
function valuesIn(text: string | Uint8Array): number {
  let count = 0
  for (const byte of Buffer.from(text)) if (byte === 0x2c || byte === 0x5b || byte === 0x7b) count++
  return count
}

export const comparisonTasks = {
  /** See `compareWithStored`. */
  differences(stored: string, newer: Comparable, levels: RuleLevels): ComparedDocuments {
    return compareWithStored(stored, newer, levels)
  },
}
