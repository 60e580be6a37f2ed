import { readFile } from 'node:fs/promises'

/** Kinds of file systems between which and this machine there is no network. All others may be slow, or cache what others do. */
const localKinds = new Set([
  ...['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'zfs', 'f2fs', 'bcachefs', 'jfs', 'reiserfs', 'tmpfs', 'ramfs'],
  ...[
    'overlay',
    'aufs',
    'vfat',
    'exfat',
    'ntfs',
    'ntfs3',
    'fuseblk',
    'apfs',
    'hfsplus',
    'ecryptfs',
    'squashfs',
  ],
])

/** The kind of the file system that a folder is on, such as `ext4` or `nfs4`. */
export interface Mount {
  /** Undefined where the system does not tell: it is taken for a local disk then. */
  readonly kind: string | undefined
  readonly isRemote: boolean
}

/** What a folder is mounted from, by the longest mount point that it is in. */
export async function mountOf(folder: string): Promise<Mount> {
  const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  const kind = mountKind(table, folder)
  return { kind, isRemote: kind !== undefined && !localKinds.has(kind) }
}

/** The kind of the file system of a path, as a table of Linux says (`/proc/self/mountinfo`). */
export function mountKind(table: string, path: string): string | undefined {
  let longest = ''
  let kind: string | undefined
  for (const line of table.split('\n')) {
    const [fields = '', others = ''] = line.split(' - ')
    const point = fields.split(' ')[4]?.replaceAll(/\\([0-7]{3})/g, (_, octal) => {
      return String.fromCharCode(Number.parseInt(octal, 8))
    })
    if (point === undefined || point.length < longest.length) continue
    if (path !== point && !path.startsWith(point.endsWith('/') ? point : `${point}/`)) continue
    longest = point
    kind = others.split(' ')[0]
  }
  return kind
}
