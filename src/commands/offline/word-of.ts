import { UsageError } from '../usage-error.ts'

/**
 * The value of an option that takes one of some words.
 *
 * @throws UsageError for another one.
 */
export function wordOf<Word extends string>(name: string, text: string, words: readonly Word[]): Word {
  const word = words.find(one => one === text)
  if (word !== undefined) return word
  throw new UsageError(`--${name} must be one of ${words.join(', ')}, not ${JSON.stringify(text)}`)
}
