import type { FastifyReply } from 'fastify'
import type { PlannedChange } from '../contracts/writer.ts'
import type { DocumentFormat } from '../domain/contract-version.ts'
import { RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { Answer } from './openapi/operation.ts'
import { dryRun, dryRunJson, refusedDryRunJson } from './wire/dry-run.ts'
import { type Problem, problemOf } from './wire/problem.ts'

/**
 * Answers what a change would do, and changes nothing.
 *
 * @param plan makes the change that is asked for; what it throws is told as a problem of the answer.
 * @param format of the representation whose entity tag is told.
 */
export async function sendDryRun(
  reply: FastifyReply,
  identity: VersionIdentity,
  plan: () => PlannedChange,
  format: DocumentFormat = 'json',
): Promise<FastifyReply> {
  return reply.send(await dryRunOf(identity, plan, format))
}

async function dryRunOf(identity: VersionIdentity, plan: () => PlannedChange, format: DocumentFormat) {
  try {
    return dryRunJson(identity, await plan().preview(), format)
  } catch (error) {
    return refusedDryRunJson(identity, refusalOf(error))
  }
}

/**
 * The problem with what a dry run was asked for; a document that is no contract is one of the things it is there to
 * find out.
 *
 * @throws the error when it is about the service and not about what was asked, and when the caller may not even ask.
 */
export function refusalOf(error: unknown): Problem {
  const problem = problemOf(error)
  if (!(error instanceof RegistryError) || problem.status >= 500 || problem.status === 403) throw error
  return problem
}

/** The answer to a dry run, in the API description. */
export const dryRunAnswer: Answer = {
  name: 'DryRun',
  description: 'With `dry_run=true`: what would happen. Nothing was changed.',
  content: { 'application/json': dryRun },
}
