import { z } from 'zod'
import { flag, flagRule } from '../values/flag.ts'
import { keyInfo } from '../values/key-info.ts'
import { listFromText } from '../values/list.ts'
import { compatibilityKeys } from './compatibility.ts'
import { statusList } from './statuses.ts'
import { showTransitions, transitions } from './transitions.ts'

export const policy = z.object({
  overwrite: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['unless-approved', 'always', 'never']))
    .default('unless-approved')
    .register(keyInfo, {
      meaning: 'Whether publishing a version again may change its content.',
      expected: 'one of unless-approved, always, never',
    }),
  approvedStatuses: statusList.default(['active', 'validated', 'deprecated', 'retired']).register(keyInfo, {
    meaning: 'Statuses in which a version counts as approved.',
    expected: 'a list of statuses, such as ["active", "retired"] (separated by commas in a variable)',
    fromText: listFromText,
    // not "none", which is how documents without a status are called
    show: statuses => statuses.join(', ') || '(no status)',
  }),
  versionOrder: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['any', 'increasing']))
    .default('any')
    .register(keyInfo, {
      meaning: 'Whether a new version has to be above the highest of its major line.',
      expected: 'one of any, increasing',
    }),
  transitions: transitions.default('default').register(keyInfo, {
    meaning: 'Which moves from one status to another are allowed.',
    expected:
      '"default", "any" or a table such as { draft = ["active"], active = [] } ("draft>active; active>" in a variable)',
    show: showTransitions,
  }),
  strictStatuses: flag.default(false).register(keyInfo, {
    meaning: 'Refuse statuses that the transitions do not name.',
    expected: flagRule,
  }),
  requireIfMatch: flag.default(false).register(keyInfo, {
    meaning: 'Overwriting an existing version needs `If-Match`; without it the answer is 428.',
    expected: flagRule,
  }),
  ...compatibilityKeys,
})
