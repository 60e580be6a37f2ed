import type { Service } from './service.ts'

/**
 * Arguments of Node with which timers of exactly this many milliseconds end when `endHeldTimers` is called and not by
 * the clock, so that what a service does meanwhile does not depend on how fast the machine is.
 */
export function holdTimers(milliseconds: number): readonly string[] {
  const script = `
    import timers from 'node:timers/promises'
    import { syncBuiltinESMExports } from 'node:module'
    const ended = new Promise(resolve => process.once('SIGUSR2', resolve))
    const { setTimeout: wait } = timers
    timers.setTimeout = (time, ...rest) => time === ${milliseconds} ? ended : wait(time, ...rest)
    syncBuiltinESMExports()
    const { setTimeout: start } = globalThis
    globalThis.setTimeout = (work, time, ...rest) => {
      if (time !== ${milliseconds}) return start(work, time, ...rest)
      const held = start(() => {}, 2 ** 30)
      ended.then(() => held._destroyed || work(...rest))
      return held
    }`
  return ['--import', `data:text/javascript,${encodeURIComponent(script)}`]
}

/** Ends those timers of a service, also those that it starts from now on. */
export function endHeldTimers(service: Service): void {
  service.process.kill('SIGUSR2')
}
