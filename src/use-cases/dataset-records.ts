import {
  eventOf,
  type Metric,
  metricsOf,
  type Subject,
  statusOf,
  type Verdict,
} from '../dc43-governance/records.ts'
import { type Access, accessFault } from '../domain/access.ts'
import { RegistryError } from '../domain/errors.ts'
import { quotedName } from '../domain/excerpt.ts'
import { compareCodePoints } from '../domain/order.ts'
import type { DatasetVersion, ReportedRun } from '../domain/test-run.ts'
import type { DatasetEvent, DatasetEventStore } from '../stores/dataset-event-store.ts'
import type { ReadableStore } from '../stores/store.ts'
import type { TestRunFilter } from '../stores/test-run-store.ts'
import type { DocumentWorkers } from '../workers/document-workers.ts'
import type { TestRuns, TestRunWithReport } from './test-runs.ts'
import { isOfDataset, statusRunId, subjectOf, verdictOf } from './verdicts.ts'

export type { Metric } from '../dc43-governance/records.ts'

/** What has been done with a version of a dataset, in the words of dc43. */
export interface DatasetActivity {
  readonly subject: Subject
  /** Each as JSON, the last one last. */
  readonly events: readonly string[]
  readonly lineage: string | undefined
  /** The last verdict by the contract version of the last event. */
  readonly verdict: Verdict | undefined
}

/** A dataset version and a contract version by which it was looked at. */
export interface DatasetJudgement {
  readonly subject: Subject
  /** The last one. */
  readonly verdict: Verdict | undefined
}

/** Which verdicts on a dataset are wanted. */
export interface VerdictQuery {
  readonly datasetId: string
  readonly datasetVersion?: string | undefined
  readonly contractId?: string | undefined
  readonly contractVersion?: string | undefined
}

/** An event among those of a dataset. */
interface ToldEvent {
  readonly subject: Subject
  readonly time: number
  readonly text: string
  readonly lineage?: string | undefined
}

/** How many of the last verdicts an answer is made of. */
const mostVerdicts = 100
/** How much of the last events. */
const mostEvents = { events: 1000, characters: 8 * 1024 * 1024 }
/** Among how many of the last runs the one is that has found out the status of a dataset version. */
const lastRuns = 20
/** How many datasets are told at most. */
export const mostDatasets = 10_000

/**
 * What is known of datasets by test runs and by the events that jobs have told of, and what services of dc43 keep of them
 * here. Where there is no place for events, those of verdicts are told by their runs.
 */
export class DatasetRecords {
  readonly #store: ReadableStore
  readonly #runs: TestRuns
  readonly #events: DatasetEventStore
  readonly #documents: DocumentWorkers
  readonly #samples: 'drop' | 'keep'

  /**
   * @param store what the caller may see.
   * @param runs the test runs of the same contracts.
   * @param events those of all contracts, where the caller's are kept.
   */
  constructor(
    store: ReadableStore,
    runs: TestRuns,
    events: DatasetEventStore,
    documents: DocumentWorkers,
    samples: 'drop' | 'keep',
  ) {
    this.#store = store
    this.#runs = runs
    this.#events = events
    this.#documents = documents
    this.#samples = samples
  }

  /**
   * Keeps a status as a test run, in place of the last one of the dataset version by the same contract version, which need
   * not be known here.
   *
   * @throws RegistryError `invalid-request` or `out-of-scope`.
   */
  async keepStatus(bytes: Buffer, dataset: DatasetVersion, access: Access): Promise<void> {
    const about = (run: ReportedRun) => ({ dataset, runId: statusRunId(subjectIn(run, dataset)) })
    await this.#runs.report(bytes, { kind: 'dc43', about, mode: 'again', demands: 'lenient' }, access)
  }

  /**
   * The last status of a dataset version, by whichever contract version, as JSON: as it was sent, where it was sent as such.
   *
   * @throws RegistryError `run-not-found`.
   */
  async status({ id, version }: DatasetVersion, access: Access): Promise<string> {
    const found = await this.#found({ datasetId: id, datasetVersion: version }, lastRuns, access)
    for (const known of found) {
      if (known.report !== undefined && isOfDataset(known.run)) return known.report
      const [verdict] = verdictOf(known)
      if (verdict) return JSON.stringify(statusOf(verdict))
    }
    throw new RegistryError(
      'run-not-found',
      `no status of version ${quotedName(version)} of dataset ${quotedName(id)} is known`,
    )
  }

  /** Takes out the statuses of a dataset version that the caller may report; what other programs have reported stays. */
  async removeStatus({ id, version }: DatasetVersion, access: Access): Promise<void> {
    const filter = { dataset: { id, version }, source: 'dc43' }
    const { runs } = await this.#runs.runs(filter, { limit: mostVerdicts }, access)
    for (const run of runs) {
      const isTheirs = !accessFault(access, 'report', run.contractId ?? '')
      if (isTheirs && isOfDataset(run)) await this.#runs.withdraw(run)
    }
  }

  /**
   * Keeps an event as it was sent.
   *
   * @throws RegistryError `invalid-request`, `out-of-scope`, or `dataset-events-not-kept` where there is no place for it.
   */
  async keepEvent(bytes: Buffer, dataset: DatasetVersion, access: Access): Promise<void> {
    const event = await this.#documents.datasetEvent(bytes, this.#samples)
    const fault = accessFault(access, 'report', event.contractId)
    if (fault) throw fault
    await this.#events.recordDatasetEvent({ ...event, dataset, caller: access.caller })
  }

  /**
   * Keeps a verdict that was reached here as an event, where there is a place for it.
   *
   * @param details those of the verdict, as JSON.
   */
  async recordVerdict(verdict: Verdict, details: string, access: Access): Promise<void> {
    const { dataset_id: id, dataset_version: version, contract_id, contract_version } = verdict.subject
    const event = {
      dataset: { id, version },
      ...{ contractId: contract_id, contractVersion: contract_version },
      event: eventOf(verdict, details),
      ...{ lineage: undefined, digest: undefined },
      caller: access.caller,
    }
    await whereKept(() => this.#events.recordDatasetEvent(event), undefined)
  }

  /** What was done with the versions of a dataset; the one with which something was done last comes last. */
  async activities(query: VerdictQuery, access: Access): Promise<DatasetActivity[]> {
    const { events, verdicts } = await this.#told(query, access)
    const lastFirst = Map.groupBy(events.toReversed(), ({ subject }) => subject.dataset_version)
    return [...lastFirst.values()].map(ofVersion => activityOf(ofVersion, verdicts)).reverse()
  }

  /** By which contract versions the versions of a dataset were looked at, each once, with the last verdict. */
  async judgements(query: VerdictQuery, access: Access): Promise<DatasetJudgement[]> {
    const { events, verdicts } = await this.#told(query, access)
    const judgements = events.map(({ subject }): DatasetJudgement => ({ subject, verdict: undefined }))
    const lastLast = verdicts.toReversed().map(verdict => ({ subject: verdict.subject, verdict }))
    return [...new Map([...judgements, ...lastLast].map(one => [JSON.stringify(one.subject), one])).values()]
  }

  /** The metrics of a dataset, those of the verdict that came last at the end. */
  async metrics(query: VerdictQuery, access: Access): Promise<Metric[]> {
    const verdicts = await this.verdicts(query, mostVerdicts, access)
    return verdicts.reverse().flatMap(metricsOf)
  }

  /** The datasets that were tested, or with which something was done, ascending. */
  async datasets(access: Access): Promise<string[]> {
    const [tested, used] = await Promise.all([
      this.#runs.datasets(mostDatasets, access),
      whereKept(() => this.#store.datasetEvents.datasetsWithEvents(undefined, mostDatasets), []),
    ])
    return [...new Set([...tested, ...used])].sort(compareCodePoints).slice(0, mostDatasets)
  }

  /** The last verdicts, newest first. A run that names no contract version has none. */
  async verdicts(query: VerdictQuery, limit: number, access: Access): Promise<Verdict[]> {
    return (await this.#found(query, limit, access)).flatMap(verdictOf)
  }

  /** The last events, oldest first, those of verdicts among them; and the last verdicts, newest first. */
  async #told(query: VerdictQuery, access: Access) {
    const { datasetId, datasetVersion } = query
    const [kept, verdicts] = await Promise.all([
      whereKept(
        () => this.#store.datasetEvents.eventsOfDataset({ datasetId, datasetVersion }, mostEvents),
        undefined,
      ),
      this.verdicts(query, mostVerdicts, access),
    ])
    const untold = verdicts.filter(({ hasEvent }) => !kept || !hasEvent)
    const events = [...(kept ?? []).map(toldEvent), ...untold.map(eventOfVerdict)]
    events.sort((one, other) => one.time - other.time)
    return { events, verdicts }
  }

  #found(query: VerdictQuery, limit: number, access: Access): Promise<TestRunWithReport[]> {
    const { datasetId, datasetVersion, contractId, contractVersion } = query
    const dataset = { id: datasetId, version: datasetVersion }
    const filter: TestRunFilter = { dataset, contractId, version: contractVersion }
    return this.#runs.withReports(filter, limit, access)
  }
}

/** @throws RegistryError `invalid-request` for a status that does not say by which contract version. */
function subjectIn({ contractId, version }: ReportedRun, dataset: DatasetVersion): Subject {
  if (contractId !== undefined && version !== undefined)
    return subjectOf({
      ...{ datasetId: dataset.id, datasetVersion: dataset.version },
      ...{ contractId, contractVersion: version },
    })
  const missing = contractId === undefined ? 'contract_id' : 'contract_version'
  throw new RegistryError('invalid-request', `${missing} is missing: by which the dataset was looked at`)
}

function toldEvent({
  dataset,
  contractId,
  contractVersion,
  receivedAt,
  event,
  lineage,
}: DatasetEvent): ToldEvent {
  const subject = subjectOf({
    ...{ datasetId: dataset.id, datasetVersion: dataset.version },
    ...{ contractId, contractVersion },
  })
  return { subject, time: receivedAt.getTime(), text: event, lineage }
}

function eventOfVerdict(verdict: Verdict): ToldEvent {
  const { subject, recordedAt } = verdict
  return { subject, time: recordedAt.getTime(), text: eventOf(verdict) }
}

/** @param verdicts newest first. */
function activityOf(lastFirst: readonly ToldEvent[], verdicts: readonly Verdict[]): DatasetActivity {
  const [{ subject }] = lastFirst as [ToldEvent]
  return {
    subject,
    events: lastFirst.map(({ text }) => text).reverse(),
    lineage: lastFirst.find(({ lineage }) => lineage !== undefined)?.lineage,
    verdict: verdicts.find(verdict => isSame(verdict.subject, subject)),
  }
}

function isSame(one: Subject, other: Subject): boolean {
  return (
    one.dataset_version === other.dataset_version &&
    one.contract_id === other.contract_id &&
    one.contract_version === other.contract_version
  )
}

/** What is done with events where there is a place for them; something else where there is none. */
async function whereKept<T, E>(act: () => Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'dataset-events-not-kept') return otherwise
    throw error
  }
}
