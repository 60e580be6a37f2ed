import type { DocumentNode } from '../document/node.ts'
import type { PathStep } from '../document/position.ts'

/** Whom a change may break: those who read data by the old contract, or those whose data fitted the old contract. */
export type Party = 'consumers' | 'producers'

/** Whom a contract protects from breaking changes, see `[policy] compatibility`. */
export const protections = ['consumer', 'producer', 'full'] as const
export type Protection = (typeof protections)[number]

/** What a change means. `cosmetic`: nobody's data or programs can notice it. */
export type ChangeClass = 'breaking' | 'compatible' | 'cosmetic'

/** How an element, or a member of one, differs. Which of these there are for a member, its measure says. */
export type Effect =
  | 'added'
  | 'removed'
  | 'changed'
  | 'renamed'
  /** Accepts more than before, less than before, or the same in other words. */
  | 'loosened'
  | 'tightened'
  | 'same'
  /** Said of what only some additions and removals are: a required property, a part of a key that has others. */
  | 'added-required'
  | 'added-to-key'
  | 'removed-from-key'

/** Where something stands in one of the two documents. */
export interface Spot {
  readonly node: DocumentNode
  /** Undefined for the document itself. */
  readonly parent: Spot | undefined
  readonly step: PathStep
}

/** One difference of two documents, before it is judged. */
export interface Difference {
  /** Which element, such as `property`, or which member of one, such as `property.required`. */
  readonly subject: string
  readonly effect: Effect
  readonly kind: 'added' | 'removed' | 'changed'
  /** The way to it by the names of elements, which survives a change of their order. */
  readonly path: () => string
  /** The name of the element for people, such as `orders.email`. */
  readonly name: () => string
  /** Where it was; for an addition the element around it. */
  readonly before: Spot
  /** Where it is; for a removal the element around it. */
  readonly after: Spot
}

/** The steps from the document to a spot. */
export function stepsTo(spot: Spot): PathStep[] {
  const steps: PathStep[] = []
  for (let at = spot; at.parent; at = at.parent) steps.push(at.step)
  return steps.reverse()
}
