import { join } from 'node:path'
import { dc43Layout } from '../../src/stores/filesystem/dc43-layout.ts'
import { DocumentFiles } from '../../src/stores/filesystem/document-files.ts'
import { DocumentWriter } from '../../src/stores/filesystem/document-writer.ts'
import { FileLog } from '../../src/stores/filesystem/file-log.ts'
import { ensureFolder } from '../../src/stores/filesystem/files.ts'
import { FolderLog } from '../../src/stores/filesystem/folder-log.ts'
import { ForeignFiles } from '../../src/stores/filesystem/foreign-files.ts'
import { LogPlaces } from '../../src/stores/filesystem/log-places.ts'
import { ReplacedFiles } from '../../src/stores/filesystem/replaced-files.ts'
import { Unwritten } from '../../src/stores/filesystem/unwritten.ts'
import { Turns } from '../../src/stores/indexed/turns.ts'

const silent = { info: () => undefined, warn: () => undefined }
const names = { refused: new Set<string>(), longest: 255, refusesLastDot: false, foldsNames: false }

/** Does something once, at a moment in which another instance may come in between. */
class Between {
  #work: (() => Promise<unknown>) | undefined

  next(work: () => Promise<unknown>): void {
    this.#work = work
  }

  async reach(): Promise<void> {
    const work = this.#work
    this.#work = undefined
    await work?.()
  }
}

class InterruptedFiles extends DocumentFiles {
  readonly beforePut = new Between()

  override async put(...args: Parameters<DocumentFiles['put']>): Promise<void> {
    await this.beforePut.reach()
    await super.put(...args)
  }
}

class InterruptedRecords extends FileLog {
  readonly beforeAppend = new Between()

  override async append(...args: Parameters<FileLog['append']>): Promise<number> {
    await this.beforeAppend.reach()
    return super.append(...args)
  }
}

class InterruptedLog extends FolderLog {
  readonly afterFound = new Between()

  override async *foreignChanges(...args: Parameters<FolderLog['foreignChanges']>) {
    for await (const change of super.foreignChanges(...args)) {
      await this.afterFound.reach()
      yield change
    }
  }
}

/** The log of a folder on a local disk, in which others may come in between. */
export async function openInterruptedLog(root: string) {
  const own = join(root, '.registry')
  const [logFolder = '', temporary = '', waiting = ''] = ['log', 'tmp', 'waiting'].map(name =>
    join(own, name),
  )
  for (const folder of [root, own, logFolder, temporary, waiting]) await ensureFolder(folder)
  const records = new InterruptedRecords(new LogPlaces(logFolder), temporary, {
    claim: 'link',
    isRemote: false,
  })
  await records.open()
  const unwritten = new Unwritten(records, join(own, 'written'), temporary)
  await unwritten.open()
  const files = new InterruptedFiles(root, dc43Layout, names)
  const foreign = new ForeignFiles(files, unwritten, silent)
  const replaced = new ReplacedFiles(join(own, 'replaced'), '.json', temporary, silent)
  const writer = new DocumentWriter(files, foreign, unwritten, records, replaced, temporary, silent)
  const turns = new Turns(waiting, 2)
  const log = new InterruptedLog({ records, files, foreign, writer, turns, temporary, advice: [] })
  const { beforeAppend } = records
  return { log, beforeAppend, beforePut: files.beforePut, afterFound: log.afterFound }
}
