import { z } from 'zod'
import { formatByteSize } from '../values/byte-size.ts'
import { flag, flagRule } from '../values/flag.ts'
import { keyInfo } from '../values/key-info.ts'
import { listFromText } from '../values/list.ts'
import { numberFromText, seconds } from '../values/number.ts'
import { byteSize, limits } from './limits.ts'

/** Not what ends in a number: it would be taken for an address, and is none. */
const hostName = /^(?!(.*\.)?\d+$)[A-Za-z0-9_.-]+$/

export const server = z.object({
  host: z
    .string()
    .trim()
    .pipe(z.union([z.ipv4(), z.ipv6(), z.string().regex(hostName)]))
    .default('127.0.0.1')
    .register(keyInfo, {
      meaning:
        'Address to listen on: `127.0.0.1` for this machine only, `0.0.0.0` for all networks, `::` for all of IPv6 too.',
      expected:
        'an IP address without brackets or a host name, without a port, such as "127.0.0.1", "0.0.0.0" or "::"',
    }),
  port: z
    .int()
    .min(0)
    .max(65535)
    .default(8001)
    .register(keyInfo, {
      meaning: 'TCP port to listen on; 0 picks a free one.',
      expected: 'an integer from 0 to 65535',
      fromText: text => (/^\s*\d+\s*$/.test(text) ? Number(text) : text),
    }),
  bodyLimit: byteSize(1024, 256 * 1024 ** 2)
    .default(8 * 1024 ** 2)
    .register(keyInfo, {
      meaning: 'Largest document, unzipped; a number is bytes.',
      expected: 'a size from "1 KiB" to "256 MiB", such as "512 KiB", "1 MB" or 8388608 (bytes)',
      show: formatByteSize,
    }),
  trustedProxies: z
    .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))
    .default([])
    .register(keyInfo, {
      meaning: 'Proxies whose `X-Forwarded-*` headers are believed: IP addresses and CIDR ranges.',
      expected:
        'IP addresses or CIDR ranges, such as ["10.0.0.1", "10.0.0.0/8"] (separated by commas in a variable)',
      fromText: listFromText,
      show: proxies => proxies.join(', ') || 'none',
    }),
  logLevel: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']))
    .default('info')
    .register(keyInfo, {
      meaning: 'Least severe messages that are logged.',
      expected: 'one of fatal, error, warn, info, debug, trace, silent',
    }),
  requestLog: flag.default(true).register(keyInfo, {
    meaning: 'Log a line for every request, but not for those of probes.',
    expected: flagRule,
  }),
  metrics: flag.default(true).register(keyInfo, {
    meaning: 'Serve metrics for Prometheus at `/metrics`, which needs no token.',
    expected: flagRule,
  }),
  drainDelay: seconds(0, 300).default(2).register(keyInfo, {
    meaning:
      'Seconds for which requests are still taken after SIGTERM, while probes are told to send no more.',
    expected: 'a number of seconds from 0 to 300',
    fromText: numberFromText,
  }),
  shutdownGrace: seconds(0, 3600).default(20).register(keyInfo, {
    meaning: 'Seconds that requests under way may then take before they are broken off.',
    expected: 'a number of seconds from 0 to 3600',
    fromText: numberFromText,
  }),
  corsOrigins: z
    .array(
      z.union([
        z.literal('*'),
        z
          .string()
          .trim()
          .regex(/^https?:\/\/[^/?#\s]+$/),
      ]),
    )
    .default([])
    .register(keyInfo, {
      meaning: 'Origins whose pages may use the service from browsers; `*` is every origin.',
      expected:
        'origins without a path, such as ["https://editor.example.org"] (separated by commas in a variable)',
      fromText: listFromText,
      show: origins => origins.join(', ') || 'none',
    }),
  ...limits,
})
