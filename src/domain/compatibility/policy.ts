import type { Protection } from './change.ts'
import type { RuleLevels } from './judge.ts'

/** What is asked of new versions of a contract. */
export interface CompatibilityRules {
  /** Who is protected from changes that break them. */
  readonly compatibility: Protection | 'none'
  /** With which versions a new one is compared: the approved one before it, or all of its major line. */
  readonly against: 'previous' | 'line'
  /** What becomes of a breaking change: a new major version may have it, no version may, or it is only told. */
  readonly onBreaking: 'major' | 'refuse' | 'report'
  /** What becomes of a version that is raised by less than its changes ask for. */
  readonly onSmallBump: 'report' | 'refuse'
}

/** What is asked of the versions of some contracts instead. */
interface ContractRules extends Partial<CompatibilityRules> {
  /** Their ids; `*` stands for any text. */
  readonly match: string
}

/** What is asked of new versions. */
export interface CompatibilityPolicy extends CompatibilityRules {
  readonly levels: RuleLevels
  /** The first one that matches counts. */
  readonly contracts: readonly ContractRules[]
}

/** What is asked where nothing is configured. */
export const noCompatibility: CompatibilityPolicy = {
  compatibility: 'none',
  against: 'previous',
  onBreaking: 'major',
  onSmallBump: 'report',
  levels: {},
  contracts: [],
}

/** What is asked of the versions of a contract. */
export function rulesFor(policy: CompatibilityPolicy, contractId: string): CompatibilityRules {
  const { compatibility, against, onBreaking, onSmallBump, contracts } = policy
  const own = contracts.find(({ match }) => matchesPattern(match, contractId))
  return {
    compatibility: own?.compatibility ?? compatibility,
    against: own?.against ?? against,
    onBreaking: own?.onBreaking ?? onBreaking,
    onSmallBump: own?.onSmallBump ?? onSmallBump,
  }
}

/** By whose eyes versions are advised: where nobody is protected, those of consumers. */
export function adviserOf({ compatibility }: CompatibilityRules): Protection {
  return compatibility === 'none' ? 'consumer' : compatibility
}

/** Whom two rules protect together: authors may ask for more than is configured, and never for less. */
export function stricter(a: Protection | 'none', b: Protection | 'none'): Protection | 'none' {
  if (a === b || b === 'none') return a
  return a === 'none' ? b : 'full'
}

/** Each part between stars is looked for behind the one before it, so that it takes no longer than the text is long. */
function matchesPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return text === pattern
  const last = rest.pop() ?? ''
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return at <= text.length - last.length
}
