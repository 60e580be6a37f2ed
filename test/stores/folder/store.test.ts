import { describe } from 'vitest'
import { FolderStorage } from '../../support/folder-store.ts'
import { testContractStore } from '../contract-store.suite.ts'

describe('a folder', () => {
  testContractStore(async () => new FolderStorage())
})
