import { test } from 'node:test'
import type { Documents } from '../stores/indexed/documents.ts'
import { storeCases } from './store-cases.ts'

/**
 * Tests that a store of one's own keeps what the registry needs of it, with the test runner of Node.js. Each test uses
 * contracts with names of its own, so the storage need not be empty, and what can be deleted is deleted at the end.
 *
 * @param open opens the storage, as the default export of the module does; asked several times for the same one.
 */
export function testStore(open: () => Documents | Promise<Documents>): void {
  for (const { name, run } of storeCases) test(name, () => run(open))
}
