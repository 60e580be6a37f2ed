import { z } from 'zod'

/** A number of seconds, fractions allowed. */
export const seconds = (least: number, most: number) => z.number().min(least).max(most)

/** The number that a variable's text is; text that is none is left for the schema to refuse. */
export const numberFromText = (text: string) => (/^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : text)
