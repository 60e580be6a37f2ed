import { z } from 'zod'

/** A boolean, in all the forms in which people write one. */
export const flag = z.union([
  z.boolean(),
  z.literal([0, 1]).transform(Boolean),
  z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.stringbool({ truthy: ['1', 'true', 'yes', 'on'], falsy: ['0', 'false', 'no', 'off'] })),
])

export const flagRule = 'true or false (also yes or no, on or off, 1 or 0)'
