import { type Edit, edited } from '../domain/document/edit.ts'
import { endOf } from '../domain/document/json-place.ts'
import type { DocumentNode } from '../domain/document/node.ts'

/** Members that hold rows, or values, of the data that was tested, wherever they stand and however they are written. */
const samples = new Set(['failedsamples', 'samples', 'samplerows'])
/** Members that hold faults, each with the value that it was found in. */
const sampleLists = new Set(['sampleerrors'])
/** What of a fault is data; its message may quote the value. */
const ofData = new Set(['value', 'message'])

/**
 * A report without samples of the data that was tested: `null` stands in their place, and all else is as it was sent.
 *
 * @param text the report as it was sent.
 * @param report what was read of it.
 */
export function withoutSamples(text: string, report: DocumentNode): string {
  const edits: Edit[] = []
  collect(text, report, edits, false)
  return edits.length === 0 ? text : edited(text, edits)
}

/** @param isInSamples whether this is a part of faults, however deep. */
function collect(text: string, node: DocumentNode, edits: Edit[], isInSamples: boolean): void {
  if (node.kind === 'array')
    for (const item of node.items) {
      // a fault that is a mere text or number says no more than what was found
      if (isInSamples && item.kind !== 'object' && item.kind !== 'array') drop(text, item, edits)
      else collect(text, item, edits, isInSamples)
    }
  if (node.kind !== 'object') return
  for (const { key, value } of node.members) {
    const name = plainName(key)
    if (samples.has(name) || (isInSamples && ofData.has(name))) drop(text, value, edits)
    else collect(text, value, edits, isInSamples || sampleLists.has(name))
  }
}

/** A name without what tells `failedSamples`, `failed_samples` and `Failed-Samples` apart. */
function plainName(key: string): string {
  return key.replaceAll(/[_-]/g, '').toLowerCase()
}

function drop(text: string, value: DocumentNode, edits: Edit[]): void {
  if (value.kind === 'literal' && value.value === null) return
  edits.push({ start: value.offset, end: endOf(text, value), text: 'null' })
}
