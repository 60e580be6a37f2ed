import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { IndexedVersion } from '../../src/search/catalogue/indexed-version.ts'
import type { Entry, VersionEntry } from '../../src/stores/entry.ts'
import { openGitLog } from '../../src/stores/git/open-log.ts'
import type { GitSettings } from '../../src/stores/git/settings.ts'
import type { GitObserver } from '../../src/stores/git-observer.ts'
import type { OwnFolder } from '../../src/stores/indexed/own-folder.ts'
import {
  type ForeignChange,
  LogMoved,
  type Place,
  type RecordLog,
} from '../../src/stores/indexed/record-log.ts'
import { DocumentWorkers } from '../../src/workers/document-workers.ts'
import { patience } from './patient.ts'

export const emptyPlace: Place = { position: 0, mark: '' }

export const gitSettings: Omit<GitSettings, 'root'> = {
  branch: 'main',
  remoteUrl: undefined,
  autoPush: true,
  refreshInterval: 100,
  commandTimeout: patience,
  startTimeout: 0,
  remoteUsername: 'x-access-token',
  remoteToken: undefined,
  sshKeyFile: undefined,
  knownHostsFile: undefined,
  committerName: 'dc43-registry',
  committerEmail: 'dc43-registry@localhost',
}

/** A folder that is gone after the test. */
export function gitFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** Runs git as a person would, whose name is Jane Doe. */
export function git(folder: string, ...args: string[]): string {
  const config = [
    'user.name=Jane Doe',
    'user.email=jane@example.org',
    'init.defaultBranch=main',
    'protocol.file.allow=always',
  ]
  const options = { cwd: folder, encoding: 'utf8', stdio: 'pipe', maxBuffer: 1e8 } as const
  return execFileSync('git', [...config.flatMap(one => ['-c', one]), ...args], options).trimEnd()
}

/** Writes files as a person does, and commits them; undefined removes one. */
export function commitFiles(
  folder: string,
  message: string,
  files: Readonly<Record<string, string | Buffer | undefined>>,
): string {
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) {
      rmSync(join(folder, path))
      continue
    }
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--message', message)
  return git(folder, 'rev-parse', 'HEAD')
}

/** A log, and what it has told. */
export interface TestLog {
  readonly log: RecordLog
  readonly warnings: { readonly fields: object; readonly message: string }[]
  readonly privateFolder: OwnFolder
}

/** Opens a log that is closed after the test. */
export async function openLogIn(
  root: string,
  more: Partial<GitSettings> = {},
  observer?: GitObserver,
): Promise<TestLog> {
  const warnings: { fields: object; message: string }[] = []
  const told = {
    info: () => undefined,
    warn: (fields: object, message: string) => void warnings.push({ fields, message }),
  }
  const settings = { ...gitSettings, root, ...more }
  const opened = await openGitLog(settings, new DocumentWorkers(), told, undefined, observer)
  onTestFinished(() => opened.log.close())
  return { ...opened, warnings }
}

/** The entry of a version that was published. */
export function entryOf(version: IndexedVersion, more: Partial<VersionEntry> = {}): VersionEntry {
  const { contractId, name, status, fingerprint, json, source } = version
  return {
    ...{
      kind: 'version',
      id: crypto.randomUUID(),
      contractId,
      version: version.version,
      operation: 'create',
    },
    ...{ revision: 1, time: new Date('2026-03-31T12:00:00.123Z'), caller: 'jane', reason: undefined },
    ...{ requestId: undefined, successor: undefined, sunset: undefined },
    state: { name, status, fingerprint, document: { json, source } },
    ...more,
  } as VersionEntry
}

/** Appends an entry at the end of the log, as often as it takes. */
export async function appendAtEnd(log: RecordLog, ...entries: Entry[]): Promise<Place> {
  for (;;) {
    try {
      return await log.append(entries, await log.refresh())
    } catch (error) {
      if (!(error instanceof LogMoved)) throw error
    }
  }
}

/** What stands at a place of a log. */
export interface Told extends Place {
  readonly entry?: Entry
  readonly changes?: readonly ForeignChange[]
}

export async function readLog(log: RecordLog, after: Place = emptyPlace): Promise<Told[]> {
  const told: Told[] = []
  for await (const placed of log.entriesAfter(after)) {
    const { position, mark } = placed
    if ('entry' in placed) told.push({ position, mark, entry: placed.entry })
    else {
      const changes: ForeignChange[] = []
      for await (const change of placed.changes) changes.push(change)
      told.push({ position, mark, changes })
    }
  }
  return told
}
