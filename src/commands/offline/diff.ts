import { protections } from '../../domain/compatibility/change.ts'
import { comparisonJson, comparisonOf } from '../../domain/compatibility/comparison.ts'
import { comparisonMarkdown, comparisonText } from '../../domain/compatibility/comparison-text.ts'
import { compareContracts } from '../../domain/compatibility/report.ts'
import { type ObjectNode, stringMember } from '../../domain/document/node.ts'
import type { ExitCode } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { UsageError } from '../usage-error.ts'
import { readSource, shownName } from './source.ts'
import { wordOf } from './word-of.ts'

const formats = ['text', 'json', 'markdown'] as const

/**
 * Tells what changed from one contract to another.
 *
 * @returns 1 when a change breaks those who are protected: by default anybody.
 */
export async function diff(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  print: (text: string) => void,
): Promise<ExitCode> {
  const { from, to, format, protection } = argumentsOf(argv)
  const before = await readSource(from, env)
  const after = await readSource(to, env)
  const differences = compareContracts(before.document, after)
  const compared = {
    contractId: idOf(after.document) ?? idOf(before.document),
    from: { name: shownName(from), version: stringMember(before.document, 'version') },
    to: { name: shownName(to), version: stringMember(after.document, 'version') },
  }
  // versions are advised as the registry does where nobody is protected
  const comparison = comparisonOf(compared, differences, protection ?? 'consumer')
  if (format === 'json') print(`${JSON.stringify(comparisonJson(comparison), null, 2)}\n`)
  else print(format === 'text' ? comparisonText(comparison, shownName(to)) : comparisonMarkdown(comparison))
  const { consumers, producers } = differences.breaks
  const broken = { consumer: consumers, producer: producers, full: consumers + producers }
  return broken[protection ?? 'full'] > 0 ? 1 : 0
}

function argumentsOf(argv: readonly string[]) {
  const { values, positionals } = readArguments({
    args: [...argv],
    options: {
      format: { type: 'string' },
      json: { type: 'boolean', default: false },
      protect: { type: 'string' },
    },
    allowPositionals: true,
  })
  const [from, to, ...others] = positionals
  if (from === undefined || to === undefined || others.length > 0)
    throw new UsageError('diff needs two contracts: files, URLs, or - for standard input')
  if (from === '-' && to === '-') throw new UsageError('standard input has one contract only')
  if (values.json && values.format !== undefined)
    throw new UsageError('--json and --format exclude each other')
  const format = values.json ? 'json' : wordOf('format', values.format ?? 'text', formats)
  const asked = values.protect
  const protection = asked === undefined ? undefined : wordOf('protect', asked, protections)
  return { from, to, format, protection }
}

function idOf(document: ObjectNode): string | undefined {
  return stringMember(document, 'id') ?? stringMember(document, 'uuid')
}
