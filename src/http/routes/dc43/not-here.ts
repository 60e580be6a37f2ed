import { RegistryError } from '../../../domain/errors.ts'
import type { Server } from '../../server.ts'

/** What is asked of dc43's governance service and not done by this one; the detail says what to do instead. */
export function notHere(detail: string): RegistryError {
  return new RegistryError('not-implemented', detail)
}

const drafts =
  'this registry writes no drafts of contracts: set draft_on_violation to false, or have a governance service in the job write them (build_local_governance_service) and publish them with PUT /contracts/{contract_id}/versions/{contract_version}'

/** @throws RegistryError `not-implemented` for a job that wants a draft when its data breaks the contract. */
export function refuseDrafts({
  draft_on_violation: wanted,
}: {
  draft_on_violation?: boolean | null | undefined
}) {
  if (wanted) throw notHere(drafts)
}

const others = [
  ['POST', '/governance/draft', drafts],
  ['POST', '/governance/review', drafts],
  [
    'POST',
    '/governance/lineage',
    'this registry keeps no lineage: send OpenLineage events to a service that does, and use no publication mode open_data_lineage',
  ],
  [
    'POST',
    '/governance/auth',
    'this registry keeps no credentials of others: send its token with each request, which RemoteGovernanceServiceClient(token=…) does',
  ],
  [
    'GET',
    '/governance/dataset-records',
    'this registry makes no records for the pages of dc43: read GET /governance/activity?include_status=true, which they are made of',
  ],
  [
    'POST',
    '/data-quality/evaluate',
    'this registry looks at no data: evaluate it in the job, or send what it has counted to POST /governance/evaluate',
  ],
] as const

/** The routes of dc43's governance that are not served: their answer says what to do instead. */
export function refuseOtherGovernance(server: Server): void {
  for (const [method, url, detail] of others) {
    server.route({
      method,
      url,
      schema: { hide: true },
      config: { permission: 'read' },
      // whatever the body says
      async preParsing() {
        throw notHere(detail)
      },
      handler: () => undefined,
    })
  }
}
