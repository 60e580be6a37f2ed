import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ContractComparison } from '../../domain/compatibility/comparison.ts'
import { comparisonMarkdown, comparisonText } from '../../domain/compatibility/comparison-text.ts'
import { RegistryError } from '../../domain/errors.ts'
import { addVary } from '../edge/cache-control.ts'
import { comparisonBody } from '../wire/comparison.ts'
import { preferredType } from './media-types.ts'

/** The ways in which a comparison is told, by the values of `format`. */
export const comparisonTypes = {
  json: 'application/json',
  text: 'text/plain',
  markdown: 'text/markdown',
} as const
export type ComparisonFormat = keyof typeof comparisonTypes
export const comparisonFormats = Object.keys(comparisonTypes) as ComparisonFormat[]

/**
 * How a request wants to be told: by its `format`, else by its `Accept`.
 *
 * @throws RegistryError `not-acceptable` when `Accept` leaves none.
 */
export function comparisonFormat(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: ComparisonFormat | undefined,
): ComparisonFormat {
  if (asked) return asked
  addVary(reply, 'Accept')
  const type = preferredType(request.headers.accept, Object.values(comparisonTypes))
  const format = comparisonFormats.find(one => comparisonTypes[one] === type)
  if (format) return format
  const types = Object.values(comparisonTypes).join(', ')
  throw new RegistryError('not-acceptable', `Accept asks for none of the representations there are: ${types}`)
}

/** Answers with a comparison. */
export function sendComparison(
  reply: FastifyReply,
  comparison: ContractComparison,
  format: ComparisonFormat,
): FastifyReply {
  reply.type(`${comparisonTypes[format]}; charset=utf-8`)
  if (format === 'json') return reply.send(JSON.stringify(comparisonBody(comparison)))
  return reply.send(format === 'text' ? comparisonText(comparison) : comparisonMarkdown(comparison))
}
