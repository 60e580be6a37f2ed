import { z } from 'zod'
import { formatByteSize, parseByteSize } from '../values/byte-size.ts'
import { keyInfo } from '../values/key-info.ts'
import { numberFromText, seconds } from '../values/number.ts'

const mebibyte = 1024 ** 2

/** A number of bytes, as a number or as text such as `8 MiB`. */
export const byteSize = (least: number, most: number) =>
  z.union([z.int(), z.string().transform(parseByteSize)]).pipe(z.int().min(least).max(most))

/** The keys of `[server]` that keep clients from taking more than their share. */
export const limits = {
  headerLimit: byteSize(4096, mebibyte)
    .default(16 * 1024)
    .register(keyInfo, {
      meaning: 'Largest request line and header together; a number is bytes.',
      expected: 'a size from "4 KiB" to "1 MiB", such as "16 KiB" or 16384 (bytes)',
      show: formatByteSize,
    }),
  headersTimeout: seconds(1, 3600).default(10).register(keyInfo, {
    meaning: 'Seconds in which the header of a request has to arrive.',
    expected: 'a number of seconds from 1 to 3600',
    fromText: numberFromText,
  }),
  requestTimeout: seconds(1, 3600).default(60).register(keyInfo, {
    meaning: 'Seconds in which a request has to arrive, body included.',
    expected: 'a number of seconds from 1 to 3600',
    fromText: numberFromText,
  }),
  keepAliveTimeout: seconds(1, 3600).default(75).register(keyInfo, {
    meaning:
      'Seconds after which a connection without a request is closed. More than that of a load balancer.',
    expected: 'a number of seconds from 1 to 3600',
    fromText: numberFromText,
  }),
  maxConnections: z.int().min(1).max(1_000_000).default(2000).register(keyInfo, {
    meaning: 'Most connections at a time; beyond them, those that wait for their client are closed.',
    expected: 'an integer from 1 to 1000000',
    fromText: numberFromText,
  }),
  maxRequests: z.int().min(1).max(1_000_000).default(1000).register(keyInfo, {
    meaning: 'Most requests that are answered at a time; more are answered 503.',
    expected: 'an integer from 1 to 1000000',
    fromText: numberFromText,
  }),
  bodyMemory: byteSize(1024, 1024 * mebibyte)
    .default(32 * mebibyte)
    .register(keyInfo, {
      meaning:
        'Most bytes of request bodies at a time, half of them for one caller; bodies beyond it are answered 503.',
      expected: 'a size from "1 KiB" to "1024 MiB", such as "32 MiB" or 33554432 (bytes)',
      show: formatByteSize,
    }),
  rateLimit: z.number().min(0).max(1_000_000).default(0).register(keyInfo, {
    meaning:
      'Requests a second that one caller may make in the long run; more are answered 429. 0: any number.',
    expected: 'a number from 0 to 1000000',
    fromText: numberFromText,
  }),
  rateBurst: z.int().min(1).max(1_000_000).default(50).register(keyInfo, {
    meaning: 'Requests a caller may make at once when the rate is limited.',
    expected: 'an integer from 1 to 1000000',
    fromText: numberFromText,
  }),
}
