import { redactDsn } from '../../config/dsn/redact.ts'
import type { CollibraHttpStoreConfig } from '../../config/sections/contract-store.ts'
import { canBeActive } from '../../domain/collibra-status.ts'
import { GuardedDocuments } from '../indexed/guarded-documents.ts'
import { MirroredStore } from '../indexed/mirrored-store.ts'
import { openIndex } from '../indexed/open-index.ts'
import type { OpenParts } from '../open-parts.ts'

import { CollibraClient } from './client.ts'
import { Contracts } from './contracts.ts'
import { Manifests } from './manifests.ts'
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
  const closing = new AbortController()
  const documents = new GuardedDocuments(manifestsOf(config, parts, closing.signal), closing)
  const options = { interval: config.reconcileInterval * 1000, isReadyAlone: true }
  const store = await openIndex(
    config,
    parts,
    (...index) => new MirroredStore(index, documents, parts.log, options),
  )
  parts.log.info({ index: redactDsn(config.indexDsn) }, historyNote)
  if (!parts.withoutUpkeep) store.lookForChanges()
  return store
}

const historyNote =
  'the history, the links and the former revisions of contracts in Collibra are kept in this database only: keep it on a disk that lasts, and back it up'

function manifestsOf(
  { timeout, catalog = {}, defaultStatus, ...access }: CollibraHttpStoreConfig,
  { documents, policy = { approvedStatuses: [] } }: OpenParts,
  signal: AbortSignal,
): Manifests {
  const client = new CollibraClient({ ...access, timeout: timeout * 1000 }, signal)
  return new Manifests({
    ...{ client, documents },
    contracts: new Contracts(client),
    ports: new Ports(client, catalog),
    users: new Users(client),
    isApproved: status => canBeActive(policy, defaultStatus, status),
  })
}
