import { type Config, configSchema } from '../config/schema.ts'
import { defaultTransitions } from '../domain/lifecycle.ts'
import type { Policy } from '../domain/policy.ts'

/** The policy that a configuration asks for. */
export function policyOf({ policy }: Pick<Config, 'policy'>): Policy {
  const { transitions } = policy
  return { ...policy, transitions: transitions === 'default' ? defaultTransitions : transitions }
}

/** The policy of a configuration without the section `[policy]`. */
export function defaultPolicy(): Policy {
  return policyOf({ policy: configSchema.shape.policy.parse({}) })
}
