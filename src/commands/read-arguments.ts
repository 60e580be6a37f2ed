import { type ParseArgsConfig, parseArgs } from 'node:util'
import { closestName } from '../closest-name.ts'
import { UsageError } from './usage-error.ts'

/**
 * What `parseArgs` understands of the arguments of a command.
 *
 * @throws UsageError for an option that is not known, has no value, or has one that it does not take.
 */
export function readArguments<const Config extends ParseArgsConfig>(config: Config) {
  try {
    return parseArgs(config)
  } catch (error) {
    throw usageError(error as Error & { readonly code?: string }, Object.keys(config.options ?? {}))
  }
}

function usageError(error: Error & { readonly code?: string }, known: readonly string[]): Error {
  const name = /--?[\w-]+(?=[ '])/.exec(error.message.replace(/-\w, /, ''))?.[0]
  if (name === undefined || !error.code?.startsWith('ERR_PARSE_ARGS')) return error
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const meant = closestName(name.replace(/^-+/, ''), known)
    return new UsageError(
      `there is no option ${name}${meant === undefined ? '' : `; did you mean --${meant}?`}`,
    )
  }
  if (error.message.includes('does not take')) return new UsageError(`${name} takes no value`)
  return new UsageError(`${name} needs a value; one that begins with "-" is written ${name}=VALUE`)
}
