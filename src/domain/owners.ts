import {
  type DocumentNode,
  memberOf,
  type ObjectNode,
  objectsOf,
  stringMember,
  textMember,
} from './document/node.ts'

/** How many owners are taken of one document. */
const maxOwners = 100

/** A name by which an owner of a contract is known. */
export interface OwnerName {
  /** JSON Pointer into the document. */
  readonly pointer: string
  /** The name as it is written there. */
  readonly text: string
}

/**
 * Where a document names those who own its contract: the team (ODCS 3.1 and later), an `owner`, and those members of the
 * team or stakeholders (2.2) whose role says owner and who have not left.
 */
export function ownerNamesOf(document: ObjectNode): OwnerName[] {
  const team = memberOf(document, 'team')
  const people =
    team?.kind === 'object'
      ? ownersAmong(memberOf(team, 'members'), '/team/members')
      : ownersAmong(team, '/team')
  return [
    ...(team?.kind === 'object' ? namesIn(team, ['name'], '/team') : []),
    ...namesIn(document, ['owner'], ''),
    ...people,
    ...ownersAmong(memberOf(document, 'stakeholders'), '/stakeholders'),
  ]
}

/** The distinct names of those who own the contract, the first hundred. */
export function ownersOf(document: ObjectNode): string[] {
  return distinctOwners(ownerNamesOf(document))
}

/** Some names without the white space around them, each once, the first hundred. */
export function distinctOwners(names: readonly OwnerName[]): string[] {
  return [...new Set(names.map(({ text }) => text.trim()))].slice(0, maxOwners)
}

function ownersAmong(people: DocumentNode | undefined, pointer: string): OwnerName[] {
  return objectsOf(people)
    .filter(([, person]) => isOwner(person))
    .flatMap(([index, person]) => namesIn(person, ['username', 'name'], `${pointer}/${index}`))
}

function namesIn(object: ObjectNode, keys: readonly string[], pointer: string): OwnerName[] {
  return keys.flatMap(key => {
    const text = stringMember(object, key)
    return text?.trim() ? [{ pointer: `${pointer}/${key}`, text }] : []
  })
}

function isOwner(person: ObjectNode): boolean {
  const role = textMember(person, 'role')
  return role !== undefined && saysOwner(role) && textMember(person, 'dateOut') === undefined
}

/** Where one word of a role ends: at punctuation, at a change of case, and beside letters that have no case. */
const betweenWords =
  /[^\p{L}\p{N}\p{M}]+|(?<=\p{Ll})(?=\p{Lu})|(?<=[\p{Lu}\p{N}])(?=\p{Lu}\p{Ll})|(?<=[\p{Lo}\p{Lm}])|(?=[\p{Lo}\p{Lm}])/u

/** Whether the word is in a role. Roles are free text: `Owner`, `data owner`, `DataProductOwner`. */
function saysOwner(role: string): boolean {
  const words = role.normalize('NFKC').split(betweenWords)
  return words.some(word => word.toLowerCase() === 'owner')
}
