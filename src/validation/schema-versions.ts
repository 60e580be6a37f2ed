/** The versions of ODCS whose official schema ships with the product, ascending. */
export const schemaVersions = ['2.2.1', '2.2.2', '3.0.0', '3.0.1', '3.0.2', '3.1.0', '3.2.0'] as const
export type SchemaVersion = (typeof schemaVersions)[number]

/** The one that judges a document which declares no version. */
export const newestSchema: SchemaVersion = '3.2.0'

/** Which schema judges a document, and whether that is the version which it declares. */
export interface SchemaChoice {
  readonly version: SchemaVersion
  /** `unknown`: of that version there is no schema, not even one of the same minor version. */
  readonly match: 'exact' | 'near' | 'unknown'
}

/**
 * The schema for a declared `apiVersion`, with or without its `v`: that of the version; else the highest of the same minor
 * version, and for 2.2.0, which has none, the lowest; else the newest.
 */
export function schemaFor(apiVersion: string | undefined): SchemaChoice {
  const [, minor = '', patch = '', rest = ''] = /^v?(\d+\.\d+)\.(\d+)(.*)$/s.exec(apiVersion ?? '') ?? []
  const ofMinor = schemaVersions.filter(version => version.startsWith(`${minor}.`))
  const exact = ofMinor.find(version => version === `${minor}.${patch}`)
  if (exact) return { version: exact, match: rest === '' ? 'exact' : 'near' }
  const near = patch === '0' ? ofMinor[0] : ofMinor.at(-1)
  return near ? { version: near, match: 'near' } : { version: newestSchema, match: 'unknown' }
}

/**
 * The versions that the author of a document may mean instead of the one that it declares: the newest patch of its own and
 * of each later minor version, ascending. Between major versions a document would have to be rewritten.
 */
export function newerThan(version: SchemaVersion): readonly SchemaVersion[] {
  const minorOf = (one: string) => one.slice(0, one.lastIndexOf('.'))
  return schemaVersions.filter((one, index) => {
    const isNewer = index > schemaVersions.indexOf(version) && one[0] === version[0]
    const next = schemaVersions[index + 1]
    return isNewer && (next === undefined || minorOf(next) !== minorOf(one))
  })
}
