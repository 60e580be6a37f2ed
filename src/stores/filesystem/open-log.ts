import { randomUUID } from 'node:crypto'
import { mkdir, readdir, realpath, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RegistryError } from '../../domain/errors.ts'
import { StoreOpenError } from '../../sql/open-error.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { folderOnThisMachine, type OwnFolder } from '../indexed/own-folder.ts'
import type { RecordLog } from '../indexed/record-log.ts'
import type { RunRecords } from '../indexed/run-records.ts'
import { Turns } from '../indexed/turns.ts'
import { type Abilities, probe } from './abilities.ts'
import { dc43Layout } from './dc43-layout.ts'
import { DocumentFiles } from './document-files.ts'
import { DocumentWriter } from './document-writer.ts'
import { codeOf, InTheWay, ifThere } from './file-faults.ts'
import { FileLog } from './file-log.ts'
import { privateName } from './file-names.ts'
import { ensureFolder, syncFolder } from './files.ts'
import { FolderLog } from './folder-log.ts'
import { ForeignFiles } from './foreign-files.ts'
import { GriotLayout } from './griot-layout.ts'
import { LogPlaces } from './log-places.ts'
import { ReplacedFiles } from './replaced-files.ts'
import { RunFiles } from './run-files.ts'
import type { FolderSettings, FolderStoreLog } from './settings.ts'
import { SharedRuns } from './shared-runs.ts'
import { Unwritten } from './unwritten.ts'
import { ValidationFiles } from './validation-files.ts'

/** A log in a folder, and where files may be kept that belong to it on this machine, such as an index. */
export interface OpenedFolderLog {
  readonly log: RecordLog
  /** Inside the folder on a local disk; where a network is between, a folder of this machine. It may not be there yet. */
  readonly privateFolder: OwnFolder
  readonly runs: RunRecords
}

type Folders = [log: string, temporary: string, waiting: string, runs: string]

/** How long a file may be on its way, in milliseconds: what is older belongs to a process that has ended. */
const longestWrite = 60 * 60 * 1000

/**
 * Opens a folder as a log; makes it when it is not there.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export async function openFolderLog(
  settings: FolderSettings,
  documents: DocumentWorkers,
  log: FolderStoreLog,
): Promise<OpenedFolderLog> {
  try {
    return await openFolder(settings, documents, log)
  } catch (error) {
    throw openError(error)
  }
}

async function openFolder(
  { root: named, layout }: FolderSettings,
  documents: DocumentWorkers,
  log: FolderStoreLog,
): Promise<OpenedFolderLog> {
  await mkdir(named, { recursive: true })
  const root = await realpath(named)
  const own = join(root, privateName)
  const folders = ['log', 'tmp', 'waiting', 'test-runs'].map(name => join(own, name)) as Folders
  const [logFolder, temporary, waiting, runs] = folders
  for (const folder of [own, ...folders]) await ensureFolder(folder)
  for (const folder of [temporary, waiting]) await removeLeftovers(folder)
  const trial = join(temporary, `probe-${randomUUID()}`)
  await mkdir(trial)
  const abilities = await probe(trial)
  await syncFolder(root)

  const records = new FileLog(new LogPlaces(logFolder), temporary, abilities)
  await records.open()
  const unwritten = new Unwritten(records, join(own, 'written'), temporary)
  await unwritten.open()
  const files = new DocumentFiles(
    root,
    layout === 'dc43' ? dc43Layout : new GriotLayout(documents, temporary),
    abilities.names,
  )
  const foreign = new ForeignFiles(files, unwritten, log)
  const replaced = new ReplacedFiles(join(own, 'replaced'), files.layout.suffix, temporary, log)
  const writer = new DocumentWriter(files, foreign, unwritten, records, replaced, temporary, log)
  const runFiles = new RunFiles(runs, temporary, abilities.claim)
  const sharedRuns = () => {
    const folderOf = (contractId: string) => files.folderOf(contractId)
    const validations = new ValidationFiles({ root, folderOf, rules: abilities.names, documents, temporary })
    return new SharedRuns(runFiles, validations, log)
  }
  const advice = adviceOn(abilities)
  for (const text of advice) log.warn({ mount: abilities.mount }, text)
  return {
    log: new FolderLog({ records, files, foreign, writer, turns: new Turns(waiting, 2), temporary, advice }),
    privateFolder: abilities.isRemote
      ? folderOnThisMachine(root)
      : { path: join(own, 'index'), isAmongOthers: false },
    runs: layout === 'griot' ? sharedRuns() : runFiles,
  }
}

/** Removes what processes that ended have left. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const age = Date.now() - ((await ifThere(stat(path)))?.mtimeMs ?? Date.now())
    if (age > longestWrite) await rm(path, { recursive: true, force: true })
  }
}

/** What an operator should know of what a disk cannot do. */
function adviceOn({ mount, claim, names }: Abilities): string[] {
  const disk =
    mount === undefined ? 'the disk of the contract folder' : `the contract folder is on ${mount}, which`
  return [
    ...(claim === 'alone'
      ? [`${disk} cannot keep two instances from writing the same entry: let only one instance write to it`]
      : []),
    ...(names.foldsNames
      ? [
          `${disk} does not tell names apart by case or accents: capitals and accents are escaped in names of files`,
        ]
      : []),
  ]
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this process may not write there',
  EPERM: 'this process may not write there',
  EROFS: 'it is mounted read-only',
  ENOSPC: 'its disk is full',
  EDQUOT: 'its quota is used up',
  ENOTDIR: 'it, or what it is in, is no folder',
  EEXIST: 'it is no folder',
  ELOOP: 'its symbolic links lead nowhere',
}

/** Why the folder cannot be used, in words for its operator; the error itself when it is a fault of this program. */
function openError(error: unknown): unknown {
  const key = 'contract_store.root'
  const cause = error instanceof RegistryError ? error.cause : undefined
  if (cause instanceof Error) {
    return new StoreOpenError(key, `the folder cannot be used: ${cause.message}`, { cause: error })
  }
  if (error instanceof InTheWay) return new StoreOpenError(key, `the folder cannot be used: ${error.message}`)
  const code = codeOf(error)
  if (code === undefined) return error
  return new StoreOpenError(key, `the folder cannot be used: ${reasons[code] ?? code}`, { cause: error })
}
