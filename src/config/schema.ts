import { z } from 'zod'
import { auth } from './sections/auth.ts'
import { type ContractStoreConfig, contractStore } from './sections/contract-store.ts'
import { policy } from './sections/policy.ts'
import { server } from './sections/server.ts'
import { testRuns } from './sections/test-runs.ts'
import { validation } from './sections/validation.ts'

/** Every key of the configuration, with its type and default. */
export const configSchema = z.object({ contractStore, auth, server, policy, testRuns, validation })

/** The configuration of a service. Of the keys of stores it has those of its own store only. */
export type Config = DeepReadonly<Omit<z.output<typeof configSchema>, 'contractStore'>> & {
  readonly contractStore: ContractStoreConfig
}

type DeepReadonly<T> = T extends Date ? T : { readonly [K in keyof T]: DeepReadonly<T[K]> }
