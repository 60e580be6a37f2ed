import { RegistryError } from '../../../domain/errors.ts'

/** What is answered when a part of the index is not there although it is in the list of parts. */
export function damagedIndex(): RegistryError {
  return new RegistryError(
    'store-unavailable',
    'the search index of the store is damaged; its operator can make it again with dc43-registry reindex',
  )
}
