import { type Finding, RegistryError } from '../errors.ts'
import type { VersionAdvice } from './version-advice.ts'

/** A version changes what its contract protects; with the version that it should have instead. */
export class IncompatibleChange extends RegistryError {
  readonly bump: VersionAdvice | undefined

  constructor(detail: string, findings: readonly Finding[], bump: VersionAdvice | undefined) {
    super('incompatible-change', detail, findings)
    this.bump = bump
  }
}
