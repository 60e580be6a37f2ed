import {
  type Circumstances,
  detailsOf,
  type Metric,
  recordOf,
  type Subject,
} from '../dc43-governance/records.ts'
import type { Validation } from '../dc43-governance/verdict.ts'
import { type Access, accessFault } from '../domain/access.ts'
import { RegistryError } from '../domain/errors.ts'
import { quotedName } from '../domain/excerpt.ts'
import { compareCodePoints } from '../domain/order.ts'
import { compareVersions } from '../domain/version.ts'
import type { DatasetLink } from '../stores/link-store.ts'
import type { ReadableStore } from '../stores/store.ts'
import {
  type DatasetActivity,
  type DatasetJudgement,
  type DatasetRecords,
  mostDatasets,
  type VerdictQuery,
} from './dataset-records.ts'
import type { ReportOptions } from './test-reports.ts'
import type { TestRuns } from './test-runs.ts'
import { statusRunId, subjectOf, verdictOf } from './verdicts.ts'

/** How many of the last links an answer is made of. */
const mostLinks = 100

/**
 * What jobs of dc43 are told of datasets: what was found out about them, and which contracts they follow.
 */
export class GovernedDatasets {
  readonly #store: ReadableStore
  readonly #runs: TestRuns
  readonly #records: DatasetRecords

  /**
   * @param store what the caller may see.
   * @param runs the test runs of the same contracts.
   */
  constructor(store: ReadableStore, runs: TestRuns, records: DatasetRecords) {
    this.#store = store
    this.#runs = runs
    this.#records = records
  }

  /**
   * Keeps a verdict as a test run, in place of the last one on the same dataset version by the same contract version for the
   * same operation, and as an event. Callers who may not report leave no trace.
   *
   * @param metrics those of the verdict as the job has sent them, as JSON.
   */
  async record(
    subject: Subject,
    verdict: Validation,
    circumstances: Circumstances,
    metrics: string,
    access: Access,
  ): Promise<void> {
    if (accessFault(access, 'report', subject.contract_id)) return
    const details = detailsOf(verdict, metrics)
    const report = recordOf(subject, verdict, circumstances, { details, metrics })
    const about = {
      runId: statusRunId(subject, circumstances.operation),
      dataset: { id: subject.dataset_id, version: subject.dataset_version },
    }
    const options: ReportOptions = {
      kind: 'dc43',
      target: { contractId: subject.contract_id, version: subject.contract_version },
      about: () => about,
      mode: 'again',
      demands: 'known-contract',
    }
    const { run, failed } = await this.#runs.report(Buffer.from(report), options, access)
    for (const kept of verdictOf({ run, failed, report }))
      await this.#records.recordVerdict(kept, details, access)
  }

  /** The last verdict on a dataset version by a contract version. @throws RegistryError `run-not-found`. */
  async status(query: Required<VerdictQuery>, access: Access): Promise<Validation> {
    const [verdict] = await this.#records.verdicts(query, 1, access)
    if (verdict) return verdict.validation
    const { datasetId, datasetVersion = '' } = query
    throw new RegistryError(
      'run-not-found',
      `no test run of version ${quotedName(datasetVersion)} of dataset ${quotedName(datasetId)} by that contract version is known`,
    )
  }

  /** What was done with the versions of a dataset, see `DatasetRecords.activities`; behind them those that are linked only. */
  async activities(query: VerdictQuery, access: Access): Promise<DatasetActivity[]> {
    const [used, links] = await Promise.all([this.#records.activities(query, access), this.#links(query)])
    const versions = new Set(used.map(({ subject }) => subject.dataset_version))
    const linked = links
      .filter(link => !versions.has(link.datasetVersion))
      .map(link => ({ subject: subjectOf(link), events: [], lineage: undefined, verdict: undefined }))
      .sort((one, other) => (one.subject.dataset_version < other.subject.dataset_version ? -1 : 1))
    return [...used, ...linked]
  }

  /**
   * The last verdict on each version of a dataset by each contract version by which it was looked at, or which it follows.
   *
   * @param wanted empty lists are for all versions and contracts.
   */
  async judgements(
    datasetId: string,
    wanted: { readonly datasetVersions: readonly string[]; readonly contractIds: readonly string[] },
    access: Access,
  ): Promise<DatasetJudgement[]> {
    const { datasetVersions, contractIds } = wanted
    const query = { datasetId, datasetVersion: only(datasetVersions), contractId: only(contractIds) }
    const [judged, links] = await Promise.all([this.#records.judgements(query, access), this.#links(query)])
    const linked = links.map(link => ({ subject: subjectOf(link), verdict: undefined }))
    const all = new Map([...linked, ...judged].map(one => [JSON.stringify(one.subject), one]))
    return [...all.values()]
      .filter(({ subject }) => isAmong(contractIds, subject.contract_id))
      .filter(({ subject }) => isAmong(datasetVersions, subject.dataset_version))
      .sort(({ subject: one }, { subject: other }) => compareSubjects(one, other))
  }

  /** See `DatasetRecords.metrics`. */
  metrics(query: VerdictQuery, access: Access): Promise<Metric[]> {
    return this.#records.metrics(query, access)
  }

  /** The datasets of which anything is known, ascending. */
  async datasets(access: Access): Promise<string[]> {
    const [used, linked] = await Promise.all([
      this.#records.datasets(access),
      this.#store.links.linkedDatasets(undefined, mostDatasets),
    ])
    return [...new Set([...used, ...linked])].sort(compareCodePoints).slice(0, mostDatasets)
  }

  async #links({ datasetId, datasetVersion }: VerdictQuery): Promise<DatasetLink[]> {
    const { links } = this.#store
    if (datasetVersion === undefined) return links.linksOfDataset({ datasetId, limit: mostLinks })
    const link = await links.linked(datasetId, datasetVersion)
    return link ? [link] : []
  }
}

/** The only item of a list; undefined for none, and for several. */
function only(items: readonly string[]): string | undefined {
  return items.length === 1 ? items[0] : undefined
}

function isAmong(wanted: readonly string[], name: string): boolean {
  return wanted.length === 0 || wanted.includes(name)
}

/** By dataset version, contract and contract version, as dc43 sorts them. */
function compareSubjects(one: Subject, other: Subject): number {
  return (
    compareVersions(one.dataset_version, other.dataset_version) ||
    compareCodePoints(one.contract_id, other.contract_id) ||
    compareVersions(one.contract_version, other.contract_version)
  )
}
