import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseJson } from '../../domain/document/parse-json.ts'
import { plainValue } from '../../domain/document/plain-value.ts'
import { RegistryError } from '../../domain/errors.ts'
import { decodeUtf8 } from '../../domain/utf8.ts'
import { readUnzipped } from './content-encoding.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the text of a JSON body is kept beside its value, for what no value has, such as how a number is written. */
    keepsJsonText?: boolean
  }
  interface FastifyRequest {
    jsonText: string | undefined
  }
}

/**
 * Reads the JSON bodies of all routes that take no document as strictly as documents are read: by RFC 8259, in UTF-8, with
 * no member twice.
 */
export function receiveJson(app: FastifyInstance): void {
  app.decorateRequest('jsonText')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', readJson)
}

async function readJson(request: FastifyRequest): Promise<unknown> {
  try {
    const text = decodeUtf8(await readUnzipped(request))
    if (text === undefined) throw notJson('it is not UTF-8 text')
    if (text.trim() === '') throw notJson('it is empty')
    if (request.routeOptions.config.keepsJsonText) request.jsonText = text
    return plainValue(parseJson(text))
  } catch (error) {
    const isMalformed = error instanceof RegistryError && error.code === 'malformed-document'
    // of a request that brings no document none can be malformed
    throw isMalformed
      ? new RegistryError('invalid-request', detailOf(error), error.findings, { cause: error })
      : error
  }
}

function detailOf({ message, findings: [fault] }: RegistryError): string {
  if (!fault) return message
  return `the body is not valid JSON: at line ${fault.line}, column ${fault.column}, ${fault.detail}`
}

function notJson(reason: string): RegistryError {
  return new RegistryError('invalid-request', `the body is not valid JSON: ${reason}`)
}
