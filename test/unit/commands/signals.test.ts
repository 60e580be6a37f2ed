import { expect, onTestFinished, test, vi } from 'vitest'
import { endSignal } from '../../../src/commands/signals.ts'

test('a second signal forces the end, but for one that a launcher hands on', async () => {
  const others = new Map((['SIGTERM', 'SIGINT'] as const).map(name => [name, process.listeners(name)]))
  for (const name of others.keys()) process.removeAllListeners(name)
  onTestFinished(() => {
    for (const [name, listeners] of others) {
      process.removeAllListeners(name)
      for (const listener of listeners) process.on(name, listener)
    }
  })
  const clock = vi.spyOn(performance, 'now')
  onTestFinished(() => clock.mockRestore())
  const forced: string[] = []
  const at = (time: number, signal: NodeJS.Signals) => {
    clock.mockReturnValue(time)
    process.emit(signal)
  }
  const first = endSignal(signal => void forced.push(signal))
  at(1000, 'SIGTERM')
  at(1000, 'SIGTERM')
  at(1500, 'SIGINT')
  expect(await first).toBe('SIGTERM')
  expect(forced).toEqual([])
  at(1501, 'SIGINT')
  expect(forced).toEqual(['SIGINT'])
})
