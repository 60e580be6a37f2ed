import { createHash, type Hash } from 'node:crypto'
import { z } from 'zod'
import type { Entry } from '../entry.ts'
import { explainIssue, readEntry, writeEntry } from '../entry-text.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import { isTestRun, readTestRun, writeTestRun } from '../test-run-text.ts'

/** The version of the format that this release writes, and the only one it reads. */
const formatVersion = 1

/** The first line of an export: what it is, and of what. */
const headerLine = z.strictObject({
  kind: z.literal('export'),
  format: z.literal(formatVersion, `is of another release; this one reads format ${formatVersion}`),
  program: z.string(),
  exported_at: z.string(),
  source: z.string(),
  /** The patterns of the contracts that were asked for; left out when it was all. */
  ids: z.array(z.string()).min(1).optional(),
  /** The number of the last event at the start: what came later is not in the file. */
  sequence: z.int().min(0),
})

/** The last line of an export, by which a cut file is noticed. */
const endLine = z.strictObject({
  kind: z.literal('end'),
  versions: z.int(),
  test_runs: z.int(),
  links: z.int(),
  /** Of all bytes before this line. */
  sha256: z.string(),
})

/** What a line between the first and the last holds. */
export type Exported = Entry | { readonly kind: 'test_run'; readonly run: KeptTestRun }

/** It as one line, without its end. */
export function writeLine(exported: Exported): string {
  return exported.kind === 'test_run' ? writeTestRun(exported.run) : writeEntry(exported)
}

/**
 * What such a line holds.
 *
 * @throws EntryTextError when it holds nothing that is known.
 */
export function readLine(line: string): Exported {
  return isTestRun(line) ? { kind: 'test_run', run: readTestRun(line) } : readEntry(line)
}

/** The contract that it is about; empty for a test run of none. */
export function contractOf(exported: Exported): string {
  if (exported.kind === 'version') return exported.contractId
  return exported.kind === 'link' ? exported.link.contractId : (exported.run.contractId ?? '')
}

/** What an export is, and of what. */
export interface ExportHeader {
  /** The program that wrote it. */
  readonly program: string
  readonly exportedAt: string
  /** The store that was exported, without its secrets. */
  readonly source: string
  /** As in `headerLine`. */
  readonly ids: readonly string[] | undefined
  readonly sequence: number
}

/** The header as a line, without its end. */
export function writeHeader({ program, exportedAt, source, ids, sequence }: ExportHeader): string {
  const line: z.input<typeof headerLine> = {
    kind: 'export',
    format: formatVersion,
    program,
    exported_at: exportedAt,
    source,
    ...(ids && { ids: [...ids] }),
    sequence,
  }
  return JSON.stringify(line)
}

/** The header that a line holds, or what is wrong with it. */
export function readHeader(line: string): ExportHeader | { readonly fault: string } {
  const parsed = objectOf(line)
  if (parsed?.kind !== 'export') return { fault: 'this is no export: the first line has to tell its format' }
  const { data, error } = headerLine.safeParse(parsed)
  if (error) return { fault: explainIssue(error) }
  return {
    program: data.program,
    exportedAt: data.exported_at,
    source: data.source,
    ids: data.ids,
    sequence: data.sequence,
  }
}

/** Whether a line is the last one of an export. */
export function isEnd(line: string): boolean {
  return line.startsWith('{"kind":"end"')
}

/** What the last line of an export says, counted and digested along with its lines. */
export class ExportTally {
  readonly #hash: Hash = createHash('sha256')
  versions = 0
  testRuns = 0
  links = 0
  bytes = 0

  /** A header or an entry, which was written or read as this line. */
  add(line: string | Buffer): void {
    this.#hash.update(line).update('\n')
    this.bytes += Buffer.byteLength(line) + 1
  }

  count({ kind }: Pick<Exported, 'kind'>): void {
    if (kind === 'version') this.versions += 1
    else if (kind === 'link') this.links += 1
    else this.testRuns += 1
  }

  /** The last line, without its end. */
  writeEnd(): string {
    const { versions, testRuns, links } = this
    const sha256 = this.#digest()
    const line: z.input<typeof endLine> = { kind: 'end', versions, test_runs: testRuns, links, sha256 }
    return JSON.stringify(line)
  }

  /** What a last line says that is not so, or undefined. */
  faultOf(line: string): string | undefined {
    const { data, error } = endLine.safeParse(objectOf(line))
    if (error) return explainIssue(error)
    const found = [this.versions, this.testRuns, this.links]
    const announced = [data.versions, data.test_runs, data.links]
    if (String(found) !== String(announced))
      return `the file should have ${announced.join(', ')} changes of versions, test runs and links, and has ${found.join(', ')}`
    if (data.sha256 !== this.#digest())
      return 'the digest does not fit: the file was changed after it was written'
    return undefined
  }

  #digest(): string {
    return this.#hash.copy().digest('hex')
  }
}

function objectOf(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
