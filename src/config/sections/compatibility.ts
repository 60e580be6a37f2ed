import { z } from 'zod'
import { alternatives, closestName } from '../../closest-name.ts'
import { protections } from '../../domain/compatibility/change.ts'
import { ruleNames } from '../../domain/compatibility/judge.ts'
import { keyInfo } from '../values/key-info.ts'
import { nestedEntries, nestedTable, nestedValue } from '../values/nested.ts'

function word<Word extends string>(words: readonly [Word, ...Word[]]) {
  return z.string().trim().toLowerCase().pipe(z.enum(words))
}

function oneOf(words: readonly string[]): string {
  return `one of ${words.join(', ')}`
}

const modes = ['none', ...protections] as const
const bases = ['previous', 'line'] as const
const breakingAnswers = ['major', 'refuse', 'report'] as const
const bumpAnswers = ['report', 'refuse'] as const
const levels = ['breaking', 'compatible', 'cosmetic', 'off'] as const

const rules = nestedEntries(
  nestedValue(word(levels), oneOf(levels)),
  'a table such as { enum-value-added = "compatible" }',
).transform((entries, context) => {
  for (const [name] of entries) {
    if (ruleNames.includes(name)) continue
    const message = `is not a known rule${alternatives(closestName(name, ruleNames), ruleNames)}`
    context.addIssue({ code: 'custom', message, path: [name] })
  }
  return Object.fromEntries(entries)
})

const contractRules = nestedTable(
  {
    match: nestedValue(
      z.string().trim().min(1).max(255),
      'the id of a contract, in which * stands for any text',
    ),
    compatibility: nestedValue(word(modes), oneOf(modes)).optional(),
    compatibility_against: nestedValue(word(bases), oneOf(bases)).optional(),
    on_breaking: nestedValue(word(breakingAnswers), oneOf(breakingAnswers)).optional(),
    on_small_bump: nestedValue(word(bumpAnswers), oneOf(bumpAnswers)).optional(),
  },
  'a table, written [[policy.contracts]]',
).transform(({ match, ...given }) => ({
  match,
  ...(given.compatibility && { compatibility: given.compatibility }),
  ...(given.compatibility_against && { against: given.compatibility_against }),
  ...(given.on_breaking && { onBreaking: given.on_breaking }),
  ...(given.on_small_bump && { onSmallBump: given.on_small_bump }),
}))

/** The keys of `[policy]` about what new versions may change. */
export const compatibilityKeys = {
  compatibility: word(modes)
    .default('none')
    .register(keyInfo, {
      meaning: 'Whom approved versions protect from breaking changes.',
      expected: oneOf(modes),
    }),
  compatibilityAgainst: word(bases)
    .default('previous')
    .register(keyInfo, {
      meaning:
        'Whether a version is compared with the approved one before it, or with all of its major line.',
      expected: oneOf(bases),
    }),
  onBreaking: word(breakingAnswers)
    .default('major')
    .register(keyInfo, {
      meaning: 'Whether a breaking change needs a new major version, is refused, or is only reported.',
      expected: oneOf(breakingAnswers),
    }),
  onSmallBump: word(bumpAnswers)
    .default('report')
    .register(keyInfo, {
      meaning: 'What becomes of a version that is lower than its changes ask for.',
      expected: oneOf(bumpAnswers),
    }),
  rules: rules.default({}).register(keyInfo, {
    meaning: 'What changes mean here, by the names of their rules.',
    expected: 'a table such as { enum-value-added = "compatible" }',
    fileOnly: true,
    emptyIsUnset: true,
    show: table =>
      Object.entries(table)
        .map(([name, level]) => `${name} = ${level}`)
        .join(', ') || 'none',
  }),
  contracts: z
    .array(contractRules)
    .default([])
    .register(keyInfo, {
      meaning:
        'Other rules of compatibility for some contracts, written `[[policy.contracts]]`; the first that matches counts.',
      expected: 'tables, written [[policy.contracts]]',
      fileOnly: true,
      show: list => list.map(({ match }) => match).join(', ') || 'none',
    }),
}
