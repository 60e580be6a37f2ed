import { RegistryError } from '../../src/domain/errors.ts'

/** What a call throws, which must be the registry's own error. */
export function faultOf(call: () => unknown): RegistryError {
  try {
    call()
  } catch (error) {
    if (error instanceof RegistryError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
