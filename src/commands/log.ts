import pino, { type DestinationStream, type Logger } from 'pino'
import type { Config } from '../config/schema.ts'
import type { RequestLog } from '../http/edge/request-log.ts'
import type { Secrets } from './secrets.ts'

/** What may wait to be written, in bytes; more is dropped, so that a reader that is stuck costs no memory. */
const maxWaiting = 16 * 1024 * 1024

/** How many characters of lines are collected before they are written, and for how long they may wait, in milliseconds. */
const batch = { size: 16 * 1024, delay: 50 }

/** Headers that carry secrets, wherever a part of the service might put headers into a message. */
const secretHeaders = ['headers', 'req.headers', 'request.headers'].flatMap(place => [
  `${place}.authorization`,
  `${place}.cookie`,
  `${place}["x-api-key"]`,
])

/**
 * The log of a service: JSON lines. They are handed to the system some at a time and in the background, because to wait
 * for each would cost more than many a request.
 */
export function openLog(
  level: Config['server']['logLevel'],
  secrets: Secrets,
  output: DestinationStream = standardOutput(),
): Logger {
  // in place, because pino also wants the other methods of a destination: to flush it when the process ends
  const write = output.write.bind(output)
  output.write = line => write(secrets.scrubLine(line))
  const scrub = (value: unknown) => secrets.scrub(value)
  return pino(
    {
      level,
      redact: { paths: secretHeaders, censor: '***' },
      serializers: {
        err: (error: unknown) => scrub(error instanceof Error ? pino.stdSerializers.err(error) : error),
        cause: scrub,
      },
    },
    output,
  )
}

/**
 * A log for the lines of requests, among the others of a logger. JSON makes them by itself, which costs less: of what the
 * logger does to other lines, only a cause needs it.
 */
export function requestLogOf(log: Logger): RequestLog {
  const { chindingsSym, streamSym } = pino.symbols
  const parts = log as unknown as Readonly<Record<symbol, unknown>>
  const bindings = parts[chindingsSym] as string
  const output = parts[streamSym] as DestinationStream
  return {
    isLevelEnabled: level => log.isLevelEnabled(level),
    write(level, line) {
      if (line.cause !== undefined) return log[level](line, 'request')
      const start = `{"level":${log.levels.values[level]},"time":${Date.now()}${bindings},`
      output.write(`${start}${JSON.stringify(line).slice(1, -1)},"msg":"request"}\n`)
    },
  }
}

/** The standard output. Lines that wait are written when the process exits; one that is killed or crashes loses the last 50 ms. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: 1, sync: false, maxLength: maxWaiting })
  const write = output.write.bind(output)
  let lines: string[] = []
  let size = 0
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (lines.length > 0) write(lines.join(''))
    lines = []
    size = 0
  }
  output.write = line => {
    timer ??= setTimeout(flush, batch.delay).unref()
    lines.push(line)
    size += line.length
    if (size >= batch.size) flush()
    return true
  }
  // before the listeners of pino, which write what was handed to it
  process.prependListener('beforeExit', flush)
  process.prependListener('exit', flush)
  return output
}
