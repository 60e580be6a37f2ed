import { RegistryError } from '../../domain/errors.ts'
import { LogMoved, LogRewritten } from '../indexed/record-log.ts'

const full = 'the disk of the contract folder is full'
const noWrites = 'the contract folder takes no writes at the moment'
const unusable = 'the contract folder cannot be used at the moment'
const obstructed =
  'something else is in the contract folder where the document belongs, such as a symbolic link'

/** What the codes of the system mean. Paths are never told. */
const faults: Readonly<Record<string, string>> = {
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  EROFS: noWrites,
  EACCES: noWrites,
  EPERM: noWrites,
}

/** Something is where a file or a folder of ours should be, such as a symbolic link, which is never followed. */
export class InTheWay extends Error {}

/** The code of an error of the system, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined
}

/** An error of the registry for one of the system; an error of this program stays what it is. */
export function folderFault(error: unknown): unknown {
  if (error instanceof RegistryError || error instanceof LogMoved || error instanceof LogRewritten)
    return error
  const code = codeOf(error)
  if (error instanceof InTheWay)
    return new RegistryError('store-unavailable', obstructed, [], { cause: error })
  if (code === undefined) return error
  return new RegistryError('store-unavailable', faults[code] ?? unusable, [], { cause: error })
}

/** Does what reads or writes files, and throws nothing of the system. */
export async function withFolderFaults<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw folderFault(error)
  }
}

/** What is not there is undefined. */
export async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}
