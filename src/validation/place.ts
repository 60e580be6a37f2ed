import { childOf, type DocumentNode, type ObjectNode } from '../domain/document/node.ts'
import type { PathStep } from '../domain/document/position.ts'
import { stepsOf } from './place-names.ts'
import type { RawFault } from './raw-fault.ts'

/** Where a fault stands in a document: at a value, or at a key when that is the fault. */
export interface FaultPlace {
  readonly offset: number
  readonly path: readonly PathStep[]
  /** The value, or the object that has the key or lacks it. */
  readonly node: DocumentNode
}

/** The place of a fault. What is missing is missed at the object that should have it. */
export function placeOf(document: ObjectNode, fault: RawFault): FaultPlace {
  const steps = stepsOf(fault.instancePath)
  let node: DocumentNode = document
  const path: PathStep[] = []
  for (const step of steps) {
    const next = childOf(node, step)
    if (!next) break
    path.push(node.kind === 'array' ? Number(step) : step)
    node = next
  }
  const { additionalProperty, unevaluatedProperty, propertyName, missingProperty } = fault.params
  const key = additionalProperty ?? unevaluatedProperty ?? propertyName
  if (typeof missingProperty === 'string')
    return { offset: node.offset, path: [...path, missingProperty], node }
  if (typeof key !== 'string' || node.kind !== 'object') return { offset: node.offset, path, node }
  const member = node.members.find(one => one.key === key)
  return { offset: member?.offset ?? node.offset, path: [...path, key], node }
}
