/** Where generated code begins the record of the members that a schema knows of a value. */
const beginning = /\bprops0 = (props0 \|\| )?\{\}/g
/** Where it takes one up. */
const known = /\bprops\d+\.(\w+) = true;/g
/** Where it hands the record to another one, which would take members for known that are not. */
const handedOn = /\.props = props0;|Object\.assign\(props\d+, props0\)/

/**
 * Code of validators in which the record of known members has room for all of them from the beginning. Without it the record
 * grows a dozen times for each column of a contract, which takes more memory than all else that a validator does.
 */
export function withRoomForMembers(code: string): string {
  return code
    .split(/(?=function validate\d+\()/)
    .map(withRoom)
    .join('')
}

function withRoom(code: string): string {
  if (handedOn.test(code)) return code
  const names = new Set([...code.matchAll(known)].map(([, name]) => name))
  const record = `{${[...names].map(name => `${name}: undefined`).join()}}`
  return code.replaceAll(beginning, (_, unless = '') => `props0 = ${unless}${record}`)
}
