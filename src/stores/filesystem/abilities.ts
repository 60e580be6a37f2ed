import { randomUUID } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, ifThere } from './file-faults.ts'
import type { NameRules } from './file-names.ts'
import { type Claim, claim, writeDurably } from './files.ts'
import { mountOf } from './mounts.ts'

/** What a disk can do, as it has shown. */
export interface Abilities {
  /** The kind of file system, such as `ext4`, where the system tells. */
  readonly mount: string | undefined
  /** Whether a network is between, so that questions take longer and what others do may be seen late. */
  readonly isRemote: boolean
  readonly claim: Claim
  readonly names: NameRules
}

/** Characters that some disk refuses or replaces. */
const doubtful = ['\\', ':', '*', '?', '"', '<', '>', '|', '\t', '\n', '\u0001', '\u007f']
/** The longest names that disks are known to hold, in bytes. */
const lengths = [255, 143]

/**
 * Tries out what a disk can do, in a folder that is there and empty, and will be removed.
 *
 * @throws Error of the system when the folder takes no files, or a file cannot take the place of another.
 */
export async function probe(folder: string): Promise<Abilities> {
  const { kind, isRemote } = await mountOf(folder)
  try {
    await requireReplacement(folder)
    return { mount: kind, isRemote, claim: await probeClaim(folder), names: await probeNames(folder) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function requireReplacement(folder: string): Promise<void> {
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  await writeDurably(first, 'old')
  await writeDurably(second, 'new')
  await rename(second, first)
  if ((await readFile(first, 'utf8')) !== 'new') {
    throw Object.assign(new Error('a file was renamed and did not take the place of the other'), {
      code: 'EIO',
    })
  }
}

/** The first manner in which a place can be taken once, and not twice. */
async function probeClaim(folder: string): Promise<Claim> {
  for (const manner of ['link', 'folder'] as const) {
    const place = join(folder, `place-${manner}`)
    const take = async (text: string) => {
      const file = join(folder, randomUUID())
      await writeFile(file, text)
      return claim(manner, file, place)
    }
    const outcomes = [await take('first').catch(() => undefined), await take('second').catch(() => undefined)]
    if (outcomes[0] === true && outcomes[1] === false) return manner
  }
  return 'alone'
}

async function probeNames(folder: string): Promise<NameRules> {
  const refused = new Set<string>()
  for (const character of doubtful) if (!(await keeps(folder, `a${character}b`))) refused.add(character)
  let longest = 0
  for (const length of lengths)
    if (longest === 0 && (await keeps(folder, 'n'.repeat(length)))) longest = length
  return {
    refused,
    longest: longest || 100,
    refusesLastDot: !(await keeps(folder, 'dot.')),
    foldsNames: (await folds(folder, 'case', 'CASE')) || (await folds(folder, 'caf\u00e9', 'cafe\u0301')),
  }
}

/** Whether a file of that name can be made, and is listed by the same name. */
async function keeps(folder: string, name: string): Promise<boolean> {
  try {
    await writeFile(join(folder, name), '', { flag: 'wx' })
    return (await readdir(folder)).includes(name)
  } catch (error) {
    // what has nothing to do with the name
    if (['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error
    return false
  }
}

/** Whether a file is found by another name than its own, or does not keep its own. */
async function folds(folder: string, name: string, other: string): Promise<boolean> {
  const own = join(folder, 'names')
  await mkdir(own)
  try {
    if (!(await keeps(own, name))) return true
    return (await ifThere(access(join(own, other)).then(() => true))) ?? false
  } finally {
    await rm(own, { recursive: true })
  }
}
