import type { SqlContractStore } from '../sql/store.ts'

/** Where the index of a log is kept. It can be made again of the log at any time. */
export interface IndexSource {
  /** The key of the configuration that names it. */
  readonly key: string

  /** Whether other instances use it as well. */
  readonly isShared: boolean

  /** Whether what is in no log may be kept beside it: that outlasts the process, and stays when the index is made again. */
  readonly keepsOthers: boolean

  /** Opens it; makes it when it is not there, or of no use. */
  open(): Promise<SqlContractStore>

  /** Puts an empty one in its place; the one that was opened is closed. */
  renew(): Promise<void>

  /** Lets others use it, once it is closed. */
  release(): void
}

/**
 * An index in a database that several instances may use.
 *
 * @param keepsOthers false for a database that is gone with the process.
 */
export function sharedIndex(
  key: string,
  open: () => Promise<SqlContractStore>,
  { keepsOthers = true } = {},
): IndexSource {
  return {
    key,
    ...{ isShared: true, keepsOthers },
    open,
    release: () => undefined,
    async renew() {
      const store = await open()
      try {
        await store.clear()
      } finally {
        await store.close()
      }
    },
  }
}
