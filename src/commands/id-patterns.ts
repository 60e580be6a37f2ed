import { contracts } from '../config/sections/role.ts'
import { UsageError } from './usage-error.ts'

/** The patterns of `--ids`, checked by the rules of `auth.tokens[].contracts`; several stand between commas. */
export function idPatterns(given: readonly string[] | undefined): readonly string[] | undefined {
  if (given === undefined) return undefined
  const { data, error } = contracts.safeParse(given.flatMap(list => list.split(',').map(one => one.trim())))
  if (error) throw new UsageError(`--ids ${error.issues[0]?.message}`)
  return data.includes('*') ? undefined : data
}
