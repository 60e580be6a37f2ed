import { memberOf, type ObjectNode, stringMember } from './document/node.ts'

/** Whether a document in a folder with all kinds of files is a contract. */
export function isContractLike(root: ObjectNode): boolean {
  if (memberOf(root, 'kind') !== undefined) return stringMember(root, 'kind') === 'DataContract'
  const apiVersion = stringMember(root, 'apiVersion')
  if (apiVersion !== undefined && /^v?[23]\./.test(apiVersion)) return true
  return (
    memberOf(root, 'version') !== undefined && (memberOf(root, 'id') ?? memberOf(root, 'uuid')) !== undefined
  )
}
