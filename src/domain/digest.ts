import { createHash, hash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/**
 * What tells a stored document from others: 128 bits, which no two documents of one version share by accident, and a
 * checksum that is quick to verify.
 *
 * @param source the bytes of the YAML upload, when there was one.
 */
export function digestOf(json: string | Uint8Array, source: Uint8Array | undefined): string {
  const digest = source
    ? createHash('sha256').update(json).update('\0').update(source).digest()
    : hash('sha256', json, 'buffer')
  return `${digest.subarray(0, 16).toString('base64url')}.${checksum(json)}`
}

/**
 * Whether a digest was made of this very text. A program that writes the same table may lay out a document again without
 * changing its meaning, and so its fingerprint; an entity tag must change all the same. Quick, for it is asked at each read.
 */
export function isDigestOf(digest: string, json: string): boolean {
  return digest.endsWith(`.${checksum(json)}`)
}

function checksum(json: string | Uint8Array): string {
  return crc32(json).toString(36)
}
