import type { ChangeClass } from './change.ts'
import type { Differences } from './report.ts'

/** What a change of a version was, against the approved version before it; kept with its event, and told as it is. */
export interface CompatibilityRecord {
  /** The version before it; of content that replaced its own, a revision such as `1.0.0@2`. */
  readonly against: string
  readonly class: Differences['class']
  readonly counts: Readonly<Record<ChangeClass, number>>
  readonly breaks: { readonly consumers: boolean; readonly producers: boolean }
  /** Whether it was made although the policy would have refused it. */
  readonly overridden: boolean
}

/** The version before one that was compared; undefined when that was compared with what it has replaced of itself. */
export function predecessorOf(
  version: string,
  { against }: Pick<CompatibilityRecord, 'against'>,
): string | undefined {
  return against.startsWith(`${version}@`) ? undefined : against
}

/** What is kept of a comparison. */
export function recordOf(
  against: string,
  { class: kind, counts, breaks }: Pick<Differences, 'class' | 'counts' | 'breaks'>,
  overridden: boolean,
): CompatibilityRecord {
  const broken = { consumers: breaks.consumers > 0, producers: breaks.producers > 0 }
  return { against, class: kind, counts, breaks: broken, overridden }
}
