import { type ErrorCode, RegistryError } from '../domain/errors.ts'

const codes: ReadonlySet<ErrorCode> = new Set([
  'malformed-document',
  'invalid-document',
  'document-too-large',
])

/** Whether an error says that no contract can be read in a document: it is of that document, and says nothing of where it is kept. */
export function isUnreadable(error: unknown): error is RegistryError {
  return error instanceof RegistryError && codes.has(error.code)
}
