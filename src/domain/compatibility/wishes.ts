import { type ObjectNode, objectsOf, stringMember } from '../document/node.ts'
import type { Protection } from './change.ts'
import { saidMember } from './content.ts'
import { protectionOf } from './policy.ts'

/** The custom property by which the author of a contract asks for more than the configuration. */
const property = 'dc43.compatibility'

/** Whom the author of a contract asks to protect; undefined when they say nothing of it. */
export function wishOf(document: ObjectNode): Protection | undefined {
  const own = objectsOf(saidMember(document, 'customProperties')).find(
    ([, one]) => stringMember(one, 'property') === property,
  )
  return own && protectionOf(stringMember(own[1], 'value'))
}
