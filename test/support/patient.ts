import type { RecordLog } from '../../src/stores/indexed/record-log.ts'

/**
 * How long something may take before it counts as hung, in milliseconds: what a process with a twentieth of a core may
 * take for the longest step, many times over, and less than the time-out of a test.
 */
export const patience = 1_500_000

/** With these a service does not refuse what a busy machine only takes long for. Tests of such a limit set it themselves. */
export const patient: Readonly<Record<string, string>> = {
  DC43_CONTRACT_STORE_QUEUE_TIMEOUT: '60',
  DC43_CONTRACT_STORE_CONNECT_TIMEOUT: '300',
  DC43_CONTRACT_STORE_STATEMENT_TIMEOUT: '600',
  DC43_CONTRACT_STORE_START_TIMEOUT: '1200',
}

/** The log, on which no change is given up because a busy machine takes long for those of others. */
export function patientLog<L extends RecordLog>(log: L): L {
  return Object.assign(log, { patience })
}
