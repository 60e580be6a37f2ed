import { describe, expect, test } from 'vitest'
import { formatByteSize, parseByteSize } from '../../../src/config/values/byte-size.ts'

describe('parseByteSize', () => {
  test.each([
    ['1', 1],
    ['8388608', 8_388_608],
    ['100 B', 100],
    ['1 KB', 1000],
    ['1 KiB', 1024],
    ['512kib', 524_288],
    ['1 MB', 1_000_000],
    ['8 MiB', 8_388_608],
    ['8MiB', 8_388_608],
    [' 8  mib ', 8_388_608],
    ['1.5 MiB', 1_572_864],
    ['1 GiB', 1_073_741_824],
    ['1 GB', 1_000_000_000],
  ])('%j is %d bytes', (text, bytes) => {
    expect(parseByteSize(text)).toBe(bytes)
  })

  test.each([
    '',
    'MiB',
    '-1',
    '8 M',
    '8 Mo',
    '1e6',
    '0x10',
    '1,5 MiB',
    '8 MiB and more',
    'constructor',
    '1 constructor',
  ])('%j is no size', text => {
    expect(parseByteSize(text)).toBeNaN()
  })
})

describe('formatByteSize', () => {
  test.each([
    [8_388_608, '8 MiB'],
    [524_288, '512 KiB'],
    [1_000_000, '1000000 B'],
  ])('%d bytes are written %s', (bytes, text) => {
    expect(formatByteSize(bytes)).toBe(text)
    expect(parseByteSize(text)).toBe(bytes)
  })
})
