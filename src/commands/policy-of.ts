import { type Config, configSchema } from '../config/schema.ts'
import { collibraStatuses } from '../domain/collibra-status.ts'
import { defaultTransitions } from '../domain/lifecycle.ts'
import type { Policy } from '../domain/policy.ts'
import type { DefaultStatuses } from '../domain/status-filter.ts'

/** The policy that a configuration asks for. */
export function policyOf({ policy }: Pick<Config, 'policy'>): Policy {
  const { overwrite, approvedStatuses, versionOrder, transitions, strictStatuses, requireIfMatch } = policy
  const { compatibility, compatibilityAgainst, onBreaking, onSmallBump, rules, contracts } = policy
  return {
    ...{ overwrite, approvedStatuses, versionOrder, strictStatuses, requireIfMatch },
    transitions: transitions === 'default' ? defaultTransitions : transitions,
    compatibility: {
      ...{ compatibility, against: compatibilityAgainst, onBreaking, onSmallBump },
      ...{ levels: rules, contracts },
    },
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
