import { existsSync } from 'node:fs'
import type { LoadedConfig } from '../config/load.ts'
import { problemAt } from '../config/load.ts'
import { openStore } from '../stores/open.ts'
import type { TransferStore } from '../stores/transfer-store.ts'
import { DocumentWorkers } from '../workers/document-workers.ts'
import { policyOf } from './policy-of.ts'
import { withStoreOf } from './store-of.ts'

type Step<T> = (store: TransferStore) => Promise<T>

/** Does something with the store of a configuration, and closes it. The store is made when it is not there. */
export async function withTarget<T>(loaded: LoadedConfig, step: Step<T>): Promise<T> {
  const documents = new DocumentWorkers()
  const log = { info: () => undefined, warn: () => undefined }
  try {
    const store = await withStoreOf(loaded, () =>
      openStore(loaded.config.contractStore, {
        documents,
        log,
        policy: policyOf(loaded.config),
        withoutUpkeep: true,
      }),
    )
    try {
      return await step(store)
    } finally {
      await store.close()
    }
  } finally {
    await documents.close()
  }
}

/** Reads the store of a configuration, which has to be there: a mistyped name is no empty store. */
export function withSource<T>(loaded: LoadedConfig, step: Step<T>): Promise<T> {
  const missing = missingPlace(loaded)
  if (missing) throw problemAt(loaded, missing.key, `there is no ${missing.path}`)
  return withTarget(loaded, async store => {
    await store.enterForeignChanges()
    return step(store)
  })
}

/** The file or folder of a store that is not there; servers tell by themselves. */
function missingPlace({ config }: LoadedConfig): { key: string; path: string } | undefined {
  const store = config.contractStore
  const [key, path] =
    store.type === 'filesystem' || store.type === 'git' || store.type === 'collibra_stub'
      ? ['contract_store.root', store.root]
      : store.type === 'sql' && store.dsn.dialect === 'sqlite'
        ? ['contract_store.dsn', store.dsn.file]
        : ['', undefined]
  return path === undefined || existsSync(path) ? undefined : { key, path }
}
