import { spawnSync } from 'node:child_process'

/**
 * How often a module, run by itself in little memory, has everything collected that is in use no more: it is not when minor
 * collections suffice, which look at what is young.
 *
 * @param module text that may await.
 */
export function majorCollections(module: string): number {
  const options = ['--trace-gc', '--max-semi-space-size=1', '--input-type=module', '--eval', module]
  const { stdout, stderr, status } = spawnSync(process.execPath, options, { encoding: 'utf8' })
  if (status !== 0 || !stdout.includes('Scavenge')) throw new Error(`it did not run as it should: ${stderr}`)
  return stdout.split('Mark-Compact').length - 1
}

/** Makes all that is there old. */
export const makeOld = 'for (let at = 0, one; at < 3000; at++) one = new Array(500).fill(at)'
