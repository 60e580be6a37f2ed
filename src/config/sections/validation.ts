import { z } from 'zod'
import { closestName } from '../../closest-name.ts'
import { type Level, levels, ruleNames } from '../../validation/rule-names.ts'
import { explain } from '../values/explain.ts'
import { keyInfo } from '../values/key-info.ts'
import { listFromText } from '../values/list.ts'
import { quoted } from '../values/value-text.ts'
import { statusFilter } from './statuses.ts'

type LevelTable = Record<string, Level>

/** Rules and their levels: a table, or text such as `sla-element=off, relationship-target=error` for a variable. */
const ruleLevels = z.union([
  z.string().transform((text, context) => levelsOf(listFromText(text).map(pairOf), context)),
  z.record(z.string(), z.unknown()).transform((table, context) => levelsOf(Object.entries(table), context)),
])

function pairOf(text: string): [string, unknown] {
  const [name = '', level, ...others] = text.split('=').map(part => part.trim())
  return [name, others.length > 0 ? undefined : level]
}

function levelsOf(pairs: readonly [string, unknown][], context: z.RefinementCtx): LevelTable {
  const table: LevelTable = {}
  for (const [name, value] of pairs) {
    if (!ruleNames.includes(name)) {
      const close = closestName(name, ruleNames)
      const hint = close === undefined ? 'docs/guide/validation.md lists the rules' : `did you mean ${close}?`
      return explain(context, `names ${quoted(name)}, which is no rule; ${hint}`)
    }
    const level = levels.find(one => one === value)
    if (level === undefined) {
      const shown = typeof value === 'string' ? quoted(value) : 'something else'
      return explain(context, `has ${shown} for ${name}; expected one of ${levels.join(', ')}`)
    }
    table[name] = level
  }
  return table
}

export const validation = z.object({
  mode: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['off', 'report', 'enforce']))
    .default('report')
    .register(keyInfo, {
      meaning: 'What is done about documents that are not valid: nothing, telling it, or refusing them.',
      expected: 'one of off, report, enforce',
    }),
  enforceStatuses: statusFilter.exactOptional().register(keyInfo, {
    meaning: 'Statuses whose documents are refused when they are not valid.',
    expected: 'a status or a list of statuses, such as ["active", "validated"]',
    fromText: listFromText,
    whenUnset: 'every status',
    show: statuses => statuses?.join(', ') ?? '*',
  }),
  overlay: z
    .string()
    .trim()
    .regex(/^[^\0]+$/)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'File with a JSON Schema that documents must satisfy beside the official one.',
      expected: 'a path in quotes, such as "overlay.schema.json"',
      whenUnset: 'the official schemas only',
    }),
  rules: ruleLevels.default({}).register(keyInfo, {
    meaning: 'Levels of single rules: `error`, `warning`, `info` or `off`.',
    expected: 'a table such as { sla-element = "off" } ("sla-element=off" in a variable)',
    show: table =>
      Object.entries(table)
        .map(([name, level]) => `${name}=${level}`)
        .join(', ') || '(as they are)',
  }),
})
