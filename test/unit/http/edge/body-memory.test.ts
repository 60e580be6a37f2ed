import { describe, expect, test } from 'vitest'
import { BodyBytes } from '../../../../src/http/edge/body-bytes.ts'
import { BodyMemory } from '../../../../src/http/edge/body-memory.ts'
import { Shares } from '../../../../src/http/edge/shares.ts'

describe('shares', () => {
  test('leave something for the next caller, however many there are', () => {
    const shares = new Shares(1000)
    const most = (caller: string) => {
      let taken = 0
      while (shares.take(caller, 1)) taken++
      return taken
    }
    expect(most('a')).toBe(500)
    expect([most('b'), most('c'), most('d')]).toEqual([250, 125, 62])
    shares.giveBack('a', 500)
    expect(shares.take('e', 250)).toBe(true)
  })

  test('give the first one whatever it asks for, and nobody else meanwhile', () => {
    const shares = new Shares(10)
    expect(shares.take('a', 100)).toBe(true)
    expect(shares.take('b', 1)).toBe(false)
    shares.giveBack('a', 100)
    expect(shares.take('b', 1)).toBe(true)
  })
})

describe('the bytes of a body', () => {
  test('take about as much memory as there are, however small the pieces', () => {
    const bytes = new BodyBytes(new BodyMemory(100_000).open('a'), 10_000)
    for (let count = 0; count < 5000; count++) bytes.append(Buffer.from([count % 256]))
    const whole = bytes.toBuffer()
    expect(whole.equals(Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 256)))).toBe(true)
    expect(whole.buffer.byteLength).toBeLessThanOrEqual(10_000)
  })

  test('can be given back twice without harm', () => {
    const memory = new BodyMemory(100)
    const room = memory.open('a')
    room.take(40)
    room.close()
    room.close()
    const other = memory.open('b')
    other.take(30)
    expect(() => other.take(21)).toThrow('too many request bodies')
  })
})
