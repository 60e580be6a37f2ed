import { chmodSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { StoreOpenError } from '../../../../src/sql/open-error.ts'
import { claimIndexFile } from '../../../../src/stores/indexed/index-file.ts'
import { tempFolder } from '../../../support/temp-folder.ts'

const place = () => join(tempFolder(), 'dc43-registry-0123456789abcdef')

function claim(path: string, isAmongOthers = true): string {
  const { file, release } = claimIndexFile({ path, isAmongOthers })
  onTestFinished(release)
  return file
}

test('a folder among those of others is made for this user alone, and used again', () => {
  const path = place()
  for (const number of ['1', '2']) {
    expect(claim(path)).toBe(join(path, number, 'index.db'))
    expect(statSync(path).mode & 0o777).toBe(0o700)
  }
})

test.each([
  {
    what: 'is a file',
    make: (path: string) => writeFileSync(path, ''),
    fault: 'it is no folder',
  },
  {
    what: 'is a link to a folder of this user',
    make(path: string) {
      const other = tempFolder()
      chmodSync(other, 0o700)
      symlinkSync(other, path)
    },
    fault: 'it is no folder',
  },
  ...[0o770, 0o701, 0o777].map(mode => ({
    what: `has the mode ${mode.toString(8)}`,
    make(path: string) {
      mkdirSync(path)
      chmodSync(path, mode)
    },
    fault: `others may read or write it (its mode is ${mode.toString(8)}, and has to be 700)`,
  })),
  // only root may give away what is theirs
  ...(process.geteuid?.() === 0
    ? [
        {
          what: 'belongs to another user',
          make(path: string) {
            mkdirSync(path, { mode: 0o700 })
            chownSync(path, 65534, 65534)
          },
          fault: 'it belongs to the user with the id 65534, and not to 0',
        },
      ]
    : []),
])('one that $what is refused', ({ make, fault }) => {
  const path = place()
  make(path)
  const message = `no index can be kept in ${path}: ${fault}; have it removed, or name a database for the index here`
  expect(() => claim(path)).toThrow(message)
  expect(() => claim(path)).toThrow(expect.objectContaining({ key: 'contract_store.index_dsn' }))
  expect(() => claim(path)).toThrow(StoreOpenError)
})

test('a folder in a place of this user is used as it is', () => {
  const path = place()
  mkdirSync(path)
  chmodSync(path, 0o777)
  expect(claim(path, false)).toBe(join(path, '1', 'index.db'))
})
