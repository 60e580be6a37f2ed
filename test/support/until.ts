import { setTimeout as delay } from 'node:timers/promises'
import { patience } from './patient.ts'

/**
 * Waits until something has come to pass, however long a busy machine takes.
 *
 * @param condition true when it has, else what there is in its place.
 * @throws Error that says so, when it never does.
 */
export async function until(condition: () => true | string | Promise<true | string>): Promise<void> {
  const begin = performance.now()
  for (;;) {
    const state = await condition()
    if (state === true) return
    if (performance.now() - begin > patience) throw new Error(state)
    await delay(20)
  }
}
