import { readStored } from './contract-version.ts'
import type { ObjectNode } from './document/node.ts'
import { isSameValue } from './document/same-value.ts'
import { writeJson } from './document/write-json.ts'
import { fingerprintOf } from './fingerprint.ts'

/** In what a stored document and an uploaded one are the same. */
export interface Comparison {
  /** In every character but for white space. */
  readonly isSameText: boolean
  /** In value, see `isSameValue`. */
  readonly isSameValue: boolean
  /**
   * To the ODCS model, but for their `status` at the root: putting one in the place of the other is a move of the
   * status and no more.
   */
  readonly isSameButStatus: boolean
}

const different: Comparison = { isSameText: false, isSameValue: false, isSameButStatus: false }

/** Compares two documents, as JSON. What is no JSON object is the same as nothing. Takes long for long ones. */
export function compareDocuments(stored: string, upload: string): Comparison {
  const [left, right] = [readStored(stored), readStored(upload)]
  if (!left || !right) return different
  return {
    isSameText: writeJson(left) === writeJson(right),
    isSameValue: isSameValue(left, right),
    isSameButStatus: contentFingerprint(left) === contentFingerprint(right),
  }
}

function contentFingerprint(document: ObjectNode): string {
  return fingerprintOf({ ...document, members: document.members.filter(({ key }) => key !== 'status') })
}
