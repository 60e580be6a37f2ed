import { z } from 'zod'
import { auth } from './sections/auth.ts'
import { contractStore } from './sections/contract-store.ts'
import { policy } from './sections/policy.ts'
import { server } from './sections/server.ts'

/** Every key of the configuration, with its type and default. */
export const configSchema = z.object({ contractStore, auth, server, policy })

export type Config = DeepReadonly<z.output<typeof configSchema>>

type DeepReadonly<T> = T extends Date ? T : { readonly [K in keyof T]: DeepReadonly<T[K]> }
