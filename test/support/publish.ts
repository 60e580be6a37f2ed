import type { Author } from '../../src/domain/history.ts'
import type { IndexedVersion } from '../../src/search/catalogue/indexed-version.ts'
import type { ChangeOutcome, ContractStore } from '../../src/stores/store.ts'

/** Whoever changes something in a test where it does not matter who. */
export const somebody: Author = { caller: 'somebody', reason: undefined, requestId: undefined }

/** Stores a version in place of what its id and version held before, whatever that is. */
export function publish(
  store: Pick<ContractStore, 'change'>,
  version: IndexedVersion,
  author: Author = somebody,
): Promise<ChangeOutcome> {
  return store.change(version, async () => ({ operation: 'publish', version }), author)
}
