import type { ForCaller } from '../../../use-cases/for-caller.ts'
import type { Governance } from '../../../use-cases/governance.ts'
import { parameters } from '../../parameters/closed-object.ts'
import type { Server } from '../../server.ts'
import { expectations } from '../../wire/governance.ts'
import { contractToDescribe, governanceBodyLimit } from './bodies.ts'

/** `POST /data-quality/expectations`: what a contract expects of its data, whether it is stored here or not. */
export function describeExpectations(server: Server, governance: ForCaller<Governance>): void {
  server.route({
    method: 'POST',
    url: '/data-quality/expectations',
    bodyLimit: governanceBodyLimit,
    schema: {
      operationId: 'describe_expectations',
      summary: 'List what a contract expects of its data',
      description:
        'As jobs of dc43 count it: required, unique, thresholds, values, patterns, formats, queries.',
      tags: ['dc43'],
      querystring: parameters({}),
      body: contractToDescribe,
    },
    config: {
      permission: 'read',
      operation: {
        answers: { 200: { description: 'The expectations.', content: { 'application/json': expectations } } },
        problems: ['document-too-large', 'unsupported-media-type'],
      },
    },
    async handler({ body, access, headers }, reply) {
      const length = Number(headers['content-length'] ?? governanceBodyLimit)
      const text = await governance(access).expectations(body.contract, length)
      return reply.type('application/json; charset=utf-8').send(text)
    },
  })
}
