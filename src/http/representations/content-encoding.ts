import { createGunzip } from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'
import { BodyBytes } from '../edge/body-bytes.ts'
import { readBody } from '../edge/request-body.ts'
import { requireUtf8 } from './charset.ts'

/** How much is unzipped at a time, in bytes. */
const unzippedChunk = 64 * 1024

/**
 * A body as it was before its client zipped it, for every route that reads one; all of them read UTF-8.
 *
 * @throws RegistryError `unsupported-media-type` for another charset; `unsupported-encoding`; `malformed-document` for
 *   what is no gzip data; and as `readBody`, also for what comes out of it.
 */
export async function readUnzipped(request: FastifyRequest): Promise<Buffer> {
  requireUtf8(request)
  const coding = request.headers['content-encoding']?.trim().toLowerCase() || 'identity'
  if (coding === 'identity') return readBody(request)
  if (coding === 'gzip' || coding === 'x-gzip') return unzipped(request, await readBody(request))
  throw new RegistryError(
    'unsupported-encoding',
    `the Content-Encoding ${quotedExcerpt(coding)} is not supported; send gzip or none`,
  )
}

/** What grows out of the body counts as it grows. */
async function unzipped({ bodyRoom, routeOptions }: FastifyRequest, zipped: Buffer): Promise<Buffer> {
  if (!bodyRoom) return zipped
  const bytes = new BodyBytes(bodyRoom, routeOptions.bodyLimit, 'the unzipped body')
  const source = createGunzip({ chunkSize: unzippedChunk })
  source.end(zipped)
  try {
    for await (const chunk of source) bytes.append(chunk as Buffer)
  } catch (error) {
    if (error instanceof RegistryError) throw error
    throw new RegistryError('malformed-document', 'the body is not valid gzip data', [], { cause: error })
  }
  bodyRoom.giveBack(zipped.length)
  return bytes.toBuffer()
}
