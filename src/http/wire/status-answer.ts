import { z } from 'zod'
import { dryRun, exampleDryRun } from './dry-run.ts'
import { shape } from './shape.ts'
import { exampleSummary, summary } from './summary.ts'

/** What a move to another status is answered with. */
export const statusAnswer = shape('StatusAnswer', z.union([summary, dryRun]), {
  description: 'What is known about the version now; with `dry_run=true`, what would happen.',
  examples: { VersionSummary: exampleSummary, DryRun: exampleDryRun },
})
