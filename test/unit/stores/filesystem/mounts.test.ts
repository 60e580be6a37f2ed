import { expect, test } from 'vitest'
import { mountKind } from '../../../../src/stores/filesystem/mounts.ts'

const table = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
23 22 0:21 / /contracts rw - nfs4 server:/export rw,vers=4.1
24 22 0:22 / /contracts/deep rw - cifs //host/share rw
25 22 0:23 / /with\\040space rw - fuse.s3fs s3fs rw
`

test.each([
  ['/home/x', 'ext4'],
  ['/contracts', 'nfs4'],
  ['/contracts/a', 'nfs4'],
  ['/contracts-of-others', 'ext4'],
  ['/contracts/deep/er', 'cifs'],
  ['/with space/a', 'fuse.s3fs'],
])('%s is on %s', (path, kind) => {
  expect(mountKind(table, path)).toBe(kind)
})

test('a system without such a table tells nothing', () => {
  expect(mountKind('', '/contracts')).toBeUndefined()
})
