import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { TurnsByKey } from '../../../src/concurrency/turns-by-key.ts'

test('work of one key is done in its order, one at a time, also after a failure', async () => {
  const turns = new TurnsByKey()
  const seen: string[] = []
  const piece = (name: string, fails = false) =>
    turns.run('a', async () => {
      seen.push(`${name} begins`)
      await turn()
      seen.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const answers = await Promise.allSettled([piece('1'), piece('2', true), piece('3')])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(seen).toEqual(['1', '2', '3'].flatMap(name => [`${name} begins`, `${name} ends`]))
})

test('work of other keys does not wait', async () => {
  const turns = new TurnsByKey()
  let end = () => {}
  const held = turns.run('a', () => new Promise<void>(resolve => (end = resolve)))
  expect(await turns.run('b', async () => 'done')).toBe('done')
  end()
  await held
})
