import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openGitLog } from '../../src/stores/git/open-log.ts'
import { DocumentWorkers } from '../../src/workers/document-workers.ts'
import { freePort } from '../support/free-port.ts'
import {
  appendAtEnd,
  commitFiles,
  entryOf,
  git,
  gitFolder,
  gitSettings,
  openLogIn,
  readLog,
} from '../support/git.ts'
import { startGitHttpServer } from '../support/git-http-server.ts'
import { notRun } from '../support/not-run.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { until } from '../support/until.ts'

const orders = (version = '1.0.0') => entryOf(jsonVersion('sales.orders', version))
const refusal = (key: string, message: string) => ({
  key: `contract_store.${key}`,
  message: expect.stringContaining(message),
})

/** Changes variables of this process until the test ends. */
function withVariables(variables: Readonly<Record<string, string>>): void {
  const before = Object.fromEntries(Object.keys(variables).map(name => [name, process.env[name]]))
  Object.assign(process.env, variables)
  onTestFinished(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  })
}

const password = 'a/b+c%40:secret'

/** A repository behind HTTP; on a given port it asks for no password. */
async function newRemote(port?: number) {
  const folder = gitFolder()
  mkdirSync(join(folder, 'contracts.git'))
  git(join(folder, 'contracts.git'), 'init', '--quiet', '--bare')
  const signIn = port === undefined ? { username: 'robot', password } : undefined
  const server = await startGitHttpServer(folder, signIn, port)
  return { remoteUrl: `${server}/contracts.git`, repository: join(folder, 'contracts.git') }
}

/** A program that stands in front of git, which it can start as `$git`. */
function inFrontOfGit(script: string): void {
  const folder = gitFolder()
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim()
  writeFileSync(join(folder, 'git'), `#!/bin/sh\ngit=${real}\n${script}\n`)
  chmodSync(join(folder, 'git'), 0o755)
  withVariables({ PATH: `${folder}${delimiter}${process.env.PATH}` })
}

describe('a git store is not opened', () => {
  test('without git', async () => {
    const root = gitFolder()
    withVariables({ PATH: gitFolder() })
    await expect(openLogIn(root)).rejects.toMatchObject(refusal('type', 'install git'))
  })

  test('with a git that does not wait for the disk', async () => {
    inFrontOfGit('echo git version 2.35.9')
    await expect(openLogIn(gitFolder())).rejects.toMatchObject(
      refusal('type', 'needs git 2.36 or newer; found git version 2.35.9'),
    )
  })

  test('without auto_push, with a git that cannot merge', async () => {
    inFrontOfGit('echo git version 2.37.4')
    await expect(
      openLogIn(gitFolder(), { remoteUrl: 'file:///none', autoPush: false }),
    ).rejects.toMatchObject(refusal('auto_push', 'false needs git 2.38 or newer; found git version 2.37.4'))
  })

  test('where its folder cannot be made', async () => {
    const file = join(gitFolder(), 'file')
    writeFileSync(file, '')
    await expect(openLogIn(file)).rejects.toMatchObject(refusal('root', 'EEXIST'))
    await expect(openLogIn(join(file, 'root'))).rejects.toMatchObject(refusal('root', 'ENOTDIR'))
  })

  test('in a folder with other files, though it be in another repository', async () => {
    const outer = gitFolder()
    git(outer, 'init', '--quiet')
    commitFiles(outer, 'x', { 'inner/file': 'x' })
    await expect(openLogIn(join(outer, 'inner'))).rejects.toMatchObject(refusal('root', 'not empty'))
    expect(readdirSync(join(outer, 'inner'))).toEqual(['file'])
    const { log } = await openLogIn(join(outer, 'own'))
    await appendAtEnd(log, orders())
    expect(git(outer, 'log', '--format=%s')).toBe('x')
  })

  test('on a branch that is not there, where there are others', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet', '--initial-branch=trunk')
    commitFiles(root, 'x', { file: 'x' })
    await expect(openLogIn(root)).rejects.toMatchObject(
      refusal('branch', 'the repository has no branch main, but trunk'),
    )
    const remote = openLogIn(gitFolder(), { remoteUrl: `file://${root}` })
    await expect(remote).rejects.toMatchObject(refusal('branch', 'the remote has no branch main, but trunk'))
    const { log } = await openLogIn(root, { branch: 'trunk' })
    expect((await readLog(log)).length).toBe(1)
  })

  test('where the remote is not there', async () => {
    const remoteUrl = `file://${gitFolder()}/none`
    await expect(openLogIn(gitFolder(), { remoteUrl })).rejects.toMatchObject(refusal('remote_url', 'none'))
  })

  test('on a shallow clone', async () => {
    const whole = gitFolder()
    git(whole, 'init', '--quiet')
    commitFiles(whole, 'one', { file: '1' })
    commitFiles(whole, 'two', { file: '2' })
    const root = gitFolder()
    git(root, 'clone', '--quiet', '--depth=1', `file://${whole}`, '.')
    await expect(openLogIn(root)).rejects.toMatchObject(refusal('root', 'git fetch --unshallow'))
  })

  test('where both sides have commits that the other has not', async () => {
    const remote = gitFolder()
    git(remote, 'init', '--quiet', '--bare')
    const root = gitFolder()
    await appendAtEnd((await openLogIn(root)).log, orders())
    await appendAtEnd((await openLogIn(gitFolder(), { remoteUrl: `file://${remote}` })).log, orders('2.0.0'))
    await expect(openLogIn(root, { remoteUrl: `file://${remote}` })).rejects.toMatchObject(
      refusal('remote_url', 'merge them by hand'),
    )
  })

  const isRoot = userInfo().uid === 0
  if (!isRoot) notRun('a repository of another user', 'needs root')
  test.skipIf(!isRoot)('in a repository of another user, unless they allow it', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet', '--bare')
    chownSync(root, 12_345, 12_345)
    await expect(openLogIn(root)).rejects.toMatchObject(refusal('root', 'safe.directory'))
    const home = gitFolder()
    writeFileSync(join(home, '.gitconfig'), `[safe]\n\tdirectory = ${root}\n`)
    withVariables({ HOME: home })
    await appendAtEnd((await openLogIn(root)).log, orders())
  })
})

describe('a git store is opened', () => {
  test('with commits that were made before there was a remote, which are pushed', async () => {
    const remote = gitFolder()
    git(remote, 'init', '--quiet', '--bare')
    const root = gitFolder()
    const end = await appendAtEnd((await openLogIn(root)).log, orders())
    await openLogIn(root, { remoteUrl: `file://${remote}` })
    expect(git(remote, 'rev-parse', 'main')).toBe(end.mark)
  })

  test('when the remote comes in time', async () => {
    const port = await freePort()
    const settings = {
      ...{ ...gitSettings, root: gitFolder(), startTimeout: 86_400_000 },
      remoteUrl: `http://127.0.0.1:${port}/contracts.git`,
    }
    const messages: string[] = []
    const wasAway = Promise.withResolvers<void>()
    const warn = (_: object, message: string) => {
      messages.push(message)
      wasAway.resolve()
    }
    const opening = openGitLog(settings, new DocumentWorkers(), { info: () => undefined, warn })
    await Promise.race([wasAway.promise, opening])
    const { repository } = await newRemote(port)
    const { log } = await opening
    onTestFinished(() => log.close())
    const end = await appendAtEnd(log, orders())
    expect(git(repository, 'rev-parse', 'main')).toBe(end.mark)
    expect(new Set(messages)).toEqual(new Set(['the remote cannot be reached yet; trying again']))
  })

  test('by two at once in a folder that is empty', async () => {
    const root = gitFolder()
    const gates = gitFolder()
    // each is held while it makes the repository, of which the first part is there already, and not after the test
    const isHeld = `[ -d ${gates} ] && ! [ -e ${gates}/open ]`
    const held = `touch description; mktemp -p ${gates}; while ${isHeld}; do sleep 0.01; done`
    inFrontOfGit(`case " $* " in *' init '*) ${held};; esac\nexec $git "$@"`)
    const isMadeBy = (count: number) => () =>
      readdirSync(gates).length === count || `the repository is not made by ${count}`
    const first = openLogIn(root)
    await until(isMadeBy(1))
    const second = openLogIn(root)
    await Promise.race([second, until(isMadeBy(2))])
    writeFileSync(join(gates, 'open'), '')
    const [one, other] = await Promise.all([first, second])
    await appendAtEnd(one.log, orders())
    await appendAtEnd(other.log, orders('2.0.0'))
    expect((await readLog(one.log)).length).toBe(2)
  })

  test('in a repository that was not made whole', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet', '--bare')
    rmSync(join(root, 'objects'), { recursive: true })
    rmSync(join(root, 'HEAD'))
    await appendAtEnd((await openLogIn(root)).log, orders())
    expect(git(root, 'rev-parse', '--is-bare-repository')).toBe('true')
  })

  test('with names of objects by SHA-256', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet', '--object-format=sha256')
    const { log } = await openLogIn(root)
    await appendAtEnd(log, orders())
    const end = await appendAtEnd(log, orders('2.0.0'))
    expect(end.mark.length).toBe(64)
    expect((await readLog(log)).length).toBe(2)
    await expect.poll(() => git(root, 'status', '--porcelain')).toBe('')
  })

  test('whatever the configuration of the user and the variables of the service say', async () => {
    const home = gitFolder()
    const lines = [
      '[commit]',
      'gpgSign = true',
      '[core]',
      'hooksPath = /',
      '[init]',
      'defaultObjectFormat = sha256',
      '[alias]',
      'push = !false',
    ]
    writeFileSync(join(home, '.gitconfig'), lines.join('\n'))
    const wrong = {
      GIT_DIR: '/none',
      GIT_WORK_TREE: '/none',
      GIT_INDEX_FILE: '/none',
      GIT_OBJECT_DIRECTORY: '/none',
      GIT_AUTHOR_NAME: 'x',
    }
    withVariables({
      HOME: home,
      ...wrong,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'x',
      GIT_CONFIG_VALUE_0: 'y',
    })
    const { log } = await openLogIn(gitFolder())
    await appendAtEnd(log, orders())
    expect((await readLog(log)).length).toBe(1)
  })
})

describe('a remote by HTTP', () => {
  test('is signed in to by a token, which no argument and no file holds', async () => {
    const { remoteUrl, repository } = await newRemote()
    const notes = join(gitFolder(), 'notes')
    inFrontOfGit(`echo "$@" >>${notes}\nexec $git "$@"`)
    const root = gitFolder()
    const { log } = await openLogIn(root, { remoteUrl, remoteUsername: 'robot', remoteToken: password })
    const end = await appendAtEnd(log, orders())
    expect(git(repository, 'rev-parse', 'main')).toBe(end.mark)
    expect(readFileSync(notes, 'utf8')).toContain('push')
    expect(readFileSync(notes, 'utf8')).not.toContain('secret')
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name), 'latin1')).not.toContain('secret')
  })

  test('is signed in to by the user and password of its URL', async () => {
    const { remoteUrl } = await newRemote()
    const { log } = await openLogIn(gitFolder(), {
      remoteUrl: remoteUrl.replace('://', `://robot:${encodeURIComponent(password)}@`),
    })
    await appendAtEnd(log, orders())
  })

  test('refuses in words that hold no secret', async () => {
    const { remoteUrl } = await newRemote()
    const withPassword = remoteUrl.replace('://', '://robot:wrong-secret@')
    for (const more of [
      { remoteUrl: withPassword },
      { remoteUrl, remoteToken: 'wrong-secret' },
      { remoteUrl },
    ]) {
      const error = await openLogIn(gitFolder(), more).catch((thrown: Error) => thrown)
      expect(error).toMatchObject(refusal('remote_url', 'the remote could not be used'))
      const all = JSON.stringify([String(error), String((error as Error).cause), (error as Error).stack])
      expect(all).not.toContain('wrong-secret')
    }
  })
})
