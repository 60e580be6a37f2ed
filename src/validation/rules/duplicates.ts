import { memberOf } from '../../domain/document/node.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'
import type { Check, Tell } from './rule.ts'
import { below, listOf, type Placed } from './view.ts'

/** Names and ids tell the entries of a list apart. */
export const duplicates: Check = ({ root, objects, properties, qualityRules, relationships }, tell) => {
  const contract = { node: root, way: undefined }
  const servers = listOf(contract, 'servers')
  const roles = listOf(contract, 'roles')
  repeated(tell, 'duplicate-name', 'object', 'name', objects)
  repeated(tell, 'duplicate-name', 'server', 'server', servers)
  repeated(tell, 'duplicate-name', 'role', 'role', roles)
  repeated(tell, 'duplicate-id', 'object', 'id', objects)
  repeated(tell, 'duplicate-id', 'server', 'id', servers)
  repeated(tell, 'duplicate-id', 'role', 'id', roles)
  repeated(tell, 'duplicate-id', 'support channel', 'id', listOf(contract, 'support'))
  repeated(tell, 'duplicate-id', 'SLA property', 'id', listOf(contract, 'slaProperties'))
  for (const one of [...objects, ...properties]) {
    const inner = listOf(one, 'properties')
    repeated(tell, 'duplicate-name', 'property', 'name', inner)
    repeated(tell, 'duplicate-id', 'property', 'id', inner)
    repeated(tell, 'duplicate-id', 'value', 'id', listOf(one, 'enum'))
  }
  for (const list of listsOf(qualityRules)) repeated(tell, 'duplicate-id', 'quality rule', 'id', list)
  for (const list of listsOf(relationships)) repeated(tell, 'duplicate-id', 'relationship', 'id', list)
}

/** The lists in which the entries of many stand. */
function listsOf(all: readonly Placed[]): Iterable<readonly Placed[]> {
  // each has a way of its own below that of its list, which all of the list share
  return Map.groupBy(all, ({ way }) => way?.up).values()
}

function repeated(
  tell: Tell,
  rule: 'duplicate-name' | 'duplicate-id',
  noun: string,
  key: string,
  list: readonly Placed[],
): void {
  if (list.length < 2) return
  const known = new Set<string>()
  for (const { node, way } of list) {
    const value = memberOf(node, key)
    if (value?.kind !== 'string') continue
    if (known.has(value.value)) {
      const what = rule === 'duplicate-id' ? 'id' : 'name'
      tell(rule, value.offset, below(way, key), () => {
        return `the ${what} ${quotedExcerpt(value.value)} stands in this list a second time; each ${noun} needs one of its own`
      })
    }
    known.add(value.value)
  }
}
