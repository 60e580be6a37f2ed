import { type Access, accessFault } from '../domain/access.ts'
import type { AscendingTimes } from '../domain/ascending-time.ts'
import { RegistryError } from '../domain/errors.ts'
import { quotedName } from '../domain/excerpt.ts'
import type { ReportedRun } from '../domain/test-run.ts'
import type { ReadableStore } from '../stores/store.ts'
import type { NewTestRun, RecordMode, TestRunStore } from '../stores/test-run-store.ts'
import type { Report, ReportKind } from '../test-reports/read-report.ts'
import type { DocumentWorkers } from '../workers/document-workers.ts'
import { contractNotFound } from './errors.ts'
import type { ContractReader } from './reader.ts'
import { latestOfAll } from './selection.ts'
import { idOfUnnamedRun } from './unnamed-runs.ts'

/** How a report is taken. */
export interface ReportOptions {
  /** Undefined to find it out by what the report has. */
  readonly kind?: ReportKind
  /** Whom the report is about, where the request says it; `latest` may stand for a version. */
  readonly target?: { readonly contractId: string; readonly version: string | undefined }
  /** What the request says of the run, in place of its report. */
  readonly about?: (reported: ReportedRun) => Pick<ReportedRun, 'runId' | 'dataset'>
  /** What becomes of another report of the same run; with `once` it is refused. */
  readonly mode: RecordMode
  /**
   * Whether what cannot be is refused: values, and unknown versions (`strict`), unknown contracts (`known-contract`), or
   * nothing of the kind (`lenient`).
   */
  readonly demands: 'strict' | 'known-contract' | 'lenient'
}

/** The version that a run is about, as it was found. */
interface FoundVersion {
  readonly version: string | undefined
  readonly fingerprint: string | undefined
  readonly isLatest: boolean
}

/** Stands for the latest version, where there is none of that name. */
const latestName = 'latest'

/** Reads reports of test runs, and finds out which contract version they are about. */
export class TestReports {
  readonly #store: ReadableStore
  readonly #contracts: ContractReader
  readonly #runs: TestRunStore
  readonly #documents: DocumentWorkers
  readonly #samples: 'drop' | 'keep'
  readonly #times: AscendingTimes

  /**
   * @param store what the caller may see.
   * @param contracts reads from the same.
   * @param runs the runs of all contracts.
   * @param times those at which reports are received.
   */
  constructor(
    store: ReadableStore,
    contracts: ContractReader,
    runs: TestRunStore,
    documents: DocumentWorkers,
    samples: 'drop' | 'keep',
    times: AscendingTimes,
  ) {
    this.#store = store
    this.#contracts = contracts
    this.#runs = runs
    this.#documents = documents
    this.#samples = samples
    this.#times = times
  }

  /** The run of a report, ready to be kept. Throws as `TestRuns.report`. */
  async read(bytes: Buffer, options: ReportOptions, access: Access): Promise<NewTestRun> {
    const { kind, target, demands } = options
    if (target) requireReport(access, target.contractId)
    const report = await this.#documents.report(bytes, {
      kind,
      strictness: demands === 'strict' ? 'strict' : 'lenient',
      samples: this.#samples,
    })
    const contractId = target?.contractId ?? report.run.contractId
    if (!target) requireReport(access, contractId)
    requireSame('contract', target?.contractId, report.run.contractId)
    const found = await this.#version(contractId, target?.version, report.run, demands)
    const run = { ...report.run, ...options.about?.(report.run) }
    const about = { contractId, ...found, caller: access.caller, receivedAt: this.#times.next() }
    const made = newRun({ ...report, run }, about)
    const hasTime = Boolean(run.endedAt ?? run.startedAt)
    return { ...made, runId: run.runId ?? (await idOfUnnamedRun({ ...made, hasTime }, this.#runs)) }
  }

  async #version(
    contractId: string | undefined,
    asked: string | undefined,
    run: ReportedRun,
    demands: ReportOptions['demands'],
  ): Promise<FoundVersion> {
    const wanted = asked ?? run.version
    const unknown = { version: wanted, fingerprint: undefined, isLatest: false }
    if (contractId === undefined) {
      if (demands !== 'known-contract') return unknown
      throw new RegistryError('invalid-request', 'contract_id is missing: the contract that was validated')
    }
    const isAnyLatest = wanted === undefined || wanted === latestName
    const found =
      (wanted === undefined ? undefined : await this.#exact(contractId, wanted)) ??
      (isAnyLatest ? await this.#latest(contractId, demands) : undefined)
    if (!found && demands === 'strict') await this.#contracts.read({ contractId, version: wanted ?? '' })
    if (!found && demands === 'known-contract') await this.#requireContract(contractId)
    if (asked !== undefined && run.version !== latestName) requireSame('version', found?.version, run.version)
    return found ?? unknown
  }

  async #requireContract(contractId: string): Promise<void> {
    if ((await this.#store.listVersions(contractId)).length === 0) throw contractNotFound(contractId)
  }

  async #exact(contractId: string, version: string): Promise<FoundVersion | undefined> {
    const [summary] = await this.#store.summariesOf([{ contractId, version }])
    return summary && { version, fingerprint: summary.fingerprint, isLatest: false }
  }

  async #latest(contractId: string, demands: ReportOptions['demands']): Promise<FoundVersion | undefined> {
    try {
      const request = { ...latestOfAll, statuses: 'default' } as const
      const { version, fingerprint } = await this.#contracts.readLatest(contractId, request)
      return { version, fingerprint, isLatest: true }
    } catch (error) {
      // a contract that has none, or none with a wanted status
      if (demands === 'strict' || !(error instanceof RegistryError) || !noLatest.has(error.code)) throw error
      return undefined
    }
  }
}

const noLatest = new Set<string>(['contract-not-found', 'no-matching-version'])

function requireReport(access: Access, contractId: string | undefined): void {
  const fault = accessFault(access, 'report', contractId ?? '')
  if (fault) throw fault
}

/** A report that names what it is about must name what its address names. */
function requireSame(what: string, asked: string | undefined, named: string | undefined): void {
  if (asked === undefined || named === undefined || asked === named) return
  throw new RegistryError(
    'invalid-request',
    `the report is about the ${what} ${quotedName(named)}, and its address names the ${what} ${quotedName(asked)}; send it to the one it is about`,
  )
}

function newRun(
  { run, digest, text }: Report,
  about: FoundVersion & Pick<NewTestRun, 'contractId' | 'caller' | 'receivedAt'>,
): Omit<NewTestRun, 'runId'> {
  const { receivedAt } = about
  const ranAt = run.endedAt ?? run.startedAt ?? receivedAt
  return {
    ...run,
    ...about,
    durationMs: run.durationMs ?? durationOf(run),
    observedAt: new Date(Math.min(ranAt.getTime(), receivedAt.getTime())),
    digest,
    report: text,
  }
}

function durationOf({ startedAt, endedAt }: ReportedRun): number | undefined {
  if (!startedAt || !endedAt || endedAt < startedAt) return undefined
  return endedAt.getTime() - startedAt.getTime()
}
