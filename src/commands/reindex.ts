import { openStore } from '../stores/open.ts'
import type { ReindexProgress } from '../stores/transfer-store.ts'
import { judgingRules } from '../validation/policy.ts'
import { DocumentWorkers } from '../workers/document-workers.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { policyOf } from './policy-of.ts'
import { withStoreOf } from './store-of.ts'
import { validationOf } from './validation-of.ts'

/** The least time between two lines of progress, in milliseconds. */
const progressInterval = 1000

/** Rebuilds the search index from the documents, while services read and write. */
export async function reindex({ loadConfig, options, print }: CommandContext): Promise<ExitCode> {
  const loaded = loadConfig()
  const log = { info: () => undefined, warn: () => undefined }
  const documents = new DocumentWorkers(judgingRules(await validationOf(loaded.config)))
  const store = await withStoreOf(loaded, () =>
    openStore(loaded.config.contractStore, { documents, log, policy: policyOf(loaded.config) }),
  )
  try {
    const { total } = await store.listContracts({ limit: 0, offset: 0 })
    let printedAt = Date.now()
    const onProgress = ({ seen, last }: ReindexProgress) => {
      if (Date.now() - printedAt < progressInterval) return
      printedAt = Date.now()
      print(`${seen} of ${total} contracts; when interrupted, continue with --after ${JSON.stringify(last)}`)
    }
    const { seen, rebuilt } = await store.reindex({
      onlyMissing: options.missing,
      after: options.after,
      onProgress,
    })
    print(`looked at ${seen} contracts and indexed ${rebuilt} of them`)
    return 0
  } finally {
    await store.close()
    await documents.close()
  }
}
