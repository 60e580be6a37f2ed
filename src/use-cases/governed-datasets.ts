import { createHash } from 'node:crypto'
import type { JsonObject } from '../dc43-governance/contract-parts.ts'
import {
  type Circumstances,
  eventOf,
  metricsOf,
  recordOf,
  type Subject,
  type Verdict,
} from '../dc43-governance/records.ts'
import type { Validation } from '../dc43-governance/verdict.ts'
import { type Access, accessFault } from '../domain/access.ts'
import { RegistryError } from '../domain/errors.ts'
import { quotedName } from '../domain/excerpt.ts'
import { compareCodePoints } from '../domain/order.ts'
import type { DatasetLink } from '../stores/link-store.ts'
import type { ReadableStore } from '../stores/store.ts'
import type { TestRunFilter } from '../stores/test-run-store.ts'
import type { ReportOptions } from './test-reports.ts'
import type { TestRuns } from './test-runs.ts'
import { subjectOf, verdictOf } from './verdicts.ts'

/** What has been done with a version of a dataset, in the words of dc43. */
export interface DatasetActivity extends Subject {
  readonly events: readonly JsonObject[]
  readonly validation_status?: Validation
}

/** Which verdicts on a dataset are wanted. */
export interface VerdictQuery {
  readonly datasetId: string
  readonly datasetVersion?: string | undefined
  readonly contractId?: string | undefined
  readonly contractVersion?: string | undefined
}

/** How many of the last verdicts, and of the last links, an answer is made of. */
const mostVerdicts = 100
/** How many datasets are told at most. */
const mostDatasets = 10_000

/**
 * What jobs of dc43 are told of datasets: what was found out about them, by test runs, and which contracts they follow.
 * Where no test runs are kept there are no verdicts.
 */
export class GovernedDatasets {
  readonly #store: ReadableStore
  readonly #runs: TestRuns

  /**
   * @param store what the caller may see.
   * @param runs the test runs of the same contracts.
   */
  constructor(store: ReadableStore, runs: TestRuns) {
    this.#store = store
    this.#runs = runs
  }

  /**
   * Keeps a verdict as a test run, in place of the last one on the same dataset version by the same contract version for the
   * same operation. Callers who may not report, and stores that keep no runs, leave no trace.
   */
  async record(
    subject: Subject,
    verdict: Validation,
    circumstances: Circumstances,
    access: Access,
  ): Promise<void> {
    if (accessFault(access, 'report', subject.contract_id)) return
    const record = JSON.stringify(recordOf(subject, verdict, circumstances))
    const options: ReportOptions = {
      kind: 'dc43',
      target: { contractId: subject.contract_id, version: subject.contract_version },
      about: {
        runId: runIdOf(subject, circumstances.operation),
        dataset: { id: subject.dataset_id, version: subject.dataset_version },
      },
      mode: 'last',
      demands: 'known-contract',
    }
    await whereRunsAreKept(() => this.#runs.report(Buffer.from(record), options, access), undefined)
  }

  /** The last verdict on a dataset version by a contract version. @throws RegistryError `run-not-found`. */
  async status(query: Required<VerdictQuery>, access: Access): Promise<Validation> {
    const [verdict] = await this.#verdicts(query, 1, access)
    if (verdict) return verdict.validation
    const { datasetId, datasetVersion = '' } = query
    throw new RegistryError(
      'run-not-found',
      `no test run of version ${quotedName(datasetVersion)} of dataset ${quotedName(datasetId)} by that contract version is known`,
    )
  }

  /** What was found out, and linked, of the versions of a dataset; the one that was looked at last comes last. */
  async activity(query: VerdictQuery, access: Access): Promise<DatasetActivity[]> {
    const verdicts = await this.#verdicts(query, mostVerdicts, access)
    const byVersion = Map.groupBy(verdicts, ({ subject }) => subject.dataset_version)
    const tested = [...byVersion.values()].map(activityOf)
    const links = (await this.#links(query)).filter(link => !byVersion.has(link.datasetVersion))
    const linked = links.map(link => ({ ...subjectOf(link), events: [] }))
    return [...tested.reverse(), ...linked.sort(byDatasetVersion)]
  }

  /** The metrics of a dataset, those of the verdict that came last at the end. */
  async metrics(query: VerdictQuery, access: Access): Promise<JsonObject[]> {
    const verdicts = await this.#verdicts(query, mostVerdicts, access)
    return verdicts.reverse().flatMap(metricsOf)
  }

  /** The datasets of which anything is known, ascending. */
  async datasets(access: Access): Promise<string[]> {
    const [tested, linked] = await Promise.all([
      whereRunsAreKept(() => this.#runs.datasets(mostDatasets, access), []),
      this.#store.links.linkedDatasets(undefined, mostDatasets),
    ])
    return [...new Set([...tested, ...linked])].sort(compareCodePoints).slice(0, mostDatasets)
  }

  async #links({ datasetId, datasetVersion }: VerdictQuery): Promise<DatasetLink[]> {
    if (datasetVersion === undefined)
      return this.#store.links.linksOfDataset({ datasetId, limit: mostVerdicts })
    const link = await this.#store.links.linked(datasetId, datasetVersion)
    return link ? [link] : []
  }

  /** The last verdicts, newest first. A run that names no contract version has none. */
  async #verdicts(query: VerdictQuery, limit: number, access: Access): Promise<Verdict[]> {
    const { datasetId, datasetVersion, contractId, contractVersion } = query
    const dataset = { id: datasetId, version: datasetVersion }
    const filter: TestRunFilter = { dataset, contractId, version: contractVersion }
    const runs = await whereRunsAreKept(() => this.#runs.withReports(filter, limit, access), [])
    return runs.flatMap(verdictOf)
  }
}

async function whereRunsAreKept<T, E>(act: () => Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'test-runs-not-kept') return otherwise
    throw error
  }
}

/** What dc43 keeps one verdict for. */
function runIdOf(subject: Subject, operation: string): string {
  const { dataset_id, dataset_version, contract_id, contract_version } = subject
  const parts = [dataset_id, dataset_version, contract_id, contract_version, operation]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

function activityOf(newestFirst: readonly Verdict[]): DatasetActivity {
  const [newest] = newestFirst as [Verdict]
  return {
    ...newest.subject,
    events: newestFirst.map(eventOf).reverse(),
    validation_status: newest.validation,
  }
}

function byDatasetVersion(one: Subject, other: Subject): number {
  return one.dataset_version < other.dataset_version ? -1 : 1
}
