import pino, { type DestinationStream, type Logger } from 'pino'
import type { Config } from '../config/schema.ts'
import type { Secrets } from './secrets.ts'

/** What may wait to be written, in bytes; more is dropped, so that a reader that is stuck costs no memory. */
const maxWaiting = 16 * 1024 * 1024

/** Headers that carry secrets, wherever a part of the service might put headers into a message. */
const secretHeaders = ['headers', 'req.headers', 'request.headers'].flatMap(place => [
  `${place}.authorization`,
  `${place}.cookie`,
  `${place}["x-api-key"]`,
])

/**
 * The log of a service: JSON lines. They are handed to the system in the background, because waiting for each would cost
 * more than many a request; `flush` waits.
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

function standardOutput(): DestinationStream {
  return pino.destination({ fd: 1, sync: false, maxLength: maxWaiting })
}
