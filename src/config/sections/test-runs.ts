import { z } from 'zod'
import { keyInfo } from '../values/key-info.ts'
import { numberFromText } from '../values/number.ts'

/** Longer than anybody keeps anything. */
const maxDays = 36_500

/** The keys of `[test_runs]`. */
export const testRuns = z.object({
  keepDays: z
    .int()
    .min(1)
    .max(maxDays)
    .default(400)
    .register(keyInfo, {
      meaning: 'Days for which test runs are kept.',
      expected: `an integer from 1 to ${maxDays}`,
      fromText: numberFromText,
    }),
  keepReportDays: z
    .int()
    .min(1)
    .max(maxDays)
    .default(90)
    .register(keyInfo, {
      meaning: 'Days for which their reports, and the events of datasets, are kept.',
      expected: `an integer from 1 to ${maxDays}`,
      fromText: numberFromText,
    }),
  keepLast: z.int().min(0).max(1000).default(20).register(keyInfo, {
    meaning: 'How many of the newest runs of each version and server are kept, however old they are.',
    expected: 'an integer from 0 to 1000',
    fromText: numberFromText,
  }),
  samples: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['drop', 'keep']))
    .default('drop')
    .register(keyInfo, {
      meaning: 'Whether samples of the data that was tested stay in the reports.',
      expected: 'one of drop, keep',
    }),
})
