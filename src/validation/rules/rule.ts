import type { DocumentNode } from '../../domain/document/node.ts'
import { losesDigits } from '../judged-value.ts'
import type { RuleName } from '../rule-names.ts'
import type { SchemaVersion } from '../schema-versions.ts'
import type { View, Way } from './view.ts'

/** Tells a finding of a rule: at a node, or at the key of a member. */
export type Tell = (rule: RuleName, offset: number, way: Way | undefined, detail: () => string) => void

/** What looks for findings of some rules. */
export type Check = (view: View, tell: Tell, version: SchemaVersion) => void

/** A number, of a node that is one. */
export function numberOf(node: DocumentNode | undefined): number | undefined {
  return node?.kind === 'number' ? Number(node.token) : undefined
}

/** The value of a number with all its digits. Both kinds of numbers can be compared with each other. */
export function exactNumberOf(node: DocumentNode | undefined): number | bigint | undefined {
  if (node?.kind !== 'number') return undefined
  return losesDigits(node.token) ? BigInt(node.token) : Number(node.token)
}

export function isTrue(node: DocumentNode | undefined): boolean {
  return node?.kind === 'literal' && node.value === true
}
