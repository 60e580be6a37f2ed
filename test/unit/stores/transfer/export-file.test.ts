import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TestRunId } from '../../../../src/domain/test-run.ts'
import type { LinkEntry, VersionEntry } from '../../../../src/stores/entry.ts'
import type { KeptTestRun } from '../../../../src/stores/test-run-store.ts'
import { ExportFile, ExportFileError } from '../../../../src/stores/transfer/export-file.ts'
import { begunExport, exportLines, OtherExport } from '../../../../src/stores/transfer/write-export.ts'
import type { NumberedEntry } from '../../../../src/stores/transfer-store.ts'
import { testRunOf } from '../../../support/sample-test-runs.ts'
import { tempFolder } from '../../../support/temp-folder.ts'

const header = { program: 'test', exportedAt: 'now', source: 'a store', ids: undefined, sequence: 3 }

function versionEntry(revision: number): VersionEntry {
  return {
    ...{
      kind: 'version',
      id: `e${revision}`,
      contractId: 'a\u2028b',
      version: '1',
      operation: 'update',
      revision,
    },
    ...{ time: new Date(revision), caller: undefined, reason: undefined, requestId: undefined },
    ...{ successor: undefined, sunset: undefined },
    state: { name: 'a', status: undefined, fingerprint: 'f', document: { json: '{}', source: undefined } },
  }
}

const link: LinkEntry = {
  kind: 'link',
  id: 'l',
  link: {
    ...{ datasetId: 'd', datasetVersion: '1', contractId: 'a\u2028b', contractVersion: '1' },
    ...{ linkedAt: new Date(0), linkedBy: undefined },
  },
}

const versions = [1, 2, 3].map(versionEntry)
/** The second one has neither its report any more nor a contract. */
const runs: KeptTestRun[] = [
  testRunOf({ runId: 'a', report: '{"rows": 1.0,\u2028"x":"\\ud800"}', dataset: { id: 'd', version: '' } }),
  { ...testRunOf({ runId: 'b', contractId: undefined, version: undefined }), report: undefined },
]
const runLines = runs.map(run => ({ kind: 'test_run', run }))

/** What a store with these entries answers. */
const store = {
  async *entriesAfter(after: number): AsyncGenerator<NumberedEntry> {
    for (const entry of versions) if (entry.revision > after) yield { sequence: entry.revision, entry }
  },
  async *linkEntries() {
    yield link
  },
  testRuns: {
    async *keptRuns(after?: TestRunId) {
      for (const run of runs) if (after === undefined || run.runId > after.runId) yield run
    },
  },
  async history() {
    return versions.map(({ revision, time }) => ({ revision, time, sequence: revision }) as never)
  },
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

async function linesOf(begun?: Awaited<ReturnType<typeof begunExport>>): Promise<string> {
  return (await all(exportLines(store, header, begun, () => undefined))).join('')
}

const whole = await linesOf()
const lines = whole.split('\n')

function fileOf(content: string | Buffer): ExportFile {
  const path = join(tempFolder(), 'export')
  writeFileSync(path, content)
  return new ExportFile(path)
}

describe('an export', () => {
  test('comes back from its file', async () => {
    const file = fileOf(whole)
    expect(await file.header()).toEqual(header)
    const read = await all(file.entries())
    expect(read.map(({ entry }) => entry)).toEqual([...versions, ...runLines, link])
    expect(read.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7])
  })

  test('may have lines that are longer than what is read at once', async () => {
    const json = `{"a":"${'é\u2028'.repeat(200_000)}"}`
    const long = versions.map(one => ({
      ...one,
      state: { name: '', status: '', fingerprint: '', document: { json, source: undefined } },
    }))
    const some = {
      ...store,
      async *entriesAfter() {
        for (const entry of long) yield { sequence: 1, entry }
      },
    }
    const text = (await all(exportLines(some, header, undefined, () => undefined))).join('')
    const read = await all(fileOf(text).entries())
    expect(read.slice(0, 3).map(({ entry }) => entry)).toEqual(long)
  })

  const broken: Readonly<Record<string, [string | Buffer, RegExp]>> = {
    'is empty': ['', /^line 1: the file ends here/],
    'has no header': [lines.slice(1).join('\n'), /^line 1: this is no export/],
    'is of another format': [
      whole.replace('"format":1', '"format":2'),
      /^line 1: format: is of another release/,
    ],
    'was cut between two lines': [
      `${lines.slice(0, 3).join('\n')}\n`,
      /^line 4: the file ends here.*it was cut/,
    ],
    'was cut within a line': [whole.slice(0, -20), /^line 8: the line has no end: the file was cut/],
    'lacks a line': [
      lines.toSpliced(2, 1).join('\n'),
      /^line 7: the file should have 3, 2, 1 changes.* and has 2, 2, 1/,
    ],
    'was changed': [whole.replace('"e2"', '"e9"'), /^line 8: the digest does not fit/],
    'has a broken line': [whole.replace('"revision":2', '"revision":"2"'), /^line 3: revision: /],
    'has a broken test run': [whole.replace('"result":"passed"', '"result":"fine"'), /^line 5: result: /],
    'has an empty line': [lines.toSpliced(2, 0, '').join('\n'), /^line 3: not JSON/],
    'goes on behind its end': [`${whole}{}\n`, /^line 9: something stands behind the end/],
    'is no text': [Buffer.from(`${lines[0]}\n\xff\n`, 'latin1'), /^line 2: the line is not UTF-8 text/],
  }

  test.each(Object.entries(broken))('that %s is refused with the line', async (_, [content, message]) => {
    const reading = all(fileOf(content).entries())
    await expect(reading).rejects.toThrow(ExportFileError)
    await expect(reading).rejects.toThrow(message)
  })
})

describe('an export that was interrupted', () => {
  test('goes on from any byte, and ends as if it had not been', async () => {
    const bytes = Buffer.from(whole)
    const end = bytes.lastIndexOf('{"kind":"end"')
    for (let cut = 0; cut < end; cut += 7) {
      const { path } = fileOf(bytes.subarray(0, cut))
      const begun = await begunExport(path, header, store)
      const kept = bytes.subarray(0, begun?.tally.bytes ?? 0).toString()
      expect(kept + (await linesOf(begun)), `cut at byte ${cut}`).toBe(whole)
    }
  })

  test('goes on behind its last test run, and tells links anew', async () => {
    const { path } = fileOf(`${lines.slice(0, 7).join('\n')}\n`)
    const begun = await begunExport(path, header, store)
    expect(begun).toMatchObject({ sequence: 3, run: { runId: 'b' }, tally: { testRuns: 2, links: 0 } })
  })

  test('goes on before what is broken', async () => {
    const { path } = fileOf(whole.replace('"revision":2', '"revision":0'))
    expect((await begunExport(path, header, store))?.sequence).toBe(1)
  })

  test('does not go on with another store, other contracts or another history', async () => {
    const { path } = fileOf(lines.slice(0, 4).join('\n'))
    const rejected = (promise: Promise<unknown>) => expect(promise).rejects.toThrow(OtherExport)
    await rejected(begunExport(path, { ...header, source: 'another' }, store))
    await rejected(begunExport(path, { ...header, ids: ['a*'] }, store))
    await rejected(begunExport(path, header, { ...store, history: async () => [] }))
  })
})
