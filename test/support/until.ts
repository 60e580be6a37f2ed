import { setTimeout as delay } from 'node:timers/promises'

/** How long something may take before it counts as hung, in milliseconds: less than the time-out of a test. */
const patience = 240_000

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
