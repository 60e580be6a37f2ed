import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { GitSettings } from '../../src/stores/git/settings.ts'
import { LogMoved, LogRewritten } from '../../src/stores/indexed/record-log.ts'
import {
  appendAtEnd,
  commitFiles,
  emptyPlace,
  entryOf,
  git,
  gitFolder,
  gitSettings,
  openLogIn,
  readLog,
} from '../support/git.ts'
import { notRun } from '../support/not-run.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { isSshInstalled, startSshServer } from '../support/ssh-server.ts'
import { until } from '../support/until.ts'

const orders = (version = '1.0.0', name = 'n') => entryOf(jsonVersion('sales.orders', version, { name }))

/** A bare repository, and its URL. */
function newRemote(): { folder: string; remoteUrl: string } {
  const folder = gitFolder()
  git(folder, 'init', '--quiet', '--bare', '.')
  return { folder, remoteUrl: `file://${folder}` }
}

/** What a person does who has a clone. */
function clone(remoteUrl: string): string {
  const folder = gitFolder()
  git(folder, 'clone', '--quiet', remoteUrl, '.')
  return folder
}

describe('a log with a remote', () => {
  test('acknowledges what the remote has, branch and tag', async () => {
    const { folder, remoteUrl } = newRemote()
    const one = await openLogIn(gitFolder(), { remoteUrl })
    const end = await appendAtEnd(one.log, orders())
    expect(git(folder, 'rev-parse', 'main', 'sales.orders/v1.0.0')).toBe(`${end.mark}\n${end.mark}`)
    const other = await openLogIn(gitFolder(), { remoteUrl })
    expect(await readLog(other.log)).toEqual(await readLog(one.log))
    const later = await appendAtEnd(one.log, orders('2.0.0'))
    expect(other.log.end()).toEqual(end)
    await expect(other.log.append([orders('3.0.0')], end)).rejects.toThrow(LogMoved)
    expect(await other.log.refresh()).toEqual(later)
  })

  test('loses and starves none of two that race', async () => {
    const { folder, remoteUrl } = newRemote()
    const logs = [await openLogIn(gitFolder(), { remoteUrl }), await openLogIn(gitFolder(), { remoteUrl })]
    const written = logs.map(() => 0)
    // one that starves lets this go on until the time of a test has passed
    await Promise.all(
      logs.map(async ({ log }, writer) => {
        while (Math.min(...written) < 4) {
          const at = written[writer] ?? 0
          const entry = entryOf(jsonVersion(`w${writer}`, `${at}.0.0`))
          try {
            await log.append([entry], await log.refresh())
            written[writer] = at + 1
          } catch (error) {
            if (!(error instanceof LogMoved)) throw error
          }
        }
      }),
    )
    const told = await readLog((await openLogIn(gitFolder(), { remoteUrl })).log)
    const expected = written.flatMap((count, writer) =>
      Array.from({ length: count }, (_, at) => `w${writer} ${at}.0.0`),
    )
    expect(
      told.map(({ entry }) => entry?.kind === 'version' && `${entry.contractId} ${entry.version}`).sort(),
    ).toEqual(expected.sort())
    expect(git(folder, 'tag').split('\n').length).toBe(expected.length)
  })

  test('takes over what people push', async () => {
    const { remoteUrl } = newRemote()
    const { log } = await openLogIn(gitFolder(), { remoteUrl })
    const end = await appendAtEnd(log, orders())
    const person = clone(remoteUrl)
    commitFiles(person, 'By hand', { 'contracts/b/versions/1.0.0.yaml': 'version: 1.0.0\nid: b\n' })
    git(person, 'push', '--quiet')
    await expect(log.append([orders('2.0.0')], end)).rejects.toThrow(LogMoved)
    await appendAtEnd(log, orders('2.0.0'))
    expect(
      (await readLog(log, end)).map(({ changes }) => changes?.map(({ contractId }) => contractId)),
    ).toEqual([['b'], undefined])
  })

  test('publishes where the remote protects its tags', async () => {
    const { folder, remoteUrl } = newRemote()
    const { log, warnings } = await openLogIn(gitFolder(), { remoteUrl })
    await appendAtEnd(log, orders())
    writeFileSync(
      join(folder, 'hooks/update'),
      '#!/bin/sh\ncase $1 in refs/tags/*) echo protected; exit 1;; esac\n',
    )
    chmodSync(join(folder, 'hooks/update'), 0o755)
    const end = await appendAtEnd(log, orders('1.0.0', 'other'))
    expect(git(folder, 'rev-parse', 'main')).toBe(end.mark)
    expect(warnings.map(({ message }) => message)).toEqual(['the remote refused the tag of a version'])
  })

  test('looks at the remote though a git that was killed has left its lock', async () => {
    const { remoteUrl } = newRemote()
    const root = gitFolder()
    const { log } = await openLogIn(root, { remoteUrl })
    await appendAtEnd(log, orders())
    const lock = join(root, 'refs/dc43-registry/remote.lock')
    writeFileSync(lock, '')
    const old = new Date(Date.now() - 600_000)
    utimesSync(lock, old, old)
    const end = await appendAtEnd((await openLogIn(gitFolder(), { remoteUrl })).log, orders('2.0.0'))
    expect(await log.refresh()).toEqual(end)
    expect(existsSync(lock)).toBe(false)
  })

  test('says that the remote refuses, and appends nothing', async () => {
    const { folder, remoteUrl } = newRemote()
    const root = gitFolder()
    const { log } = await openLogIn(root, { remoteUrl })
    const end = await appendAtEnd(log, orders())
    writeFileSync(join(folder, 'hooks/pre-receive'), '#!/bin/sh\necho no; exit 1\n')
    chmodSync(join(folder, 'hooks/pre-receive'), 0o755)
    await expect(log.append([orders('2.0.0')], end)).rejects.toMatchObject({ code: 'store-unavailable' })
    expect([
      git(folder, 'rev-parse', 'main'),
      git(root, 'rev-parse', 'main'),
      (await log.refresh()).mark,
    ]).toEqual(Array(3).fill(end.mark))
  })

  test('finds an entry whose acknowledgement was lost', async () => {
    const { folder, remoteUrl } = newRemote()
    const { log } = await openLogIn(gitFolder(), { remoteUrl })
    const end = await appendAtEnd(log, orders())
    // the remote has taken it, and ends before it can say so
    writeFileSync(join(folder, 'hooks/post-receive'), '#!/bin/sh\nkill -9 $PPID\n')
    chmodSync(join(folder, 'hooks/post-receive'), 0o755)
    const entry = orders('2.0.0')
    await expect(log.append([entry], end)).rejects.toMatchObject({ code: 'store-unavailable' })
    await log.refresh()
    expect((await readLog(log, end)).map(({ entry }) => entry?.id)).toEqual([entry.id])
  })

  test('is read while the remote is away, and says so', async () => {
    const { folder, remoteUrl } = newRemote()
    const { log, warnings } = await openLogIn(gitFolder(), { remoteUrl })
    const end = await appendAtEnd(log, orders())
    renameSync(folder, `${folder}-away`)
    onTestFinished(() => {
      if (existsSync(`${folder}-away`)) renameSync(`${folder}-away`, folder)
    })
    await expect(log.refresh()).rejects.toMatchObject({ code: 'store-unavailable' })
    await expect(log.refresh()).rejects.toMatchObject({ code: 'store-unavailable' })
    await expect(log.append([orders('2.0.0')], end)).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(log.end()).toEqual(end)
    expect((await readLog(log)).length).toBe(1)
    expect(await log.check()).toEqual(['the remote does not answer: nothing can be changed until it does'])
    expect(warnings.length).toBe(1)
    renameSync(`${folder}-away`, folder)
    expect(await log.refresh()).toEqual(end)
    expect(await log.check()).toEqual([])
  })

  test('keeps what a person has committed in the repository of the service, and the remote counts', async () => {
    const { folder, remoteUrl } = newRemote()
    const root = gitFolder()
    git(root, 'init', '--quiet')
    const { log, warnings } = await openLogIn(root, { remoteUrl })
    const end = await appendAtEnd(log, orders())
    await expect.poll(() => git(root, 'status', '--porcelain')).toBe('')
    const own = commitFiles(root, 'Here', { 'contracts/b/versions/1.0.0.yaml': 'version: 1.0.0\nid: b\n' })
    expect(await log.refresh()).toEqual(end)
    const ends = [git(root, 'rev-parse', 'main'), git(folder, 'rev-parse', 'main')]
    expect(ends).toEqual([end.mark, end.mark])
    expect(git(root, 'for-each-ref', '--format=%(objectname)', 'refs/dc43-registry/replaced')).toBe(own)
    expect(warnings.map(({ fields }) => fields)).toEqual([{ commit: own }])
    await appendAtEnd(log, orders('2.0.0'))
    expect((await readLog(log)).map(({ changes }) => changes)).toEqual([undefined, undefined])
  })

  test('notices that the past of the remote was changed, and keeps its own', async () => {
    const { remoteUrl } = newRemote()
    const root = gitFolder()
    const { log, warnings } = await openLogIn(root, { remoteUrl })
    await appendAtEnd(log, orders())
    const end = await appendAtEnd(log, orders('2.0.0'))
    const person = clone(remoteUrl)
    git(person, 'reset', '--quiet', '--hard', 'HEAD~')
    commitFiles(person, 'Rewritten', { 'contracts/b/versions/1.0.0.yaml': 'version: 1.0.0\nid: b\n' })
    git(person, 'push', '--quiet', '--force')
    await expect(log.append([orders('3.0.0')], end)).rejects.toThrow(LogMoved)
    await log.refresh()
    await expect(readLog(log, end)).rejects.toThrow(LogRewritten)
    expect((await readLog(log)).length).toBe(2)
    expect(warnings.map(({ message }) => message)).toEqual([
      'the history of the branch was rewritten: the git store is read again; protect the branch',
    ])
    expect(git(root, 'for-each-ref', '--format=%(objectname)', 'refs/dc43-registry/replaced')).toBe(end.mark)
    await appendAtEnd(log, orders('4.0.0'))
  })
})

describe('a log that is pushed in the background', () => {
  test('acknowledges at once, pushes later, and brings together what both sides have', async () => {
    const { folder, remoteUrl } = newRemote()
    const waiting: number[] = []
    const observer = {
      unpushed: (commits: number) => void waiting.push(commits),
      pushed: () => undefined,
      pushFailed: () => undefined,
    }
    const root = gitFolder()
    const { log } = await openLogIn(root, { remoteUrl, autoPush: false }, observer)
    const end = await appendAtEnd(log, orders())
    await expect
      .poll(() => git(folder, 'for-each-ref', '--format=%(objectname)'))
      .toBe(`${end.mark}\n${end.mark}`)
    renameSync(folder, `${folder}-away`)
    await appendAtEnd(log, orders('2.0.0'))
    await expect.poll(() => waiting.at(-1)).toBe(1)
    expect(await log.check()).toEqual(['changes wait to be pushed to the remote'])
    renameSync(`${folder}-away`, folder)
    const person = clone(remoteUrl)
    commitFiles(person, 'By hand', { 'contracts/b/versions/1.0.0.yaml': 'version: 1.0.0\nid: b\n' })
    // either of them may come first
    await expect
      .poll(() => {
        git(person, 'pull', '--quiet', '--rebase')
        git(person, 'push', '--quiet')
        return git(folder, 'log', '--format=%s', 'main')
          .split('\n')
          .filter(line => line === 'By hand').length
      })
      .toBe(1)
    await expect.poll(() => waiting.at(-1)).toBe(0)
    await expect.poll(async () => (await readLog(log)).flatMap(({ changes = [] }) => changes).length).toBe(1)
    expect((await readLog(log)).slice(0, 2).map(({ entry }) => entry)).not.toContain(undefined)
    const last = await appendAtEnd(log, orders('3.0.0'))
    await expect.poll(() => git(folder, 'rev-parse', 'main')).toBe(last.mark)
  })

  test('merges what was pushed while it could not', async () => {
    const { folder, remoteUrl } = newRemote()
    const root = gitFolder()
    const { log } = await openLogIn(root, { remoteUrl, autoPush: false })
    const end = await appendAtEnd(log, orders())
    await expect.poll(() => git(folder, 'for-each-ref').includes('main')).toBe(true)
    const person = clone(remoteUrl)
    commitFiles(person, 'By hand', { 'contracts/b/versions/1.0.0.yaml': 'version: 1.0.0\nid: b\n' })
    renameSync(folder, `${folder}-away`)
    await appendAtEnd(log, orders('2.0.0'))
    renameSync(`${folder}-away`, folder)
    git(person, 'push', '--quiet', '--force')
    await expect
      .poll(async () => (await readLog(log, end)).flatMap(({ changes = [] }) => changes))
      .toMatchObject([{ contractId: 'b', caller: 'Jane Doe <jane@example.org>', reason: 'By hand' }])
  })

  test('leaves what it cannot merge to a person', async () => {
    const { folder, remoteUrl } = newRemote()
    const root = gitFolder()
    const { log, warnings } = await openLogIn(root, { remoteUrl, autoPush: false })
    await appendAtEnd(log, orders())
    await expect.poll(() => git(folder, 'for-each-ref').includes('main')).toBe(true)
    const person = clone(remoteUrl)
    const file = 'contracts/sales.orders/versions/1.0.0.json'
    commitFiles(person, 'By hand', {
      [file]: '{ "version": "1.0.0", "id": "sales.orders", "name": "theirs" }',
    })
    renameSync(folder, `${folder}-away`)
    const ours = await appendAtEnd(log, orders('1.0.0', 'ours'))
    renameSync(`${folder}-away`, folder)
    git(person, 'push', '--quiet')
    await expect
      .poll(
        () =>
          warnings.filter(({ fields }) =>
            String((fields as { err: unknown }).err).includes('merge them by hand'),
          ).length,
      )
      .toBe(1)
    expect(await log.check()).toEqual(['changes wait to be pushed to the remote'])
    expect(await log.refresh()).toEqual(ours)
    git(person, 'pull', '--quiet', '--no-rebase', '--strategy-option=theirs', root, 'main')
    git(person, 'push', '--quiet', root, 'HEAD:main')
    await expect.poll(() => log.check()).toEqual([])
    expect(git(folder, 'rev-parse', 'main')).toBe((await log.refresh()).mark)
  })
})

describe('a log that is pushed in the background, when the remote is rewritten', () => {
  /** A log that the remote has in whole. */
  async function pushedLog() {
    const { folder, remoteUrl } = newRemote()
    const root = gitFolder()
    const settings = { remoteUrl, autoPush: false }
    const { log, warnings } = await openLogIn(root, settings)
    await appendAtEnd(log, orders())
    const end = await appendAtEnd(log, orders('2.0.0'))
    await expect.poll(() => sharedEnd(root)).toBe(end.mark)
    return { folder, root, settings, log, warnings, end }
  }

  function sharedEnd(root: string): string {
    return git(root, 'for-each-ref', '--format=%(objectname)', 'refs/dc43-registry/shared')
  }

  test.each(['cut', 'replaced'])('follows when nothing waits, and keeps its own: %s', async how => {
    const { folder, root, log, warnings, end } = await pushedLog()
    const to = how === 'cut' ? 'main~' : git(folder, 'commit-tree', '-m', 'rewritten', 'main~^{tree}')
    const theirs = git(folder, 'rev-parse', to)
    git(folder, 'update-ref', 'refs/heads/main', theirs)
    await expect.poll(async () => (await log.refresh()).mark).toBe(theirs)
    await expect(readLog(log, end)).rejects.toThrow(LogRewritten)
    expect(git(folder, 'rev-parse', 'main')).toBe(theirs)
    expect(git(root, 'for-each-ref', '--format=%(objectname)', 'refs/dc43-registry/replaced')).toBe(end.mark)
    expect(warnings.map(({ message }) => message)).toContain(
      'the history of the branch was rewritten: the git store is read again; protect the branch',
    )
    const last = await appendAtEnd(log, orders('4.0.0'))
    await expect.poll(() => git(folder, 'rev-parse', 'main')).toBe(last.mark)
  })

  test('leaves it to a person when changes wait', async () => {
    const { folder, root, log, warnings } = await pushedLog()
    renameSync(folder, `${folder}-away`)
    const ours = await appendAtEnd(log, orders('3.0.0'))
    const theirs = git(`${folder}-away`, 'rev-parse', 'main~')
    git(`${folder}-away`, 'update-ref', 'refs/heads/main', theirs)
    renameSync(`${folder}-away`, folder)
    const told = () =>
      warnings.filter(({ fields }) => String((fields as { err: unknown }).err).includes('was rewritten'))
        .length
    await expect.poll(told).toBe(1)
    expect(await log.refresh()).toEqual(ours)
    expect(git(folder, 'rev-parse', 'main')).toBe(theirs)
    expect(await log.check()).toEqual(['changes wait to be pushed to the remote'])
    git(folder, 'fetch', '--quiet', root, 'main')
    git(folder, 'update-ref', 'refs/heads/main', ours.mark)
    await expect.poll(() => log.check()).toEqual([])
  })

  test('pushes the tags of what an earlier process left, however many', async () => {
    const { folder, root, settings, log } = await pushedLog()
    renameSync(folder, `${folder}-away`)
    const deleted = { ...orders('2.0.0'), operation: 'delete', revision: 2, state: undefined } as const
    await appendAtEnd(
      log,
      deleted,
      ...Array.from({ length: 450 }, (_, at) => entryOf(jsonVersion(`c${at}`, '1'))),
    )
    await log.close()
    renameSync(`${folder}-away`, folder)
    const { log: again } = await openLogIn(root, settings)
    const tags = git(root, 'for-each-ref', 'refs/tags')
    expect(tags.split('\n').length).toBe(451)
    await expect.poll(() => git(folder, 'for-each-ref', 'refs/tags')).toBe(tags)
    expect(git(folder, 'rev-parse', 'main')).toBe((await again.refresh()).mark)
  })

  test('merges what another instance has pushed, all of it', async () => {
    const { remoteUrl } = newRemote()
    const [one, other] = [gitFolder(), gitFolder()]
    const first = await openLogIn(one, { remoteUrl, autoPush: false })
    await appendAtEnd(first.log, orders())
    await expect.poll(() => sharedEnd(one)).not.toBe('')
    await first.log.close()
    const second = await openLogIn(other, { remoteUrl })
    await appendAtEnd(second.log, orders('1.1.0'))
    await appendAtEnd(second.log, orders('1.2.0'))
    await appendAtEnd((await openLogIn(one)).log, entryOf(jsonVersion('b', '1.0.0')))
    const { log } = await openLogIn(one, { remoteUrl, autoPush: false })
    await expect
      .poll(async () =>
        (await readLog(log)).flatMap(({ changes = [] }) => changes.map(({ version }) => version)),
      )
      .toEqual(['1.1.0', '1.2.0'])
  })
})

describe('the end of a process', () => {
  const ids = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [])

  async function writers(
    settings: readonly GitSettings[],
    notes: readonly string[],
  ): Promise<{ child: ChildProcess; ended: Promise<void> }[]> {
    return Promise.all(
      settings.map(async (one, at) => {
        const child = fork(
          join(import.meta.dirname, '../support/git-writer.ts'),
          [JSON.stringify(one), `w${at}-${crypto.randomUUID().slice(0, 4)}`, notes[at] ?? ''],
          { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
        )
        const said = text(child.stderr as Readable)
        const ended = once(child, 'exit').then(async ([, signal]) => {
          if (signal !== 'SIGKILL') throw new Error(`a writer ended by itself: ${await said}`)
        })
        ended.catch(() => undefined)
        onTestFinished(() => void child.kill('SIGKILL'))
        await Promise.race([once(child, 'message'), ended])
        return { child, ended }
      }),
    )
  }

  test.each(['local', 'remote'])('by kill -9 loses nothing that was acknowledged: %s', async kind => {
    const { remoteUrl } = newRemote()
    const notes = [join(gitFolder(), 'a'), join(gitFolder(), 'b')]
    const local = gitFolder()
    const settings = notes.map(() => ({
      ...gitSettings,
      ...(kind === 'local' ? { root: local } : { root: gitFolder(), remoteUrl }),
    }))
    for (let round = 0; round < 3; round++) {
      const before = notes.map(file => ids(file).length)
      const children = await writers(settings, notes)
      const isNoted = () =>
        notes.some((file, at) => ids(file).length > (before[at] ?? 0)) || 'nothing was acknowledged'
      await Promise.race([until(isNoted), ...children.map(({ ended }) => ended)])
      for (const { child } of children) child.kill('SIGKILL')
      await Promise.all(children.map(({ ended }) => ended))
    }
    const { log } = await openLogIn(
      kind === 'local' ? local : gitFolder(),
      kind === 'local' ? {} : { remoteUrl },
    )
    const told = await readLog(log)
    const kept = told.map(({ entry }) => entry?.id)
    const acknowledged = notes.flatMap(ids)
    expect(acknowledged.length).toBeGreaterThanOrEqual(3)
    expect(acknowledged.filter(id => !kept.includes(id))).toEqual([])
    expect(new Set(kept).size).toBe(kept.length)
    expect(kept).not.toContain(undefined)
    // one that was killed can be opened, and goes on
    const again = await openLogIn(settings[0]?.root ?? '', { ...settings[0] })
    await appendAtEnd(again.log, orders())
  })
})

if (!isSshInstalled) notRun('tests on a remote by ssh', 'install openssh-server')

describe.skipIf(!isSshInstalled)('a remote by ssh', () => {
  test('is reached by a key, and only when its host is known', async () => {
    const { folder } = newRemote()
    const server = await startSshServer(gitFolder())
    const access = {
      remoteUrl: server.urlOf(folder),
      sshKeyFile: server.keyFile,
      knownHostsFile: server.knownHostsFile,
    }
    const { log } = await openLogIn(gitFolder(), access)
    const end = await appendAtEnd(log, orders())
    expect(git(folder, 'rev-parse', 'main')).toBe(end.mark)
    const nobody = join(gitFolder(), 'nobody')
    writeFileSync(nobody, '')
    const unknown = openLogIn(gitFolder(), { ...access, knownHostsFile: nobody })
    await expect(unknown).rejects.toMatchObject({
      key: 'contract_store.remote_url',
      message: expect.stringContaining('Host key verification failed'),
    })
    const refused = openLogIn(gitFolder(), { ...access, sshKeyFile: join(gitFolder(), 'no key') })
    await expect(refused).rejects.toMatchObject({
      key: 'contract_store.remote_url',
      message: expect.stringContaining('Permission denied'),
    })
  })
})

test('an empty log ends nowhere', async () => {
  const { remoteUrl } = newRemote()
  const { log } = await openLogIn(gitFolder(), { remoteUrl })
  expect(await log.refresh()).toEqual(emptyPlace)
  expect(await log.check()).toEqual([])
})
