import { type Edit, edited } from '../domain/document/edit.ts'
import { endOf } from '../domain/document/json-place.ts'
import type { DocumentNode, Member } from '../domain/document/node.ts'

/** Members that hold rows, or values, of the data that was tested, wherever they stand. */
const samples = new Set(['failedSamples', 'failed_samples', 'samples', 'sampleRows', 'sample_rows'])
/** Members that hold a list of faults, each with the value that it was found in. */
const sampleLists = new Set(['sample_errors', 'sampleErrors'])

/**
 * A report without samples of the data that was tested: `null` stands in their place, and all else is as it was sent.
 *
 * @param text the report as it was sent.
 * @param report what was read of it.
 */
export function withoutSamples(text: string, report: DocumentNode): string {
  const edits: Edit[] = []
  collect(text, report, edits)
  return edits.length === 0 ? text : edited(text, edits)
}

function collect(text: string, node: DocumentNode, edits: Edit[], isSampleList = false): void {
  if (node.kind === 'array') for (const item of node.items) collect(text, item, edits, isSampleList)
  if (node.kind !== 'object') return
  for (const member of node.members) {
    const { key, value } = member
    if (samples.has(key) || (isSampleList && isOfData(member))) drop(text, value, edits)
    else collect(text, value, edits, sampleLists.has(key))
  }
}

/** The message of a fault may quote the value. */
function isOfData({ key }: Member): boolean {
  return key === 'value' || key === 'message'
}

function drop(text: string, value: DocumentNode, edits: Edit[]): void {
  if (value.kind === 'literal' && value.value === null) return
  edits.push({ start: value.offset, end: endOf(text, value), text: 'null' })
}
