import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openGitLog } from '../../src/stores/git/open-log.ts'
import type { GitSettings } from '../../src/stores/git/settings.ts'
import { openIndexedStore } from '../../src/stores/indexed/indexed-store.ts'
import { privateIndex } from '../../src/stores/indexed/private-index.ts'
import type { ContractStore } from '../../src/stores/store.ts'
import { documentWorkers } from '../support/document-workers.ts'
import { commitFiles, git, gitFolder, gitSettings } from '../support/git.ts'
import { patientLog } from '../support/patient.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { type Storage, testContractStore } from './contract-store.suite.ts'

const quiet = { info: () => undefined, warn: () => undefined }

/** A repository, and an index for each store that is opened on it. */
async function createStorage(more: Partial<GitSettings> = {}): Promise<Storage & { readonly root: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  const root = join(folder, 'repository')
  let opened = 0
  return {
    root,
    share: 0.3,
    async open() {
      const { log } = await openGitLog({ ...gitSettings, ...more, root }, documentWorkers, quiet)
      const file = join(folder, `index-${opened++}`, 'index.db')
      const source = privateIndex({
        ...{ key: 'contract_store.root', file, documents: documentWorkers, tell: quiet },
      })
      const parts = { log: patientLog(log), source, documents: documentWorkers, tell: quiet }
      return openIndexedStore(parts, { refreshInterval: 100, reconcileInterval: 0 })
    },
    remove: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

describe('a git repository', () => {
  testContractStore(() => createStorage())
})

describe('the store of a git repository', () => {
  const first = jsonVersion('a', '1.0.0', { name: 'one' })
  const oldest = { order: 'oldest', limit: 100 } as const

  async function newStore(more: Partial<GitSettings> = {}) {
    const storage = await createStorage(more)
    const opened: ContractStore[] = []
    onTestFinished(async () => {
      await Promise.all(opened.map(store => store.close()))
      await storage.remove()
    })
    const open = async () => {
      const store = await storage.open()
      opened.push(store)
      return store
    }
    return { root: storage.root, open, store: await open() }
  }

  test('takes over what people commit, with their name, time and message', async () => {
    const { root, store } = await newStore()
    await publish(store, first)
    const person = gitFolder()
    git(person, 'clone', '--quiet', root, '.')
    const files = { 'contracts/b/versions/1.0.0.yaml': 'version: 1.0.0\nid: b\n' }
    const commit = commitFiles(person, 'Add b\n\nAs agreed.', {
      ...files,
      'contracts/a/versions/1.0.0.json': undefined,
    })
    git(person, 'push', '--quiet')
    expect((await store.get({ contractId: 'b', version: '1.0.0' }))?.json).toBe(
      '{"version":"1.0.0","id":"b"}',
    )
    expect(await store.get(first)).toBeUndefined()
    const time = new Date(Number(git(person, 'show', '-s', '--format=%ct', commit)) * 1000)
    const external = {
      operation: 'external',
      caller: 'Jane Doe <jane@example.org>',
      reason: 'Add b\n\nAs agreed.',
    }
    const events = await store.history(oldest)
    expect(events.slice(1)).toMatchObject([
      { ...external, contractId: 'a', revision: 2, fingerprintAfter: undefined },
      { ...external, contractId: 'b', revision: 1 },
    ])
    // never before the event ahead of it
    expect(events[2]?.time.getTime()).toBeGreaterThanOrEqual(
      Math.max(time.getTime(), events[0]?.time.getTime() ?? 0),
    )
    expect((await publish(store, jsonVersion('b', '1.0.0', { name: 'ours' }))).after?.revision).toBe(2)
  })

  test('is read again when the history was rewritten, and goes on', async () => {
    const { root, store } = await newStore()
    await publish(store, first)
    await publish(store, jsonVersion('a', '2.0.0'))
    git(root, 'update-ref', 'refs/heads/main', 'main~')
    expect(await store.listVersions('a')).toEqual(['1.0.0'])
    await publish(store, jsonVersion('a', '3.0.0'))
    expect((await store.history(oldest)).map(({ version }) => version)).toEqual(['1.0.0', '3.0.0'])
  })

  test('tells the same history whoever reads it, and when', async () => {
    const { root, open, store } = await newStore()
    await publish(store, first)
    const person = gitFolder()
    git(person, 'clone', '--quiet', root, '.')
    commitFiles(person, 'x', {
      'contracts/a/versions/1.0.0.yaml': 'version: 1.0.0\nid: a\n',
      'contracts/a/versions/1.0.0.json': undefined,
    })
    git(person, 'push', '--quiet')
    await publish(store, jsonVersion('a', '1.0.0', { name: 'two' }))
    await store.change(first, async () => ({ operation: 'delete' }), somebody)
    await publish(store, first)
    const events = await store.history(oldest)
    expect(events.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5])
    expect(await (await open()).history(oldest)).toEqual(events)
  })

  test('goes on where a commit says what cannot be', async () => {
    const { root, open, store } = await newStore()
    await publish(store, first)
    const person = gitFolder()
    git(person, 'clone', '--quiet', root, '.')
    // the message of the commit before, with another id: the same revision once more
    const message = git(person, 'show', '-s', '--format=%B')
      .replace(/"id":"[^"]*"/, '"id":"other"')
      .replace(/"time":"[^"]*"/, '"time":"2020-01-01T00:00:00.000Z"')
    commitFiles(person, message, {
      'contracts/a/versions/1.0.0.json': '{\n  "version": "1.0.0",\n  "id": "a"\n}\n',
    })
    git(person, 'push', '--quiet')
    expect((await store.get(first))?.json).toBe('{"version":"1.0.0","id":"a"}')
    expect((await publish(store, first)).after?.revision).toBe(3)
    expect(await (await open()).history(oldest)).toEqual(await store.history(oldest))
  })

  test.each(['at once', 'later'])('has what a copied commit of the registry holds, read %s', async when => {
    const { root, open, store } = await newStore()
    await publish(store, first)
    await publish(store, jsonVersion('a', '1.0.0', { name: 'two' }))
    const person = gitFolder()
    git(person, 'clone', '--quiet', root, '.')
    // the registry's own commit of revision 1, made once more on top of revision 2
    const [message, tree] = ['%B', '%T'].map(format =>
      git(person, 'show', '-s', `--format=${format}`, 'HEAD~'),
    )
    const copy = git(person, 'commit-tree', tree as string, '-p', 'HEAD', '-m', message as string)
    git(person, 'push', '--quiet', 'origin', `${copy}:main`)
    const reader = when === 'at once' ? store : await open()
    expect((await reader.get(first))?.json).toBe(first.json)
    const events = await reader.history(oldest)
    expect(events.map(({ revision }) => revision)).toEqual([1, 2, 3])
    expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).toSorted((a, b) => +a - +b))
    expect(await (await open()).history(oldest)).toEqual(events)
  })

  test('is not led into the future by the clock of a person', async () => {
    const { root, open, store } = await newStore()
    await publish(store, first)
    const person = gitFolder()
    git(person, 'clone', '--quiet', root, '.')
    const commitAt = (date: string, version: string) => {
      vi.stubEnv('GIT_COMMITTER_DATE', date)
      onTestFinished(() => void vi.unstubAllEnvs())
      commitFiles(person, date, { [`contracts/b/versions/${version}.yaml`]: `version: ${version}\nid: b\n` })
      git(person, 'push', '--quiet')
    }
    commitAt('2099-01-01T00:00:00Z', '1.0.0')
    await store.history(oldest)
    await publish(store, jsonVersion('a', '2.0.0'))
    git(person, 'pull', '--quiet', '--no-rebase')
    commitAt('2000-01-01T00:00:00Z', '2.0.0')
    const events = await store.history(oldest)
    const [own, ahead, next, behind] = events.map(({ time }) => time.getTime())
    expect(events.map(({ version }) => version)).toEqual(['1.0.0', '1.0.0', '2.0.0', '2.0.0'])
    expect([ahead, behind]).toEqual([own, next])
    expect(next).toBeLessThan(Date.UTC(2099, 0))
    expect(await (await open()).history(oldest)).toEqual(events)
  })
})
