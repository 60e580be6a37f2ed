import pino, { type DestinationStream, type Logger } from 'pino'

/** A line of the log, parsed. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly level: number; readonly msg: string }

/** A stream that keeps what is written to it, as the lines of a log. */
export function keptLines(): { readonly stream: DestinationStream; readonly lines: LogLine[] } {
  const lines: LogLine[] = []
  return { lines, stream: { write: text => void lines.push(JSON.parse(text) as LogLine) } }
}

/** A logger whose lines are kept. */
export function keptLog(level = 'info'): { readonly log: Logger; readonly lines: LogLine[] } {
  const { stream, lines } = keptLines()
  return { log: pino({ level }, stream), lines }
}
