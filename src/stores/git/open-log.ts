import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StoreOpenError } from '../../sql/open-error.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { GitObserver } from '../git-observer.ts'
import type { OwnFolder } from '../indexed/own-folder.ts'
import { LogMoved, type RecordLog } from '../indexed/record-log.ts'
import type { RunRecords } from '../indexed/run-records.ts'
import { Turns } from '../indexed/turns.ts'
import type { StoreLog } from '../store-log.ts'
import { BackgroundPush } from './background-push.ts'
import { GitCommands } from './command.ts'
import { ContractFiles } from './contract-files.ts'
import { gitEnvironment, type RemoteAccess, remoteAccess } from './environment.ts'
import { ForeignCommits } from './foreign-commit.ts'
import { GitError } from './git-error.ts'
import { GitLog } from './git-log.ts'
import { LocalTip } from './local-tip.ts'
import { Maintenance } from './maintenance.ts'
import { Objects } from './objects.ts'
import { OwnCommits } from './own-commit.ts'
import { Branch, branchRefs, keepReplaced, leadsTo, runRefs } from './refs.ts'
import { Remote } from './remote.ts'
import { RemoteTip } from './remote-tip.ts'
import { openRepository, type Repository, requireOwnBranch } from './repository.ts'
import { RunCommits } from './run-commits.ts'
import { type MergeParts, mergeRuns } from './run-merge.ts'
import type { GitSettings } from './settings.ts'
import type { Tip } from './tip.ts'
import { UnreadableFiles } from './unreadable.ts'
import { WorkTree } from './work-tree.ts'

/** The folder of what belongs to the registry in that of git. */
const privateName = 'dc43-registry'

/** A log in git, and where files may be kept that belong to this repository on this machine, such as an index. */
export interface OpenedGitLog {
  readonly log: RecordLog
  /** In the folder of git. It may not be there yet. */
  readonly privateFolder: OwnFolder
  readonly runs: RunRecords
}

/**
 * Opens a repository as a log; makes it when it is not there.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export async function openGitLog(
  settings: GitSettings,
  documents: DocumentWorkers,
  log: StoreLog,
  signal?: AbortSignal,
  observer?: GitObserver,
): Promise<OpenedGitLog> {
  const repository = await openRepository(settings)
  const privateFolder = join(repository.common, privateName)
  const access = remoteAccess(settings)
  const git = commandsIn(repository, access)
  const stop = () => void git.close()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const objects = new Objects(git)
    const tipParts = { repository, git, objects, access, log, observer, signal }
    const committer = { name: settings.committerName, email: settings.committerEmail }
    const tip = await openTip(settings, tipParts)
    const unreadable = new UnreadableFiles(join(privateFolder, 'unreadable.json'))
    const tell = (file: string, commit: string, reason: string) =>
      log.warn(
        { file, commit, reason },
        'a file in the repository holds no valid document, and changes nothing',
      )
    // commands of its own, so that they can be ended alone
    const maintenance = new Maintenance(commandsIn(repository, undefined), error =>
      log.warn({ err: error }, 'the git repository could not be packed'),
    )
    const shared = { git, objects, committer, maintenance, nameLength: repository.nameLength }
    const { refreshInterval } = settings
    const runs = new RunCommits({
      ...{ ...shared, refreshInterval, log },
      known: new Branch(git, runRefs(settings.branch).end, repository.common, repository.refFormat),
      // what is observed are the changes of contracts
      openTip: () =>
        openTip({ ...settings, startTimeout: 0 }, { ...tipParts, observer: undefined, runs: shared }),
    })
    const parts = {
      ...{ ...shared, tip, unreadable, log, runs },
      files: new ContractFiles({ git, objects, documents }, repository.nameLength),
      own: new OwnCommits(objects, documents),
      foreign: new ForeignCommits(objects, documents, unreadable, tell),
    }
    return { log: new GitLog(parts), runs, privateFolder: { path: privateFolder, isAmongOthers: false } }
  } catch (error) {
    await git.close()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

interface TipParts {
  readonly repository: Repository
  readonly git: GitCommands
  readonly objects: Objects
  readonly access: RemoteAccess | undefined
  readonly log: StoreLog
  readonly observer: GitObserver | undefined
  readonly signal: AbortSignal | undefined
  /** What those of test runs are merged with; undefined for the branch of the contracts. */
  readonly runs?: MergeParts
}

async function openTip(settings: GitSettings, parts: TipParts): Promise<Tip> {
  const { repository, git, objects, access, log, observer, signal, runs } = parts
  const refs = runs ? runRefs(settings.branch) : branchRefs(settings.branch)
  const branch = new Branch(git, refs.end, repository.common, repository.refFormat)
  const workTree = runs ? undefined : workTreeOf(repository, branch.ref, log)
  const turns = new Turns(join(repository.common, privateName, runs ? 'run-turns' : 'turns'), 1)
  const local = new LocalTip(git, branch, log, { workTree, turns })
  const committer = { name: settings.committerName, email: settings.committerEmail }
  if (!runs && (await branch.commit()) === '')
    requireOwnBranch(await git.text(['for-each-ref', 'refs/heads/']), settings.branch, 'the repository')
  if (!access) return local
  const remote = new Remote(git, access, { ...settings, refs }, log, observer)
  if (!settings.autoPush) {
    const merge = runs && { merge: (ours: string, theirs: string) => mergeRuns(runs, ours, theirs) }
    const ends = { local, remote, sharedRef: refs.shared, ...merge }
    return new BackgroundPush({ ...ends, git, objects, committer, log, observer }, settings.refreshInterval)
  }
  const settled = async () => {
    const before = await remote.seen()
    const theirs = await remote.fetch()
    if (!runs && theirs === '') requireOwnBranch(await remote.branches(), settings.branch, 'the remote')
    return settle({ git, local, remote, log }, before, theirs)
  }
  const commit = await reached(settled, settings, log, signal)
  return new RemoteTip(git, remote, branch, commit, log, workTree)
}

/** Commits that were made before changes were pushed at once are pushed now. Otherwise what the remote has holds. */
async function settle(
  { git, local, remote, log }: Pick<TipParts, 'git' | 'log'> & { local: LocalTip; remote: Remote },
  before: string,
  theirs: string,
): Promise<string> {
  const ours = await local.commit()
  if (ours === theirs || ours === '') {
    if (theirs !== ours) await local.advance({ from: ours, to: theirs, tags: [] })
    return theirs
  }
  if (theirs === '' || (await leadsTo(git, theirs, ours))) {
    await remote.push({ from: theirs, to: ours, tags: [] })
    return ours
  }
  if (!(await leadsTo(git, ours, theirs))) {
    if (!(await leadsTo(git, ours, before)))
      throw new StoreOpenError(
        'contract_store.remote_url',
        'the local branch has commits that the remote has not, and the remote has others; merge them by hand, or set auto_push to false once',
      )
    log.warn(
      { was: ours, is: theirs },
      'the history of the branch of the remote was rewritten; the former one is kept',
    )
    await keepReplaced(git, ours)
  }
  await local.advance({ from: ours, to: theirs, tags: [] })
  return theirs
}

/** What git says when the remote may be there in a while, and not that it refuses. */
const isPassing =
  /resolve host|onnect to|onnection (refused|timed out|reset|closed)|onnection timeout|unreachable|no answer in|hung up|early EOF|Operation timed out|returned error: 5/

/**
 * Asks the remote, again and again for the time of a start when it is away.
 *
 * @throws StoreOpenError when it cannot be reached, or refuses.
 */
async function reached<T>(
  work: () => Promise<T>,
  { startTimeout }: GitSettings,
  log: StoreLog,
  signal: AbortSignal | undefined,
): Promise<T> {
  const deadline = performance.now() + startTimeout
  for (let pause = 100; ; pause = Math.min(2 * pause, 5000)) {
    try {
      return await work()
    } catch (error) {
      const isRace = error instanceof LogMoved
      if (!isRace && !(error instanceof GitError)) throw error
      const reason = isRace ? 'others keep pushing to it' : error.said
      const left = deadline - performance.now()
      if ((!isRace && !isPassing.test(reason)) || left <= 0 || signal?.aborted)
        throw new StoreOpenError('contract_store.remote_url', `the remote could not be used (${reason})`, {
          cause: error,
        })
      log.warn({ err: error }, 'the remote cannot be reached yet; trying again')
      await delay(Math.min(pause, left), undefined, { signal }).catch(() => undefined)
    }
  }
}

function commandsIn({ common, folder }: Repository, access: RemoteAccess | undefined): GitCommands {
  return new GitCommands(
    common,
    gitEnvironment(folder, access?.config ?? {}, access?.environment),
    access?.secrets,
  )
}

function workTreeOf({ folder, workTree }: Repository, ref: string, log: StoreLog): WorkTree | undefined {
  if (workTree === undefined) return undefined
  const git = new GitCommands(workTree, gitEnvironment(folder, {}, { GIT_WORK_TREE: workTree }))
  return new WorkTree(git, workTree, ref, error =>
    log.warn({ err: error }, 'the files of the work tree could not follow the branch'),
  )
}
