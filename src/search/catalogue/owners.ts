import { type DocumentNode, memberOf, type ObjectNode } from '../../domain/document/node.ts'
import { wordsOf } from '../language/words.ts'
import { objectsOf, type TextCollector, textMember } from './text-collector.ts'

/** How many owners are taken of one document. */
const maxOwners = 100

/**
 * Takes who owns a contract, and returns every name of them: the team (ODCS 3.1 and later), an `owner`, and those
 * members of the team or stakeholders (2.2) whose role says owner and who have not left.
 */
export function takeOwners(root: ObjectNode, texts: TextCollector): string[] {
  const team = memberOf(root, 'team')
  const owners: (string | undefined)[] = []
  if (team?.kind === 'object') owners.push(texts.take(team, 'owner', ['name'], '/team'))
  owners.push(texts.take(root, 'owner', ['owner'], ''))
  if (team?.kind === 'object') owners.push(...takePeople(memberOf(team, 'members'), '/team/members', texts))
  else owners.push(...takePeople(team, '/team', texts))
  owners.push(...takePeople(memberOf(root, 'stakeholders'), '/stakeholders', texts))
  return [...new Set(owners.filter(owner => owner !== undefined))].slice(0, maxOwners)
}

function takePeople(people: DocumentNode | undefined, pointer: string, texts: TextCollector) {
  return objectsOf(people)
    .filter(([, person]) => isOwner(person))
    .flatMap(([index, person]) => [
      texts.take(person, 'owner', ['username'], `${pointer}/${index}`),
      texts.take(person, 'owner', ['name'], `${pointer}/${index}`),
    ])
}

/** Roles are free text: `Owner`, `data owner`, `DataProductOwner`. */
function isOwner(person: ObjectNode): boolean {
  const role = textMember(person, 'role')
  return (
    role !== undefined &&
    wordsOf(role).flat().includes('owner') &&
    textMember(person, 'dateOut') === undefined
  )
}
