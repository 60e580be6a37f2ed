/** What names a contract version: both parts are opaque and compared byte by byte. */
export interface VersionIdentity {
  readonly contractId: string
  readonly version: string
}

/** One text for each contract version, as a key of maps and sets: neither part has U+0000. */
export function versionKey({ contractId, version }: VersionIdentity): string {
  return `${contractId}\0${version}`
}

/** The longest contract id and version, in UTF-16 code units: what every supported database can hold in a key. */
export const maxContractIdLength = 255
export const maxVersionLength = 128

/** Why a text cannot be a contract id, or undefined when it can. */
export function contractIdFault(id: string): string | undefined {
  return nameFault('the contract id', id, maxContractIdLength)
}

/**
 * Why no contract or version can have this name, whoever stored it, or undefined. Those who ask for one are refused only
 * this, so that what another program stored beyond our rules can be read: no database has a longer one in a key, and none
 * takes the others literally.
 */
export function storedNameFault(name: string, maxLength: number): string | undefined {
  if (name.length > maxLength) return `it has ${name.length} characters; at most ${maxLength} are allowed`
  if (name.includes('\0')) return 'it has the control character U+0000; no name has it'
  if (!name.isWellFormed()) return 'it is not valid Unicode text: it has half of a surrogate pair'
  return undefined
}

/** Why nothing at all that this service stores can have this name, or undefined. */
export function lookupFault(name: string, maxLength: number): string | undefined {
  const fault = storedNameFault(name, maxLength)
  if (fault !== undefined) return fault
  return name.trim() === name ? undefined : 'it begins or ends with white space; no name does'
}

/** Why a text cannot be a contract version, or undefined when it can. */
export function versionFault(version: string): string | undefined {
  return nameFault('the version', version, maxVersionLength)
}

/** Names as nearly all are; nothing but their length needs a closer look. */
const ordinaryName = /^[A-Za-z0-9](?:[A-Za-z0-9._:+-]*[A-Za-z0-9])?$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/**
 * The rule is the same for every store, so that a contract can move between them: databases disagree on trailing
 * spaces (SQL Server ignores them), and no file system holds a name of `.` or `..`.
 */
function nameFault(what: string, name: string, maxLength: number): string | undefined {
  if (name.length <= maxLength && ordinaryName.test(name)) return undefined
  if (name === '') return `${what} is empty; expected 1 to ${maxLength} characters`
  if (name.length > maxLength)
    return `${what} has ${name.length} characters; at most ${maxLength} are allowed`
  const control = controlCharacter.exec(name)?.[0]
  if (control !== undefined) return `${what} has the control character ${codePoint(control)}; none is allowed`
  if (loneSurrogate.test(name)) return `${what} is not valid Unicode text: it has half of a surrogate pair`
  if (name.trim() !== name) return `${what} begins or ends with white space; none is allowed there`
  if (name === '.' || name === '..')
    return `${what} is ${JSON.stringify(name)}, which stands for a directory; choose another`
  return undefined
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
