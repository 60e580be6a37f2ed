import type { ContractStoreConfig } from '../config/sections/contract-store.ts'
import type { OpenParts } from './open-parts.ts'
import type { TransferStore } from './transfer-store.ts'

/**
 * Opens the store of a configuration. Only the code of its type is loaded.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export async function openStore(config: ContractStoreConfig, parts: OpenParts): Promise<TransferStore> {
  switch (config.type) {
    case 'sql': {
      const { openSqlStore } = await import('./sql/open.ts')
      return openSqlStore(config, parts)
    }
    case 'custom': {
      const { openCustomStore } = await import('./custom/open.ts')
      return openCustomStore(config, parts)
    }
    case 'collibra_http': {
      const { openCollibraStore } = await import('./collibra/open.ts')
      return openCollibraStore(config, parts)
    }
    case 'filesystem':
    case 'collibra_stub': {
      const { openFolderStore } = await import('./filesystem/open-store.ts')
      return openFolderStore(config, parts)
    }
    case 'git': {
      const { openGitStore } = await import('./git/open-store.ts')
      return openGitStore(config, parts)
    }
    case 'delta': {
      const { openDeltaStore } = await import('./delta/open-store.ts')
      return openDeltaStore(config, parts)
    }
  }
}
