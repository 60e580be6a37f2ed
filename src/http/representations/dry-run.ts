import type { FastifyReply } from 'fastify'
import type { DocumentFormat } from '../../domain/document/read-document.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { Verdict } from '../../domain/policy.ts'
import type { PlannedChange } from '../../use-cases/changes.ts'
import { sendProblem } from '../edge/error-handler.ts'
import { dryRunJson } from '../wire/dry-run.ts'
import { problemOf } from '../wire/problem.ts'
import { verdictJson } from '../wire/verdict.ts'
import { entityTag } from './entity-tag.ts'

/**
 * Answers what a change would do, and changes nothing. One that would be refused is answered as it would be, so that a
 * script that looks at the status alone fails when it should.
 *
 * @param plan makes the change that is asked for.
 * @param format of the representation whose entity tag is shown.
 */
export async function sendDryRun(
  reply: FastifyReply,
  identity: VersionIdentity,
  plan: () => PlannedChange | Promise<PlannedChange>,
  format: DocumentFormat = 'json',
): Promise<FastifyReply> {
  const verdicts: Verdict[] = []
  try {
    const preview = await (await plan()).preview()
    verdicts.push(...preview.verdicts)
    // the one that the change itself would be refused with
    const fault = verdicts.find(verdict => verdict.fault)?.fault
    if (fault) throw fault
    const etag = preview.after && entityTag(preview.after, format)
    return reply.send(dryRunJson(identity, preview, etag, format))
  } catch (error) {
    return sendRefusal(reply, error, verdicts)
  }
}

/**
 * Answers a dry run with what was thrown, and with what the rules say.
 *
 * @throws the error when it is about the service and not about what was asked.
 */
export function sendRefusal(
  reply: FastifyReply,
  error: unknown,
  verdicts: readonly Verdict[] = [],
): FastifyReply {
  if (!(error instanceof RegistryError) || problemOf(error).status >= 500) throw error
  return sendProblem(reply.request, reply, error, { dry_run: true, verdicts: verdicts.map(verdictJson) })
}
