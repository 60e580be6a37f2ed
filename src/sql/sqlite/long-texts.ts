import { sql } from 'drizzle-orm'
import type { EventLoop } from '../../concurrency/event-loop.ts'
import type { Values } from '../database.ts'

/** From how many characters on a text is made bytes by itself. */
const longText = 1024 * 1024

/**
 * Values in which long texts are bytes. The driver would encode all texts of a row in one go, which takes some tens
 * of milliseconds for each; here others get their turn in between.
 *
 * @returns the same values where none is long.
 */
export async function withEncodedTexts(values: Values, loop: EventLoop): Promise<Values> {
  if (!Object.values(values).some(isLong)) return values
  const encoded: Record<string, unknown> = { ...values }
  for (const [name, value] of Object.entries(values)) {
    if (!isLong(value)) continue
    await loop.share()
    encoded[name] = sql`cast(${Buffer.from(value)} as text)`
  }
  return encoded
}

function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.length >= longText
}
