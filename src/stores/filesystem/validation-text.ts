import { isPassed } from '../../domain/test-run.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { KeptTestRun } from '../test-run-store.ts'

type Report = Awaited<ReturnType<DocumentWorkers['report']>>

/** How many faults griot keeps of a validation. */
const mostFaults = 100

const uuid = /(?:^|_)([0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\.json$/i

/** What the files of validations are called that were written here: the version of their UUIDs, which griot never takes. */
const ownVersion = '8'

/** What the name of a file tells. */
export interface ValidationName {
  /** The id of the validation, where the name has one. */
  readonly id: string | undefined
  /** Whether the file was written here, for a run of the registry. */
  readonly isOwn: boolean
}

export function readValidationName(fileName: string): ValidationName {
  const [, id, version] = uuid.exec(fileName) ?? []
  return { id: id?.toLowerCase(), isOwn: version === ownVersion }
}

/** The id that griot sees of the run of a key. */
export function validationIdOf(key: string): string {
  const hex = Buffer.from(key, 'base64url').toString('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `${ownVersion}${hex.slice(13, 16)}`]
  return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

/** What the file of a run is called: as griot calls its own. */
export function validationFileName(id: string, { receivedAt }: Pick<KeptTestRun, 'receivedAt'>): string {
  const [day, time] = receivedAt.toISOString().replaceAll(/[-:]/g, '').slice(0, 15).split('T')
  return `${day}_${time}_${id}.json`
}

/** A run as griot keeps it. Without a number of rows or faults there are none to it. */
export function validationText(id: string, run: KeptTestRun): string {
  const { source, runId, rows, errors } = run
  const validation = {
    ...{ id, contract_id: run.contractId, contract_version: run.version ?? null },
    ...{ passed: isPassed(run.result), row_count: rows ?? 0, error_count: errors ?? 0 },
    error_rate: rows && errors ? errors / rows : 0,
    ...{ duration_ms: run.durationMs ?? null, environment: run.environment ?? null },
    ...{ pipeline_id: source, run_id: runId },
    // its Python may not know the letter Z
    recorded_at: run.receivedAt.toISOString().replace('Z', '+00:00'),
    sample_errors: run.failed.slice(0, mostFaults).map(check => {
      const { object, property, rule, type, detail } = check
      return {
        ...{ field: property ?? object ?? '', row: null, value: null },
        ...{ constraint: type ?? rule ?? '', message: detail ?? '' },
      }
    }),
  }
  return JSON.stringify(validation, undefined, 2)
}

/**
 * The run of a validation that griot has kept.
 *
 * @param contractId what its folder is called, in case that it does not say so.
 * @param writtenAt when the file was written, in case that it does not say when the validation was made.
 */
export function runOfValidation(
  { run, text, digest }: Report,
  runId: string,
  contractId: string | undefined,
  writtenAt: Date,
): KeptTestRun {
  const recordedAt = timeOf(text) ?? writtenAt
  return {
    ...run,
    runId,
    contractId: run.contractId ?? contractId,
    ...{ fingerprint: undefined, isLatest: false },
    ...{ observedAt: recordedAt, receivedAt: recordedAt },
    ...{ caller: run.source, digest, report: text },
  }
}

/** When a validation was made. Without an offset it is in UTC. */
function timeOf(text: string): Date | undefined {
  const { recorded_at, validated_at } = JSON.parse(text) as Record<string, unknown>
  const said = recorded_at ?? validated_at
  if (typeof said !== 'string') return undefined
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/i.test(said)
  const time = new Date(hasOffset || !said.includes(':') ? said : `${said}Z`).getTime()
  return time >= 0 ? new Date(Math.min(time, Date.now())) : undefined
}
