import { type ErrorCode, RegistryError } from '../domain/errors.ts'
import { normalStatus } from '../domain/lifecycle.ts'
import { matchesStatus, type StatusFilter } from '../domain/status-filter.ts'
import { standardRules, type Validation, type ValidationRules } from './validation.ts'

/** What a registry does about documents that are not valid. */
export interface ValidationPolicy {
  /** `off`: publications are not validated. `report`: they are, and published all the same. `enforce`: errors refuse them. */
  readonly mode: 'off' | 'report' | 'enforce'
  /** The statuses for which errors refuse a document; undefined for all. */
  readonly enforceStatuses: StatusFilter | undefined
  readonly rules: ValidationRules
}

/** What holds without a configuration. */
export const reportOnly: ValidationPolicy = {
  mode: 'report',
  enforceStatuses: undefined,
  rules: standardRules,
}

/** By which rules documents are judged that are published or stored; undefined when none is. */
export function judgingRules({ mode, rules }: ValidationPolicy): ValidationRules | undefined {
  return mode === 'off' ? undefined : rules
}

/** Whether a document of this status must be valid. */
export function isEnforced({ mode, enforceStatuses }: ValidationPolicy, status: string | undefined): boolean {
  return mode === 'enforce' && matchesStatus(enforceStatuses, status)
}

/** Why a document is refused that a validation found errors in; undefined when there are none. */
export function validationFault(
  { valid, counts, findings }: Validation,
  status: string | undefined,
  code: Extract<ErrorCode, 'invalid-document' | 'transition-refused'>,
): RegistryError | undefined {
  if (valid) return undefined
  const errors = findings.filter(({ severity }) => severity === 'error')
  const more = counts.error > 1 ? ` (and ${counts.error - 1} more: see errors)` : ''
  const known = normalStatus(status)
  const which = known === 'none' ? 'documents' : `documents of the status ${known}`
  return new RegistryError(code, `${which} must be valid here: ${errors[0]?.detail}${more}`, errors)
}
