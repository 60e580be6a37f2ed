import { z } from 'zod'
import { dryRun } from './dry-run.ts'
import { shape } from './shape.ts'
import { summary } from './summary.ts'

/** What a move to another status is answered with. */
export const statusAnswer = shape('StatusAnswer', z.union([summary, dryRun]), {
  description: 'What is known about the version now; with `dry_run=true`, what would happen.',
})
