import { expect } from 'vitest'

/**
 * Runs something that is not to take long. The time is that of the processor, which other work of the machine does not
 * lengthen much. What is waited for is part of it.
 *
 * @param most milliseconds, with room for a slow machine.
 */
export function promptly<T>(work: () => T, most = 6000): T {
  const before = process.cpuUsage()
  const expectPrompt = () => expect(milliseconds(process.cpuUsage(before))).toBeLessThan(most)
  const result = work()
  if (result instanceof Promise) return result.finally(expectPrompt) as T
  expectPrompt()
  return result
}

/** The least time of the processor that some work takes of several times, in milliseconds: to be compared with another. */
export function leastTime(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage()
    work()
    return milliseconds(process.cpuUsage(before))
  })
  return Math.min(...times)
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000
}
