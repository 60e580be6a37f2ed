import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/stores/entry.ts'
import { LogMoved, LogRewritten } from '../../src/stores/indexed/record-log.ts'
import {
  appendAtEnd,
  commitFiles,
  emptyPlace,
  entryOf,
  git,
  gitFolder,
  openLogIn,
  readLog,
} from '../support/git.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'

const yaml = '\ufeffversion: 1.0.0 # exactly\r\nid: "a"\r\nname: "é 😀"   \r\n'
const orders = (members: object = {}, version = '1.0.0') =>
  jsonVersion('sales.orders', version, { status: 'draft', ...members })

describe('a log in git', () => {
  test('gives back what was appended, through any instance', async () => {
    const root = gitFolder()
    const [one, other] = [await openLogIn(root), await openLogIn(root)]
    expect(one.log.end()).toEqual(emptyPlace)
    const link = {
      ...{ datasetId: 'd/1', datasetVersion: '7', contractId: 'a', contractVersion: '1.0.0' },
      ...{ linkedAt: new Date('2026-03-31T12:00:00.123Z'), linkedBy: 'jane' },
    }
    const batches: Entry[][] = [
      [
        entryOf(orders({ schema: [{ name: 'o' }] })),
        entryOf(yamlVersion('a', '1.0.0', yaml), { reason: 'first' }),
      ],
      [
        entryOf(orders({ status: 'active' }), {
          operation: 'status',
          revision: 2,
          successor: null,
          sunset: new Date(0),
        }),
      ],
      [{ kind: 'link', id: 'link', link }],
      [entryOf(yamlVersion('a', '1.0.0', yaml), { operation: 'delete', revision: 2, state: undefined })],
      [entryOf(jsonVersion('a', '1.0.0'), { revision: 3, caller: undefined, requestId: 'r' })],
      [
        entryOf(orders(), {
          operation: 'external',
          revision: 3,
          state: { name: 'n', status: 's', fingerprint: 'f', document: undefined },
        }),
      ],
    ]
    let end = emptyPlace
    for (const batch of batches) end = await one.log.append(batch, end)
    expect(await other.log.end()).toEqual(end)
    const told = await readLog(other.log)
    expect(told.map(({ entry }) => entry)).toEqual(batches.flat())
    expect(told.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(await readLog(other.log, told[4])).toEqual(told.slice(5))
    expect(await other.log.placeOf(3)).toEqual({ position: 3, mark: told[2]?.mark })
    expect(await other.log.placeOf(8)).toBeUndefined()
    expect(await other.log.check()).toEqual([])
  })

  test('is commits with author, subject, reason, tags and files', async () => {
    const root = gitFolder()
    const { log } = await openLogIn(root)
    await appendAtEnd(
      log,
      entryOf(orders(), { caller: 'Jane Doe <jane@example.org>', reason: 'Because.\n\nOf that.' }),
    )
    await appendAtEnd(
      log,
      entryOf(
        yamlVersion('sales.orders', '1.1.0', yaml.replace('1.0.0', '1.1.0').replace('"a"', 'sales.orders')),
      ),
    )
    expect(
      git(root, 'log', '-1', '--format=%an <%ae> %at %cn %s%n%b', 'main~').split('\n').slice(0, 3),
    ).toEqual([
      'Jane Doe <jane@example.org> 1774958400 dc43-registry Publish sales.orders 1.0.0',
      'Because.',
      '',
    ])
    expect(git(root, 'ls-tree', '-r', '--name-only', 'main').split('\n')).toEqual([
      'contracts/sales.orders/contract.yaml',
      'contracts/sales.orders/metadata.json',
      'contracts/sales.orders/versions/1.0.0.json',
      'contracts/sales.orders/versions/1.1.0.yaml',
    ])
    const metadata = JSON.parse(git(root, 'show', 'main:contracts/sales.orders/metadata.json'))
    expect(metadata).toMatchObject({
      id: 'sales.orders',
      latest_version: '1.1.0',
      versions: [{ version: '1.1.0' }, { version: '1.0.0', status: 'draft' }],
    })
    expect(git(root, 'rev-parse', 'sales.orders/v1.0.0', 'sales.orders/v1.1.0')).toBe(
      git(root, 'rev-parse', 'main~', 'main'),
    )
    await appendAtEnd(
      log,
      entryOf(orders({}, '1.1.0'), { operation: 'delete', revision: 2, state: undefined }),
    )
    expect(git(root, 'ls-tree', '-r', '--name-only', 'main').split('\n')[0]).toBe(
      'contracts/sales.orders/contract.json',
    )
    expect(git(root, 'tag')).toBe('sales.orders/v1.0.0')
    await appendAtEnd(log, entryOf(orders(), { operation: 'delete', revision: 2, state: undefined }))
    expect(git(root, 'ls-tree', '-r', '--name-only', 'main')).toBe('')
    git(root, 'fsck', '--strict')
  })

  test('keeps the bytes of YAML, whatever attributes and configuration say', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet')
    git(root, 'config', 'core.autocrlf', 'true')
    git(root, 'config', 'filter.x.clean', 'tr a-z A-Z')
    commitFiles(root, 'attributes', {
      '.gitattributes': '* text=auto eol=crlf ident\n*.yaml filter=x working-tree-encoding=UTF-16\n',
    })
    const { log } = await openLogIn(root)
    await appendAtEnd(log, entryOf(yamlVersion('a', '1.0.0', yaml)))
    const stored = execFileSync('git', ['cat-file', 'blob', 'main:contracts/a/versions/1.0.0.yaml'], {
      cwd: root,
    })
    expect(stored.equals(Buffer.from(yaml))).toBe(true)
    const [, told] = await readLog(log)
    expect(told?.entry).toMatchObject({ state: { document: { source: Buffer.from(yaml) } } })
  })

  test('keeps JSON that reading the YAML does not give', async () => {
    const { log } = await openLogIn(gitFolder())
    const version = yamlVersion('a', '1.0.0', yaml)
    const entry = entryOf({ ...version, json: '{"version":"1.0.0","id":"a","name":"other"}' })
    const raw = entryOf({ ...jsonVersion('b', '1.0.0'), json: '{ "no": JSON at all' })
    await appendAtEnd(log, entry, raw)
    expect((await readLog(log)).map(({ entry }) => entry)).toEqual([entry, raw])
    await appendAtEnd(log, entryOf(version))
    expect((await readLog(log)).at(-1)?.entry).toMatchObject({ state: { document: { json: version.json } } })
  })

  test('refuses an entry behind a place that is not the end', async () => {
    const root = gitFolder()
    const [one, other] = [await openLogIn(root), await openLogIn(root)]
    const end = await one.log.append([entryOf(orders())], emptyPlace)
    await expect(other.log.append([entryOf(orders())], emptyPlace)).rejects.toThrow(LogMoved)
    // nobody waits for who has given up
    const waiting = () => readdirSync(join(root, 'dc43-registry/turns')).length
    expect(waiting()).toBe(1)
    await other.log.endTurn?.()
    expect(waiting()).toBe(0)
    const both = await Promise.allSettled(
      [one, other].map(({ log }, at) => log.append([entryOf(orders({ name: `${at}` }))], end)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(LogMoved) })
    expect((await readLog(one.log)).length).toBe(2)
  })

  test('has every entry of instances that write at the same time once', async () => {
    const root = gitFolder()
    const logs = [await openLogIn(root), await openLogIn(root), await openLogIn(root)]
    const entries = logs.map((_, writer) =>
      Array.from({ length: 6 }, (_, at) => entryOf(jsonVersion(`w${writer}`, `${at}.0.0`))),
    )
    await Promise.all(
      logs.map(async ({ log }, writer) => {
        for (const entry of entries[writer] ?? []) await appendAtEnd(log, entry)
      }),
    )
    const ids = (await readLog((await openLogIn(root)).log)).map(({ entry }) => entry?.id)
    expect(ids.toSorted()).toEqual(
      entries
        .flat()
        .map(({ id }) => id)
        .sort(),
    )
    for (const own of entries)
      expect(ids.filter(id => own.some(entry => entry.id === id))).toEqual(own.map(({ id }) => id))
  })

  test('takes ids that no ref and no path could have, each as a contract of its own', async () => {
    const root = gitFolder()
    const { log } = await openLogIn(root)
    const pairs: [string, string][] = [
      ...([
        ['a/v1', '2'],
        ['a', '1/v2'],
        ['..', '..'],
        ['.lock', 'x.lock'],
        ['~^:?*[', '@{1}'],
        ['Orders', '1'],
        ['orders', '1'],
      ] as [string, string][]),
      ...([
        ['x'.repeat(255), 'y'.repeat(128)],
        ['😀'.repeat(127), 'é'.repeat(128)],
        ['--force', '-d'],
        ['$(id)', '`id`'],
      ] as [string, string][]),
      ...([
        ['.git', 'HEAD'],
        ['a"b', 'c d'],
        ['é', '1'],
        ['e\u0301', '1'],
      ] as [string, string][]),
    ]
    const entries = pairs.map(([id, version]) =>
      entryOf(jsonVersion(id, version), { caller: `${id}\n<x> Dc43-Entry: {}` }),
    )
    for (const entry of entries) await appendAtEnd(log, entry)
    expect((await readLog(log)).map(({ entry }) => entry)).toEqual(entries)
    expect(git(root, 'tag').split('\n').length).toBe(pairs.length)
    git(root, 'fsck', '--strict')
    for (const entry of entries)
      await appendAtEnd(log, {
        ...entry,
        id: `${entry.id}-`,
        operation: 'delete',
        revision: 2,
        state: undefined,
      })
    expect(git(root, 'ls-tree', '-r', '--name-only', 'main')).toBe('')
    expect(git(root, 'tag')).toBe('')
  })

  test('publishes where a tag of others is in the way', async () => {
    const root = gitFolder()
    const { log, warnings } = await openLogIn(root)
    await appendAtEnd(log, entryOf(orders()))
    git(root, 'tag', '--delete', 'sales.orders/v1.0.0')
    git(root, 'tag', 'sales.orders')
    await appendAtEnd(log, entryOf(orders(), { revision: 2 }))
    expect((await readLog(log)).length).toBe(2)
    expect(warnings.map(({ message }) => message)).toEqual(['the tag of a version could not be set'])
  })

  test('goes on where a git that was killed has left its locks', async () => {
    const root = gitFolder()
    const { log } = await openLogIn(root)
    await appendAtEnd(log, entryOf(orders()))
    const locks = ['refs/heads/main.lock', 'refs/tags/sales.orders/v2.0.0.lock', 'packed-refs.lock'].map(
      name => join(root, name),
    )
    for (const lock of locks) writeFileSync(lock, '')
    const old = new Date(Date.now() - 600_000)
    for (const lock of locks) utimesSync(lock, old, old)
    await appendAtEnd(log, entryOf(orders({}, '2.0.0')))
    const removed = { operation: 'delete', revision: 2, state: undefined } as const
    await appendAtEnd(log, entryOf(orders(), removed))
    expect((await readLog(log)).length).toBe(3)
    expect(readdirSync(root, { recursive: true }).filter(name => String(name).endsWith('.lock'))).toEqual([])
  })

  test('goes on when git has put its files together', async () => {
    const root = gitFolder()
    const { log } = await openLogIn(root)
    await appendAtEnd(log, entryOf(orders()))
    git(root, 'gc', '--quiet', '--prune=now')
    expect(existsSync(join(root, 'refs/heads/main'))).toBe(false)
    const end = await log.end()
    expect(end.position).toBe(1)
    await appendAtEnd(log, entryOf(orders({ name: 'two' }), { revision: 2 }))
    git(root, 'pack-refs', '--all')
    expect((await log.end()).position).toBe(2)
    expect((await readLog(log)).length).toBe(2)
  })

  test('never runs hooks or programs of the configuration', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet', '--bare')
    const trap = join(root, 'trap')
    writeFileSync(trap, `#!/bin/sh\ntouch ${root}/sprung\n`)
    chmodSync(trap, 0o755)
    mkdirSync(join(root, 'hooks'), { recursive: true })
    for (const hook of ['reference-transaction', 'post-update', 'pre-push', 'update', 'pre-auto-gc'])
      writeFileSync(join(root, 'hooks', hook), readFileSync(trap), { mode: 0o755 })
    appendFileSync(
      join(root, 'config'),
      `[core]\n\tfsmonitor = ${trap}\n\tpager = ${trap}\n[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = ${trap}\n`,
    )
    const { log } = await openLogIn(root)
    await appendAtEnd(log, entryOf(orders()))
    await readLog(log)
    expect(existsSync(join(root, 'sprung'))).toBe(false)
  })
})

describe('commits of others', () => {
  const file = 'contracts/sales.orders/versions/1.0.0.yaml'
  const text = (name: string, version = '1.0.0') => `version: ${version}\nid: sales.orders\nname: ${name}\n`

  test('are changes with author, time and message, among the entries', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet')
    const { log } = await openLogIn(root)
    const first = commitFiles(root, 'Add orders\n\nAs agreed.', { [file]: text('one'), 'README.md': 'x' })
    await appendAtEnd(log, entryOf(yamlVersion('sales.orders', '1.0.0', text('two')), { revision: 2 }))
    git(root, 'reset', '--hard', '--quiet')
    commitFiles(root, 'Rename', {
      [file]: undefined,
      'contracts/sales.orders/versions/1.0.1.yaml': text('two', '1.0.1'),
    })
    commitFiles(root, 'Nothing of ours', { 'README.md': 'y' })
    const told = await readLog(log)
    const time = new Date(Number(git(root, 'show', '-s', '--format=%ct', first)) * 1000)
    const made = { caller: 'Jane Doe <jane@example.org>', contractId: 'sales.orders' }
    expect(told.map(({ changes }) => changes)).toEqual([
      [
        {
          ...made,
          time,
          reason: 'Add orders\n\nAs agreed.',
          version: '1.0.0',
          document: {
            json: yamlVersion('sales.orders', '1.0.0', text('one')).json,
            source: Buffer.from(text('one')),
          },
        },
      ],
      undefined,
      [
        expect.objectContaining({ ...made, version: '1.0.0', reason: 'Rename', document: undefined }),
        expect.objectContaining({ ...made, version: '1.0.1', document: expect.anything() }),
      ],
      [],
    ])
  })

  test('may change the file of the latest version alone', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet')
    const { log } = await openLogIn(root)
    await appendAtEnd(log, entryOf(yamlVersion('sales.orders', '1.0.0', text('one'))))
    git(root, 'reset', '--hard', '--quiet')
    commitFiles(root, 'Edit', { 'contracts/sales.orders/contract.yaml': text('edited', '1.1.0') })
    expect((await readLog(log)).at(-1)?.changes).toMatchObject([
      { version: '1.1.0', document: { source: Buffer.from(text('edited', '1.1.0')) } },
    ])
    await appendAtEnd(log, entryOf(yamlVersion('sales.orders', '0.9.0', text('old', '0.9.0'))))
    expect(git(root, 'show', 'main:contracts/sales.orders/versions/1.1.0.yaml')).toBe(
      text('edited', '1.1.0').trim(),
    )
    expect(git(root, 'show', 'main:contracts/sales.orders/contract.yaml')).toBe(
      text('edited', '1.1.0').trim(),
    )
    expect((await readLog(log)).at(-1)?.entry).toMatchObject({ version: '0.9.0' })
  })

  const versionFile = (version: string) => `contracts/sales.orders/versions/${version}.yaml`
  const latestFile = 'contracts/sales.orders/contract.yaml'
  const published = (version: string, name: string) =>
    entryOf(yamlVersion('sales.orders', version, text(name, version)))

  /** A repository that has a version, of the registry or of a person. */
  async function withVersion(by: 'registry' | 'person') {
    const root = gitFolder()
    git(root, 'init', '--quiet')
    const { log } = await openLogIn(root)
    if (by === 'person') commitFiles(root, 'First', { [file]: text('one'), [latestFile]: text('one') })
    else await appendAtEnd(log, published('1.0.0', 'one'))
    git(root, 'reset', '--hard', '--quiet')
    return { root, log }
  }

  test.each([
    'registry',
    'person',
  ] as const)('change the file of a version alone, and the old copy of it, by the %s, is no edit', async by => {
    const { root, log } = await withVersion(by)
    commitFiles(root, 'Merged', { [file]: text('merged') })
    await appendAtEnd(log, published('1.1.0', 'next'))
    expect(git(root, 'show', `main:${file}`)).toBe(text('merged').trim())
    git(root, 'reset', '--hard', '--quiet')
    commitFiles(root, 'Removed', { [versionFile('1.1.0')]: undefined })
    await appendAtEnd(log, published('1.2.0', 'after that'))
    expect(git(root, 'ls-tree', '--name-only', 'main:contracts/sales.orders/versions')).toBe(
      '1.0.0.yaml\n1.2.0.yaml',
    )
  })

  test.each([
    ['the version', [latestFile, file], 2],
    ['the copy', [file, latestFile], 2],
    ['the copy', [latestFile], 1],
  ] as const)('change both a version and its copy: %s, which was changed last, counts', async (_, files, count) => {
    const { root, log } = await withVersion('registry')
    for (const path of files) commitFiles(root, path, { [path]: text(path) })
    const last = text(files.at(-1) ?? '')
    await appendAtEnd(log, published('1.1.0', 'next'))
    expect(git(root, 'show', `main:${file}`)).toBe(last.trim())
    const changes = (await readLog(log)).flatMap(({ changes = [] }) => changes)
    expect(changes.length).toBe(count)
    expect(changes.at(-1)?.document?.source?.toString()).toBe(last)
  })

  test('change a version together with other copies of it, and the file of the version counts', async () => {
    const { root, log } = await withVersion('registry')
    const end = await log.end()
    const json = 'contracts/sales.orders/contract.json'
    const asJson = (name: string) => JSON.stringify({ version: '1.2.0', id: 'sales.orders', name })
    commitFiles(root, 'All', {
      [versionFile('1.1.0')]: text('right', '1.1.0'),
      [latestFile]: text('old', '1.1.0'),
      [json]: JSON.stringify({ version: '1.1.0', id: 'sales.orders', name: 'older' }),
    })
    commitFiles(root, 'Copies', { [latestFile]: text('yaml', '1.2.0'), [json]: asJson('json') })
    commitFiles(root, 'One of them', { [latestFile]: 'no: [', [json]: asJson('only') })
    const told = (await readLog(log, end)).map(({ changes = [] }) =>
      changes.map(({ version, document }) => [version, String(document?.source ?? document?.json)]),
    )
    expect(told).toEqual([
      [['1.1.0', text('right', '1.1.0')]],
      [['1.2.0', text('yaml', '1.2.0')]],
      [['1.2.0', asJson('only')]],
    ])
    await appendAtEnd(log, published('1.3.0', 'next'))
    expect(git(root, 'show', `main:${versionFile('1.1.0')}`)).toBe(text('right', '1.1.0').trim())
  })

  test('stay, where they have put files beside a contract whose last version is deleted', async () => {
    const { root, log } = await withVersion('registry')
    const beside = {
      'contracts/sales.orders/README.md': 'why',
      'contracts/sales.orders/versions/NOTES.txt': 'notes',
      'contracts/sales.orders/validations/1.json': '{}',
    }
    commitFiles(root, 'Beside', beside)
    await appendAtEnd(log, {
      ...published('1.0.0', 'one'),
      operation: 'delete',
      revision: 2,
      state: undefined,
    })
    expect(git(root, 'ls-tree', '-r', '--name-only', 'main').split('\n')).toEqual(Object.keys(beside).sort())
    expect((await readLog(log)).at(-1)?.entry).toMatchObject({ operation: 'delete' })
  })

  test('that hold no valid document are told, and keep nobody else from reading', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet')
    const { log, warnings } = await openLogIn(root)
    const broken = {
      'contracts/a/versions/1.0.0.yaml': 'version: [1.0.0\n',
      'contracts/b/versions/1.0.0.json': '{"version":"2.0.0","id":"b"}',
      'contracts/c/versions/1.0.0.yaml': Buffer.from([0xff, 0xfe, 0]),
      'contracts/%zz/versions/1.0.0.yaml': 'x',
      'contracts/d/contract.yaml': 'id: d\n',
    }
    commitFiles(root, 'Broken', { ...broken, [file]: text('fine') })
    const [told] = await readLog(log)
    expect(told?.changes).toMatchObject([{ contractId: 'sales.orders' }])
    expect(warnings.map(({ fields }) => (fields as { file: string }).file).sort()).toEqual(
      Object.keys(broken).sort(),
    )
    expect(await log.check()).toEqual([
      `files in the repository that hold no valid document: 5; the log names them`,
    ])
    const { log: again } = await openLogIn(root)
    expect(await again.check()).toEqual(await log.check())
    commitFiles(root, 'Mended', {
      ...{
        'contracts/a/versions/1.0.0.yaml': 'version: 1.0.0\nid: a\n',
        'contracts/b/versions/1.0.0.json': undefined,
      },
      ...{
        'contracts/c/versions/1.0.0.yaml': undefined,
        'contracts/%zz/versions/1.0.0.yaml': undefined,
        'contracts/d/contract.yaml': undefined,
      },
    })
    await readLog(log, told)
    expect(await log.check()).toEqual([])
  })

  test('may be merges, of which a person may have made their own commit the first parent', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet')
    const { log } = await openLogIn(root)
    await appendAtEnd(log, entryOf(orders()))
    git(root, 'reset', '--hard', '--quiet')
    git(root, 'switch', '--quiet', '--create', 'work')
    commitFiles(root, 'On a branch', { 'contracts/b/versions/1.0.0.yaml': 'version: 1.0.0\nid: b\n' })
    await appendAtEnd(log, entryOf(orders({ name: 'two' }), { revision: 2 }))
    const before = await readLog(log)
    // what `git pull` and `git push` of a person do
    git(root, 'merge', '--quiet', '--no-edit', 'main')
    git(root, 'branch', '--force', 'main', 'work')
    const added = await readLog(log, before.at(-1))
    expect(added.flatMap(({ changes }) => changes)).toMatchObject([{ contractId: 'b', version: '1.0.0' }])
    expect((await readLog((await openLogIn(root)).log)).map(({ mark }) => mark)).toEqual(
      [...before, ...added].map(({ mark }) => mark),
    )
  })

  test('cannot pass for the registry by what their message says', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet')
    const { log } = await openLogIn(root)
    await appendAtEnd(log, entryOf(orders(), { caller: 'admin' }))
    git(root, 'reset', '--hard', '--quiet')
    const message = git(root, 'show', '-s', '--format=%B', 'main')
    commitFiles(root, message, { 'contracts/b/versions/1.0.0.yaml': 'version: 1.0.0\nid: b\n' })
    commitFiles(root, message, { 'README.md': 'x' })
    const told = await readLog(log)
    expect(told.slice(1).map(({ entry }) => entry)).toEqual([undefined, undefined])
    expect(told[1]?.changes).toMatchObject([{ contractId: 'b', caller: 'Jane Doe <jane@example.org>' }])
  })

  test('that change the past are noticed by whoever has read it', async () => {
    const root = gitFolder()
    const { log, warnings } = await openLogIn(root)
    await appendAtEnd(log, entryOf(orders()))
    const end = await appendAtEnd(log, entryOf(orders({ name: 'two' }), { revision: 2 }))
    git(root, 'update-ref', 'refs/heads/main', git(root, 'commit-tree', '-m', 'rewritten', 'main^{tree}'))
    await expect(log.append([entryOf(orders())], end)).rejects.toThrow(LogMoved)
    expect((await log.refresh()).position).toBe(1)
    await expect(readLog(log, end)).rejects.toThrow(LogRewritten)
    expect(warnings.map(({ message }) => message)).toEqual([
      'the history of the branch was rewritten: the git store is read again; protect the branch',
    ])
    expect((await readLog(log)).map(({ changes }) => changes?.length)).toEqual([1])
    git(root, 'reflog', 'expire', '--expire=now', '--all')
    git(root, 'gc', '--quiet', '--prune=now')
    await expect(readLog((await openLogIn(root)).log, end)).rejects.toThrow(LogRewritten)
  })
})

describe('a work tree', () => {
  test('follows, and what a person has not committed is left as it is', async () => {
    const root = gitFolder()
    git(root, 'init', '--quiet')
    const { log } = await openLogIn(root)
    const path = join(root, 'contracts/sales.orders/versions/1.0.0.json')
    await appendAtEnd(log, entryOf(orders()))
    await expect.poll(() => git(root, 'status', '--porcelain')).toBe('')
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ status: 'draft' })
    writeFileSync(path, 'my own')
    writeFileSync(join(root, 'note'), 'x')
    await appendAtEnd(log, entryOf(orders({ status: 'active' }), { revision: 2 }))
    await expect
      .poll(() => git(root, 'status', '--porcelain'))
      .toBe(' M contracts/sales.orders/versions/1.0.0.json\n?? note')
    expect(readFileSync(path, 'utf8')).toBe('my own')
    expect(
      JSON.parse(readFileSync(join(root, 'contracts/sales.orders/contract.json'), 'utf8')),
    ).toMatchObject({ status: 'active' })
    git(root, 'checkout', '--quiet', '--', 'contracts')
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ status: 'active' })
  })
})
