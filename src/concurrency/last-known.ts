import { withDeadline } from './deadline.ts'

/**
 * Asks for a number, and answers with the one that was known last when it is late: 0 in the beginning.
 *
 * @param deadline how long to wait, in milliseconds.
 */
export function lastKnown(ask: () => Promise<number>, deadline: number): () => Promise<number> {
  let known = 0
  const look = async () => {
    known = await ask()
  }
  return async () => {
    await withDeadline(look(), deadline, () => undefined)
    return known
  }
}
