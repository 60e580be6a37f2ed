import { redactDsn } from '../../config/dsn/redact.ts'
import type { CollibraHttpStoreConfig } from '../../config/sections/contract-store.ts'
import { canBeActive } from '../../domain/collibra-status.ts'
import type { Documents } from '../indexed/documents.ts'
import { GuardedDocuments } from '../indexed/guarded-documents.ts'
import { MirroredStore } from '../indexed/mirrored-store.ts'
import { openIndex } from '../indexed/open-index.ts'
import type { OpenParts } from '../open-parts.ts'

import { CollibraClient } from './client.ts'
import { Contracts } from './contracts.ts'
import { type ManifestParts, Manifests } from './manifests.ts'
import { PortContracts } from './port-contracts.ts'
import { Ports } from './ports.ts'
import { Users } from './users.ts'

/**
 * Opens the store of contracts in Collibra, and the index beside it. Collibra may be away meanwhile.
 *
 * @throws StoreOpenError when the index cannot be used, which names the configuration key to look at.
 */
export async function openCollibraStore(
  config: CollibraHttpStoreConfig,
  parts: OpenParts,
): Promise<MirroredStore> {
  const { policy = { approvedStatuses: [] }, log } = parts
  const isApproved = (status: string | undefined) => canBeActive(policy, config.defaultStatus, status)
  const closing = new AbortController()
  const documents = new GuardedDocuments(
    documentsOf(config, { documents: parts.documents, isApproved }, closing.signal),
    closing,
  )
  const interval = config.reconcileInterval * 1000
  const options = { interval, isReadyAlone: true, canBeActive: isApproved }
  const store = await openIndex(
    config,
    parts,
    (...index) => new MirroredStore(index, documents, log, options),
  )
  log.info({ index: redactDsn(config.indexDsn) }, historyNote)
  if (!parts.withoutUpkeep) store.lookForChanges()
  return store
}

const historyNote =
  'the history, the links and the former revisions of contracts in Collibra are kept in this database only: keep it on a disk that lasts, and back it up'

function documentsOf(
  {
    timeout,
    catalog = {},
    contractsEndpointTemplate: template,
    defaultStatus,
    ...access
  }: CollibraHttpStoreConfig,
  { documents, isApproved }: Pick<ManifestParts, 'documents' | 'isApproved'>,
  signal: AbortSignal,
): Documents {
  const client = new CollibraClient({ ...access, timeout: timeout * 1000 }, signal)
  if (template !== undefined)
    return new PortContracts({ client, template, catalog, defaultStatus, isApproved })
  const [contracts, ports, users] = [new Contracts(client), new Ports(client, catalog), new Users(client)]
  return new Manifests({ client, contracts, ports, users, documents, isApproved })
}
