import { closestName } from '../closest-name.ts'
import { type DocumentNode, isNull, memberOf, type ObjectNode, stringMember } from './document/node.ts'
import { quotedExcerpt } from './excerpt.ts'
import { rootMembers } from './odcs.ts'

const contractKind = 'DataContract'
/** File names by which contracts are known: `orders.odcs.yaml`, `datacontract.yaml`, `orders.datacontract.json`. */
const contractFile = /(?:\.odcs|(?:^|[./\\])data-?contract)\.(?:ya?ml|json)$/i
/** Root keys of ODCS in small letters, which tell misspelt ones from those of other documents. */
const rootKeys = new Set(Object.keys(rootMembers).map(key => key.toLowerCase()))
/** Keys that other documents than contracts hardly have together with other keys of ODCS. */
const tellingKeys: readonly string[] = ['id', 'schema', 'apiversion']

/** Whether a document in a folder with all kinds of files is a contract. */
export function isContractLike(root: ObjectNode): boolean {
  if (memberOf(root, 'kind') !== undefined) return stringMember(root, 'kind') === contractKind
  const apiVersion = stringMember(root, 'apiVersion')
  if (apiVersion !== undefined && /^v?[23]\./.test(apiVersion)) return true
  return (
    memberOf(root, 'version') !== undefined && (memberOf(root, 'id') ?? memberOf(root, 'uuid')) !== undefined
  )
}

/**
 * Why a file that is no contract by `isContractLike` was most likely meant to be one; undefined for all others.
 *
 * @param file its path.
 */
export function contractDoubt(file: string, root: DocumentNode): string | undefined {
  const isNamed = contractFile.test(file)
  if (root.kind !== 'object') return isNamed ? 'it is called a contract, and is no object' : undefined
  const stated = root.members.find(({ key, value }) => key.toLowerCase() === 'kind' && !isNull(value))
  if (!stated)
    return isNamed || hasOdcsKeys(root) ? `its kind is not ${contractKind}, but missing` : undefined
  const kind = stated.value.kind === 'string' ? stated.value.value : ''
  if (!isNamed && closestName(kind, [contractKind]) === undefined) return undefined
  return stated.key === 'kind'
    ? `its kind is not ${contractKind}, but ${quotedExcerpt(kind)}`
    : `it has ${stated.key} in place of kind`
}

/** Whether all that a document has stands in contracts, or it is a contract of the Data Contract Specification. */
function hasOdcsKeys({ members }: ObjectNode): boolean {
  const keys = members.map(({ key }) => key.toLowerCase())
  if (keys.includes('datacontractspecification')) return true
  return (
    keys.length >= 3 && keys.every(key => rootKeys.has(key)) && tellingKeys.some(key => keys.includes(key))
  )
}
