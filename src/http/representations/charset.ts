import type { FastifyRequest } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'

/** The names of UTF-8, and of what is part of it. */
const supported = new Set(['utf-8', 'utf8', 'us-ascii'])

/** A parameter of a media type (RFC 9110, section 5.6.6). */
const parameter = /;\s*([^\s=;]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^;]*))?/g

/**
 * Refuses a body that says of itself that it is no UTF-8: read as UTF-8 it would be another text, or none.
 *
 * @throws RegistryError `unsupported-media-type`.
 */
export function requireUtf8({ headers }: FastifyRequest): void {
  for (const [, name = '', value = ''] of (headers['content-type'] ?? '').matchAll(parameter)) {
    if (name.toLowerCase() !== 'charset') continue
    const charset = value.trim().replace(/^"(.*)"$/, '$1')
    if (!supported.has(charset.toLowerCase())) {
      throw new RegistryError(
        'unsupported-media-type',
        `the Content-Type has the charset ${quotedExcerpt(charset)}, which is not supported; send UTF-8`,
      )
    }
  }
}
