import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { EventLoop } from '../../../src/concurrency/event-loop.ts'

/** Takes longer than one piece of work may. */
function work(): void {
  const began = performance.now()
  while (performance.now() - began < 12);
}

/** Numbers the turns of the event loop until it is told to end. */
function countTurns() {
  let turn = 0
  let isEnded = false
  const next = () => {
    turn++
    if (!isEnded) setImmediate(next)
  }
  setImmediate(next)
  return {
    now: () => turn,
    end: () => {
      isEnded = true
    },
  }
}

describe('pieces of work that share the event loop', () => {
  /** Some workers with some pieces of work each, and in which turns these were done. */
  async function workTogether(names: string, pieces: number) {
    const loop = new EventLoop()
    const turns = countTurns()
    const done: { name: string; turn: number }[] = []
    const each = [...names].map(async name => {
      for (let piece = 0; piece < pieces; piece++) {
        await loop.share()
        done.push({ name, turn: turns.now() })
        work()
      }
    })
    await Promise.all(each)
    turns.end()
    return done
  }

  test('are done one in a turn, whoever they belong to', async () => {
    const turns = (await workTogether('abcde', 4)).map(({ turn }) => turn)
    // before the first pieces nobody can know that they take long
    const later = turns.slice(5)
    expect(later).toHaveLength(15)
    expect(new Set(later).size).toBe(15)
  })

  test('are done in the order in which they came', async () => {
    const names = (await workTogether('abc', 3)).map(({ name }) => name).join('')
    expect(names).toBe('abcabcabc')
  })

  test('that are short are done at once', async () => {
    // a busy machine may stop this process at any place, for longer than a turn may take
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
    onTestFinished(() => clock.mockRestore())
    const loop = new EventLoop()
    const turns = countTurns()
    for (let piece = 0; piece < 100; piece++) await loop.share()
    expect(turns.now()).toBe(0)
    turns.end()
  })
})
