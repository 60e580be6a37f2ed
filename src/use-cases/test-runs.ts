import { type Access, accessFault } from '../domain/access.ts'
import { RegistryError } from '../domain/errors.ts'
import { quotedName } from '../domain/excerpt.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { isInScope } from '../domain/scope.ts'
import { type FailedCheck, parseTestRunName, type TestRunId, testRunName } from '../domain/test-run.ts'
import type { ReadableStore } from '../stores/store.ts'
import type {
  BucketFigures,
  FailingCheck,
  StatisticsBucket,
  TestRun,
  TestRunFigures,
  TestRunFilter,
  TestRunPage,
  TestRunPosition,
  TestRunStore,
} from '../stores/test-run-store.ts'
import { versionNotFound } from './errors.ts'
import type { ReportOptions, TestReports } from './test-reports.ts'

/** A run, with the first of its checks that did not pass. */
export interface ShownTestRun {
  readonly run: TestRun
  readonly failed: readonly FailedCheck[]
}

/** A run, with all that is kept of what was reported. */
export interface TestRunWithReport extends ShownTestRun {
  readonly report: string | undefined
}

/** A run that was reported, and what became of it. */
export interface ReportedTestRun extends ShownTestRun {
  readonly outcome: 'recorded' | 'replaced' | 'known'
}

/** What the runs of a contract come to. */
export interface TestStatistics {
  readonly all: TestRunFigures
  readonly buckets: readonly BucketFigures[]
  readonly failingSince: Date | undefined
  readonly failingChecks: readonly FailingCheck[]
}

/** What runs are about: a version, or a contract with all of them. */
type Subject = Pick<TestRunFilter, 'version'> & { readonly contractId: string }

/** How many checks a run is shown with; its report has all. */
const shownChecks = 100
/** How much of reports is read at once, in bytes. */
const reportsAtOnce = 8 * 1024 * 1024
/** How many buckets, and how many failing checks, statistics have. */
const mostBuckets = 1000
const mostFailingChecks = 10
/** Of how many servers the last run is told. */
const mostServers = 20

/** The test runs of contracts, whoever reports them. */
export class TestRuns {
  readonly #store: ReadableStore
  readonly #runs: TestRunStore
  readonly #reports: TestReports

  /**
   * @param store what the caller may see.
   * @param runs the runs of all contracts.
   */
  constructor(store: ReadableStore, runs: TestRunStore, reports: TestReports) {
    this.#store = store
    this.#runs = runs
    this.#reports = reports
  }

  /**
   * Keeps the run that a report tells of.
   *
   * @throws RegistryError `out-of-scope`, `invalid-request`, `contract-not-found`, `version-not-found` or `run-conflict`;
   *   nothing is kept then.
   */
  async report(bytes: Buffer, options: ReportOptions, access: Access): Promise<ReportedTestRun> {
    const { outcome, run } = await this.#runs.recordTestRun(
      await this.#reports.read(bytes, options, access),
      options.mode,
    )
    if (outcome === 'conflict') throw conflict(run, access)
    return { ...(await this.#shown(run)), outcome }
  }

  /** @throws RegistryError `run-not-found`. */
  async run(name: string, access: Access): Promise<ShownTestRun> {
    return this.#shown(await this.#visible(name, access))
  }

  /** The report of a run as it is kept. @throws RegistryError `run-not-found`. */
  async reportOf(name: string, access: Access): Promise<string> {
    const run = await this.#visible(name, access)
    const report = await this.#runs.testReport(run)
    if (report !== undefined) return report
    throw new RegistryError(
      'run-not-found',
      `the report of the run ${quotedName(name)} is not kept any longer`,
    )
  }

  /** Runs that the caller may see, newest first. */
  runs(
    filter: TestRunFilter,
    page: { limit: number; offset?: number; after?: TestRunPosition | undefined },
    access: Access,
  ): Promise<TestRunPage> {
    return this.#runs.testRuns(seenBy(access, filter), page)
  }

  /** Runs that the caller may see, newest first, with their reports as far as these fit into memory together. */
  async withReports(filter: TestRunFilter, limit: number, access: Access): Promise<TestRunWithReport[]> {
    const { runs } = await this.runs(filter, { limit }, access)
    const parts = await this.#runs.testRunParts(runs, { checks: shownChecks, reportBytes: reportsAtOnce })
    return runs.map((run, at) => ({ run, failed: [], report: undefined, ...parts[at] }))
  }

  /** The datasets of the runs that the caller may see, ascending. */
  datasets(limit: number, { scopes }: Access): Promise<string[]> {
    return this.#runs.testedDatasets(scopes.get('read'), limit)
  }

  count(filter: TestRunFilter, access: Access): Promise<number> {
    return this.#runs.countTestRuns(seenBy(access, filter))
  }

  /**
   * The runs of a version, newest first; also of one that is not there, if it has any.
   *
   * @throws RegistryError `contract-not-found` or `version-not-found`.
   */
  async ofVersion(
    identity: VersionIdentity,
    filter: TestRunFilter,
    page: { limit: number; after?: TestRunPosition | undefined },
    access: Access,
  ): Promise<TestRunPage> {
    const found = await this.runs({ ...filter, ...identity }, page, access)
    if (found.runs.length === 0) await this.#requireSubject(identity, access)
    return found
  }

  /** @throws RegistryError `contract-not-found`, `version-not-found` or, when it has no such run, `run-not-found`. */
  async latest(identity: VersionIdentity, filter: TestRunFilter, access: Access): Promise<ShownTestRun> {
    const { runs } = await this.ofVersion(identity, filter, { limit: 1 }, access)
    const [run] = runs
    if (run) return this.#shown(run)
    throw new RegistryError(
      'run-not-found',
      `version ${quotedName(identity.version)} of contract ${quotedName(identity.contractId)} has no such test run`,
    )
  }

  /** @throws RegistryError `contract-not-found`, or `version-not-found` when it is asked for a version. */
  async statistics(
    filter: TestRunFilter & { readonly contractId: string },
    bucket: StatisticsBucket | undefined,
    access: Access,
  ): Promise<TestStatistics> {
    const seen = seenBy(access, filter)
    const all = await this.#runs.testFigures(seen)
    if (all.runs === 0) await this.#requireSubject(filter, access)
    const [buckets, failingSince, failingChecks] = await Promise.all([
      bucket ? this.#runs.testBuckets(seen, bucket, mostBuckets) : [],
      this.#runs.failingSince(seen),
      this.#runs.failingChecks(seen, mostFailingChecks),
    ])
    return { all, buckets, failingSince, failingChecks }
  }

  /** The newest run of each server of a contract that the caller may see, the newest of all first. */
  async lastOfServers(contractId: string, { scopes }: Access): Promise<readonly TestRun[]> {
    if (!isInScope(scopes.get('read'), contractId)) return []
    return this.#runs.lastTestRuns(contractId, mostServers)
  }

  /** @throws RegistryError `contract-not-found`. */
  requireContract(contractId: string, access: Access): Promise<void> {
    return this.#requireSubject({ contractId, version: undefined }, access)
  }

  /** What the runs that the caller may see come to. */
  figures(filter: TestRunFilter, access: Access): Promise<TestRunFigures> {
    return this.#runs.testFigures(seenBy(access, filter))
  }

  /** Takes out a run that its reporter may replace. */
  async withdraw(run: TestRunId): Promise<void> {
    await this.#runs.deleteTestRuns({ source: run.source, runId: run.runId })
  }

  /** @throws RegistryError `run-not-found`, or `out-of-scope`. */
  async delete(name: string, access: Access): Promise<void> {
    const run = await this.#visible(name, access)
    const fault = accessFault(access, 'promote', run.contractId ?? '')
    if (fault) throw fault
    await this.#runs.deleteTestRuns(run)
  }

  async #visible(name: string, access: Access): Promise<TestRun> {
    const id = parseTestRunName(name)
    const run = id && (await this.#runs.testRun(id))
    if (run && isInScope(access.scopes.get('read'), run.contractId ?? '')) return run
    throw new RegistryError('run-not-found', `there is no test run ${quotedName(name)}`)
  }

  async #shown(run: TestRun): Promise<ShownTestRun> {
    const { passed, ...others } = run.checks
    const isAny = Object.values(others).some(count => count > 0)
    return { run, failed: isAny ? await this.#runs.failedChecks(run, shownChecks) : [] }
  }

  /** Refuses a contract or version that neither is there nor has runs; it has them when it was deleted or never published. */
  async #requireSubject({ contractId, version }: Subject, access: Access): Promise<void> {
    const versions = await this.#store.listVersions(contractId)
    if (version === undefined ? versions.length > 0 : versions.includes(version)) return
    const { runs } = await this.runs({ contractId, version }, { limit: 1 }, access)
    if (runs.length === 0) throw versionNotFound({ contractId, version: version ?? '' }, versions)
  }
}

function seenBy({ scopes }: Access, filter: TestRunFilter): TestRunFilter {
  return { ...filter, scope: scopes.get('read') }
}

function conflict(known: TestRun & TestRunId, { scopes }: Access): RegistryError {
  const { contractId } = known
  const isSeen = contractId !== undefined && isInScope(scopes.get('read'), contractId)
  const whose = isSeen ? ` of contract ${quotedName(contractId)}` : ''
  return new RegistryError(
    'run-conflict',
    `another report of the run ${quotedName(testRunName(known))}${whose} is kept, which was received at ${known.receivedAt.toISOString()}; give each run an id of its own`,
  )
}
