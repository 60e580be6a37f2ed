import { createContext, Script } from 'node:vm'

const script = new Script('work()')

/**
 * What a function returns; undefined when it takes too long and is given up, wherever it is: a regular expression that
 * tries one way to match after the other notices nothing else.
 */
export function withinTime<Result>(milliseconds: number, work: () => Result & object): Result | undefined {
  let result: Result | undefined
  const context = createContext({
    work: () => {
      result = work()
    },
  })
  try {
    script.runInContext(context, { timeout: milliseconds })
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    return undefined
  }
  return result
}
