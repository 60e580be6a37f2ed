import { readStored } from './contract-version.ts'
import { fingerprintOf } from './fingerprint.ts'

/**
 * Whether two stored documents say the same to the ODCS model but for their `status` at the root, so that putting one
 * in the place of the other is a move of the status and no more. Never true of what is no JSON object.
 */
export function sameContentButStatus(a: string, b: string): boolean {
  const left = contentFingerprint(a)
  return left !== undefined && left === contentFingerprint(b)
}

function contentFingerprint(json: string): string | undefined {
  const document = readStored(json)
  if (!document) return undefined
  return fingerprintOf({ ...document, members: document.members.filter(({ key }) => key !== 'status') })
}
