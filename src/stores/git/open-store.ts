import type { GitStoreConfig } from '../../config/sections/contract-store.ts'
import type { IndexedStore } from '../indexed/indexed-store.ts'
import { openLogStore } from '../indexed/open.ts'
import type { OpenParts } from '../open-parts.ts'
import { openGitLog } from './open-log.ts'

/** How long a command that talks to the remote may take, in milliseconds. */
const commandTimeout = 30_000

/**
 * Opens the store of a git repository.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export async function openGitStore(config: GitStoreConfig, parts: OpenParts): Promise<IndexedStore> {
  const { remoteUrl, remoteToken, sshKeyFile, knownHostsFile } = config
  const settings = {
    ...config,
    ...{ remoteUrl, remoteToken, sshKeyFile, knownHostsFile, commandTimeout },
    refreshInterval: config.refreshInterval * 1000,
    startTimeout: config.startTimeout * 1000,
  }
  const { documents, log, signal, gitObserver } = parts
  return openLogStore(config, await openGitLog(settings, documents, log, signal, gitObserver), parts)
}
