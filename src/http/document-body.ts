import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RegistryError } from '../domain/errors.ts'
import { takeTurns } from './document-turns.ts'
import { yamlMediaTypes } from './media-types.ts'

const inflate = promisify(gunzip)

/** Makes the routes of this scope receive documents as the bytes that were sent, unzipped where they came zipped. */
export function receiveDocuments(scope: FastifyInstance): void {
  const maxOutputLength = scope.initialConfig.bodyLimit as number
  const parse = (request: FastifyRequest, body: Buffer) =>
    decoded(request.headers['content-encoding'], body, maxOutputLength)
  scope.removeAllContentTypeParsers()
  takeTurns(scope)
  scope.addContentTypeParser(['application/json', ...yamlMediaTypes], { parseAs: 'buffer' }, parse)
}

async function decoded(encoding: string | undefined, body: Buffer, maxOutputLength: number): Promise<Buffer> {
  const coding = encoding?.trim().toLowerCase() || 'identity'
  if (coding === 'identity') return body
  if (coding !== 'gzip' && coding !== 'x-gzip') {
    throw new RegistryError(
      'unsupported-encoding',
      `the Content-Encoding ${JSON.stringify(coding)} is not supported; send gzip or none`,
    )
  }
  try {
    return await inflate(body, { maxOutputLength })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new RegistryError(
        'document-too-large',
        `the unzipped body is larger than ${maxOutputLength} bytes`,
      )
    }
    throw new RegistryError('malformed-document', 'the body is not valid gzip data', [], { cause: error })
  }
}
