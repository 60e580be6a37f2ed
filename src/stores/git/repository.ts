import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StoreOpenError } from '../../sql/open-error.ts'
import { GitCommands } from './command.ts'
import { gitEnvironment } from './environment.ts'
import { GitError } from './git-error.ts'
import type { RefFormat } from './refs.ts'
import type { GitSettings } from './settings.ts'

/** The first version of git that waits for the disk when refs are written, and the first that merges without a work tree. */
const leastVersions = { always: [2, 36], toMerge: [2, 38] } as const

/** Where the parts of a repository are. */
export interface Repository {
  /** The folder of git. */
  readonly folder: string
  /** The folder of what all work trees share, such as refs. */
  readonly common: string
  /** The folder with the files; undefined in a bare repository. */
  readonly workTree: string | undefined
  readonly refFormat: RefFormat
  /** How long the names of objects are. */
  readonly nameLength: number
}

/**
 * Finds the repository in a folder; makes a bare one when there is none.
 *
 * @throws StoreOpenError when that cannot be.
 */
export async function openRepository({
  root,
  branch,
  remoteUrl,
  autoPush,
}: GitSettings): Promise<Repository> {
  const folder = resolve(root)
  await makeFolder(folder)
  // what stands above the folder may be a repository, but it is not the one of the contracts
  const git = new GitCommands(
    folder,
    gitEnvironment(undefined, {}, { GIT_CEILING_DIRECTORIES: dirname(folder) }),
  )
  await requireVersion(git, remoteUrl !== undefined && !autoPush)
  return (await find(git, folder)) ?? make(git, folder, branch)
}

/** Undefined when there is none. */
async function find(git: GitCommands, folder: string): Promise<Repository | undefined> {
  try {
    return await locate(git, folder)
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    if (/dubious ownership/.test(error.said)) return locateTrusted(folder, error)
    if (!/not a git repository/.test(error.said)) throw unusable(error)
    return undefined
  }
}

/** What `git init` makes for a bare repository, and what it holds meanwhile: locks, and a link to see whether there can be one. */
const partOfRepository =
  /^((HEAD|branches|config|description|hooks|info|objects|refs|reftable)(\.lock)?|t\w{6})$/

/** The longest pause before a repository is made again, in milliseconds: all pauses together are twice as long. */
const longestPause = 5000

/**
 * Makes a bare repository. Another instance may be making it at the same time, or have ended while it did: git makes whole
 * what is there.
 */
async function make(git: GitCommands, folder: string, branch: string): Promise<Repository> {
  for (let pause = 10; ; pause *= 2) {
    const names = await readdir(folder)
    // the other may have ended since it was looked for
    const found = names.length > 0 && (await find(git, folder))
    if (found) return found
    if (!names.every(name => partOfRepository.test(name)))
      throw new StoreOpenError(
        'contract_store.root',
        'the folder is not empty and no git repository; choose an empty one, or make it one by: git init',
      )
    try {
      await git.run(['init', '--quiet', '--bare', `--initial-branch=${branch}`, '.'])
      return await locate(git, folder)
    } catch (error) {
      // one of two that make the same file is refused by its lock
      if (pause > longestPause) throw unusable(error)
      await delay(pause)
    }
  }
}

/**
 * The branches that there are, when the wanted one is not among them.
 *
 * @param list of a command that lists branches.
 * @throws StoreOpenError when there are any: then the name of the wanted one is more likely a mistake.
 */
export function requireOwnBranch(list: string, branch: string, where: string): void {
  const names = [...list.matchAll(/refs\/heads\/(\S+)/g)].map(match => match[1])
  if (names.length === 0 || names.includes(branch)) return
  const shown = names.slice(0, 5).join(', ')
  throw new StoreOpenError(
    'contract_store.branch',
    `${where} has no branch ${branch}, but ${shown}${names.length > 5 ? ' and others' : ''}; choose one of them, or make the branch first`,
  )
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StoreOpenError('contract_store.root', `the folder could not be made (${code})`, {
      cause: error,
    })
  }
}

async function requireVersion(git: GitCommands, isMerging: boolean): Promise<void> {
  let text: string
  try {
    text = await git.text(['--version'])
  } catch (error) {
    throw new StoreOpenError(
      'contract_store.type',
      'the git store needs the program git, which could not be started; install git',
      { cause: error },
    )
  }
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? []
  const isAtLeast = ([leastMajor, leastMinor]: readonly [number, number]) =>
    Number(major) > leastMajor || (Number(major) === leastMajor && Number(minor) >= leastMinor)
  const { always, toMerge } = leastVersions
  if (!isAtLeast(always))
    throw new StoreOpenError(
      'contract_store.type',
      `the git store needs git ${always.join('.')} or newer; found ${text}`,
    )
  if (isMerging && !isAtLeast(toMerge))
    throw new StoreOpenError(
      'contract_store.auto_push',
      `false needs git ${toMerge.join('.')} or newer; found ${text}`,
    )
}

async function locate(git: GitCommands, folder: string): Promise<Repository> {
  const wanted = ['--git-dir', '--git-common-dir', '--is-bare-repository', '--is-shallow-repository']
  const output = await git.text(['rev-parse', '--path-format=absolute', ...wanted, '--show-object-format'])
  const [own = '', common = '', isBare, isShallow, objectFormat] = output.split('\n')
  if (isShallow === 'true')
    throw new StoreOpenError(
      'contract_store.root',
      'the repository is shallow, so its history begins somewhere; complete it by: git fetch --unshallow',
    )
  const format = await git.text(['config', '--get', 'extensions.refStorage'], { answers: [1] })
  return {
    folder: own,
    common,
    workTree: isBare === 'true' ? undefined : folder,
    nameLength: objectFormat === 'sha256' ? 64 : 40,
    refFormat: format.toLowerCase() === 'reftable' ? 'reftable' : 'files',
  }
}

/** A folder of another user is used when the configuration of the user or the system says that it may be. */
async function locateTrusted(folder: string, error: GitError): Promise<Repository> {
  const { GIT_CONFIG_NOSYSTEM: _, GIT_CONFIG_GLOBAL: __, ...environment } = gitEnvironment(undefined, {})
  const configured = new GitCommands(dirname(folder), environment)
  const trusted = await configured
    .text(['config', '--get-all', 'safe.directory'], { answers: [1] })
    .catch(() => '')
  if (!trusted.split('\n').some(one => one === '*' || (one !== '' && resolve(one) === folder)))
    throw new StoreOpenError(
      'contract_store.root',
      `the repository belongs to another user; give it to the user of the service, or allow it by: git config --global --add safe.directory ${folder}`,
      { cause: error },
    )
  const inFolder = existsSync(resolve(folder, '.git')) ? resolve(folder, '.git') : folder
  return locate(new GitCommands(folder, gitEnvironment(inFolder, {})), folder)
}

function unusable(error: unknown): unknown {
  if (!(error instanceof GitError)) return error
  return new StoreOpenError('contract_store.root', `the repository could not be used (${error.said})`, {
    cause: error,
  })
}
