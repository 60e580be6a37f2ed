import { createHash } from 'node:crypto'

/**
 * The name that git gives to the bytes of a file.
 *
 * @param nameLength how long the names of objects are in the repository.
 */
export function blobName(content: Buffer, nameLength: number): string {
  const hash = createHash(nameLength === 40 ? 'sha1' : 'sha256')
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex')
}
