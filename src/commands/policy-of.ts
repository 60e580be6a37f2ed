import { type Config, configSchema } from '../config/schema.ts'
import { collibraStatuses } from '../domain/collibra-status.ts'
import { noCompatibility } from '../domain/compatibility/policy.ts'
import { defaultTransitions } from '../domain/lifecycle.ts'
import type { Policy } from '../domain/policy.ts'
import type { DefaultStatuses } from '../domain/status-filter.ts'

/** The policy that a configuration asks for. */
export function policyOf({ policy }: Pick<Config, 'policy'>): Policy {
  const { transitions } = policy
  return {
    ...policy,
    compatibility: noCompatibility,
    transitions: transitions === 'default' ? defaultTransitions : transitions,
  }
}

/** What is wanted when a request names no status. */
export function defaultStatusesOf(config: Pick<Config, 'policy' | 'contractStore'>): DefaultStatuses {
  const { contractStore } = config
  const { statusFilter } = contractStore
  if (contractStore.type === 'collibra_http' || contractStore.type === 'collibra_stub')
    return collibraStatuses(statusFilter, config.policy, contractStore.defaultStatus)
  return { statuses: statusFilter && new Set(statusFilter) }
}

/** The policy of a configuration without the section `[policy]`. */
export function defaultPolicy(): Policy {
  return policyOf({ policy: configSchema.shape.policy.parse({}) })
}
