import type { RawFault } from './raw-fault.ts'
import type { Schema } from './schema-files.ts'
import { memberNames, referred, schemasOf, takesType, typeOf } from './schema-parts.ts'

/**
 * The faults that are true of what Ajv tells. It tells all that failed, also what followed from another fault, and what was
 * only one of several ways to be valid. Where there are faults, some are left.
 *
 * @param root the schema, to which references lead.
 */
export function sift(faults: readonly RawFault[], root: Schema): readonly RawFault[] {
  const own = faults.filter(({ keyword, propertyName }) => keyword !== 'if' && propertyName === undefined)
  const kept: RawFault[] = []
  const isOnlyUnseen = unseenAmong(own, root)
  for (const fault of own) {
    if (fault.keyword === 'oneOf' || fault.keyword === 'anyOf') takeAlternatives(kept, fault, root)
    else if (!isOnlyUnseen(fault)) kept.push(fault)
  }
  return withoutRepetitions(kept.length > 0 ? kept : own)
}

/**
 * After another fault of an object, or in it, Ajv forgets which members were looked at, and takes known ones for unknown.
 * The value tells which conditions it meets, and so which members it may have.
 */
function unseenAmong(faults: readonly RawFault[], root: Schema): (fault: RawFault) => boolean {
  const openAt = new Map<string, Set<string>>()
  for (const { keyword, instancePath, params } of faults) {
    const end = instancePath.lastIndexOf('/')
    if (keyword === 'required') open(openAt, instancePath, String(params.missingProperty))
    else if (keyword !== 'unevaluatedProperties' && end >= 0)
      open(openAt, instancePath.slice(0, end), instancePath.slice(end + 1))
  }
  const isUnseen = ({ keyword, instancePath, params, parentSchema, data }: RawFault) => {
    if (keyword !== 'unevaluatedProperties') return false
    const object = { value: data as object, open: openAt.get(instancePath) ?? new Set<string>() }
    return memberNames(parentSchema, root, object).has(String(params.unevaluatedProperty))
  }
  const unseen = new Set(faults.filter(isUnseen))
  const faultyAt = new Set<string>()
  for (const fault of faults) {
    if (unseen.has(fault)) continue
    for (let path = fault.instancePath; !faultyAt.has(path); path = path.slice(0, path.lastIndexOf('/'))) {
      faultyAt.add(path)
      if (path === '') break
    }
  }
  return fault => unseen.has(fault) && faultyAt.has(fault.instancePath)
}

/** Notes that a member of an object is missing, or at fault itself. */
function open(openAt: Map<string, Set<string>>, path: string, name: string): void {
  const known = openAt.get(path) ?? new Set()
  openAt.set(path, known.add(name))
}

/** What fails when a value is of another type than it may be. */
const ofType = new Set(['type', 'anyOf', 'oneOf'])

/** Of several ways to be valid all failed, or more than one did not: what is at fault is told once. */
function takeAlternatives(kept: RawFault[], fault: RawFault, root: Schema): void {
  const below = takeTrailing(kept, fault.instancePath)
  const branches = schemasOf(fault.schema)
  if (branches.every(branch => requiredMember(branch) !== undefined)) {
    kept.push(...ofOperators(below, fault, new Set(branches.map(requiredMember))))
  } else if (Array.isArray(fault.params.passingSchemas)) {
    // where a member is missing all ways may be open
    const isMissing = below.some(one => one.keyword === 'required' && isAt(fault, one))
    kept.push(...below, ...(isMissing ? [] : [fault]))
  } else if (branches.some(branch => takesType(branch, root, typeOf(fault.data)))) {
    // the ways for values of other types were never meant
    const rest = ofNearestWay(
      fault,
      below.filter(one => !(isAt(fault, one) && one.keyword === 'type')),
    )
    const isChoiceOfText = rest.length > 1 && rest.every(one => isAt(fault, one) && one.keyword === 'pattern')
    kept.push(...(isChoiceOfText || rest.length === 0 ? [fault] : rest))
  } else kept.push(...below.filter(one => !(isAt(fault, one) && ofType.has(one.keyword))), fault)
}

/** Each way wants one member, as the operators of a quality rule: that the others are missing is no fault. */
function ofOperators(
  below: readonly RawFault[],
  fault: RawFault,
  operators: ReadonlySet<string | undefined>,
): readonly RawFault[] {
  const others = below.filter(one => !(isAt(fault, one) && operators.has(missing(one))))
  // a value that is at fault itself says more than that it does not count
  const depth = fault.instancePath.length + 1
  const isOfOperator = others.some(one => operators.has(one.instancePath.slice(depth).split('/')[0]))
  return isOfOperator ? others : [...others, fault]
}

/** Of faults on several ways those on the way with the fewest; those of which the way is not known stay. */
function ofNearestWay(fault: RawFault, faults: readonly RawFault[]): readonly RawFault[] {
  // what is wrong with the value itself is told as a choice
  if (faults.every(one => isAt(fault, one))) return faults
  const start = `${fault.schemaPath}/`
  const wayOf = ({ schemaPath }: RawFault) =>
    schemaPath.startsWith(start) ? schemaPath.slice(start.length).split('/', 1)[0] : undefined
  const ways = Map.groupBy(faults, wayOf)
  ways.delete(undefined)
  const fewest = Math.min(...[...ways.values()].map(({ length }) => length))
  const nearest = [...ways.keys()].find(way => ways.get(way)?.length === fewest)
  return faults.filter(one => [undefined, nearest].includes(wayOf(one)))
}

function isAt(fault: RawFault, other: RawFault): boolean {
  return other.instancePath === fault.instancePath
}

/** The member that a way to be valid requires, when that is all there is to it. */
function requiredMember({ required }: Schema): string | undefined {
  return Array.isArray(required) && required.length === 1 ? String(required[0]) : undefined
}

function missing({ keyword, params }: RawFault): string | undefined {
  return keyword === 'required' ? String(params.missingProperty) : undefined
}

/** Takes out the last faults, as far as they are of a value or of what is in it. */
function takeTrailing(kept: RawFault[], path: string): RawFault[] {
  let from = kept.length
  while (from > 0) {
    const other = kept[from - 1]?.instancePath
    if (other !== path && !other?.startsWith(`${path}/`)) break
    from -= 1
  }
  return kept.splice(from)
}

/** Faults without those that say again what another one says: a schema may require one thing in several ways. */
function withoutRepetitions(faults: readonly RawFault[]): readonly RawFault[] {
  const known = new Set<string>()
  const choices = new Set(
    faults.flatMap(({ keyword, instancePath }) =>
      ['oneOf', 'anyOf', 'enum', 'const'].includes(keyword) ? [instancePath] : [],
    ),
  )
  return faults.filter(({ instancePath, keyword, params }) => {
    if (keyword === 'type' && choices.has(instancePath)) return false
    const key = JSON.stringify([instancePath, keyword, keyword === 'type' ? '' : params])
    return !known.has(key) && known.add(key)
  })
}

/** The ways to be valid that a value of its type has. */
export function waysFor({ schema, data }: RawFault, root: Schema): readonly Schema[] {
  return schemasOf(schema)
    .filter(branch => takesType(branch, root, typeOf(data)))
    .map(branch => referred(branch, root))
}
