import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Turns } from '../../../../src/stores/indexed/turns.ts'
import { tempFolder } from '../../../support/temp-folder.ts'

/** A patience that does not end during a test, however slow it is. */
const long = 3_600_000

test('whoever was late too often goes first, and others go on when they are done', async () => {
  const folder = join(tempFolder(), 'turns')
  const [late, other] = [new Turns(folder, 2, long), new Turns(folder, 2, long)]
  await late.lose()
  await other.wait()
  await late.lose()
  await late.wait()
  const order: string[] = []
  const waiting = other.wait().then(() => order.push('other'))
  await delay(50)
  order.push('late')
  await late.end()
  await waiting
  expect(order).toEqual(['late', 'other'])
  expect(readdirSync(folder)).toEqual([])
})

test('of two who were late, the one who drew first goes first; one win ends the series', async () => {
  const folder = join(tempFolder(), 'turns')
  const [first, second] = [new Turns(folder, 1, long), new Turns(folder, 1, long)]
  await first.lose()
  await delay(2)
  await second.lose()
  await first.wait()
  let isSecond = false
  const waiting = second.wait().then(() => {
    isSecond = true
  })
  await delay(50)
  expect(isSecond).toBe(false)
  await first.end()
  await waiting
  const patient = new Turns(folder, 2)
  await patient.lose()
  await patient.end()
  await patient.lose()
  expect(readdirSync(folder)).toHaveLength(1)
})

test('a process that ended is waited for once', async () => {
  const folder = join(tempFolder(), 'turns')
  await new Turns(folder, 1).lose()
  const other = new Turns(folder, 1)
  // each time would be five minutes
  for (let at = 0; at < 100; at++) await other.wait()
})

test('a process that was passed over is waited for again when it still tries', async () => {
  const folder = join(tempFolder(), 'turns')
  const patience = 100
  const [slow, other] = [new Turns(folder, 1), new Turns(folder, 1, patience)]
  for (let tries = 0; tries < 3; tries++) {
    await slow.lose()
    const start = performance.now()
    await other.wait()
    expect(performance.now() - start).toBeGreaterThanOrEqual(patience)
  }
  expect(readdirSync(folder)).toHaveLength(1)
})
