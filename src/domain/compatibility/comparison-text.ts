import { plain } from '../plain-text.ts'
import type { ContractComparison } from './comparison.ts'
import type { Change } from './judge.ts'

/**
 * A comparison for people at a terminal: a line for each change.
 *
 * @param file in which the newer document is, for places as the tools of editors read them.
 */
export function comparisonText(comparison: ContractComparison, file?: string): string {
  const { changes, omitted, note } = comparison
  const lines = [
    heading(comparison),
    ...changes.map(
      change =>
        `${mark(change)} ${breaksWhom(change)}${change.detail} [${change.rule}] ${place(change, file)}`,
    ),
    ...(omitted > 0 ? [`and ${omitted} more`] : []),
    ...(note ? [`Note: ${note}.`] : []),
    ...adviceLines(comparison),
  ]
  return `${lines.map(plain).join('\n')}\n`
}

/** A comparison in Markdown, for the comment of a pull request. */
export function comparisonMarkdown(comparison: ContractComparison): string {
  const { changes, omitted, note } = comparison
  const rows = changes.map(change => {
    const cells = [`${mark(change)} ${change.class}`, change.breaks.join(', '), change.detail, place(change)]
    return `| ${cells.map(escaped).join(' | ')} | \`${change.rule}\` |`
  })
  const table = ['| Change | Breaks | What | Where | Rule |', '|---|---|---|---|---|', ...rows]
  const parts = [
    `### ${escaped(heading(comparison))}`,
    ...(changes.length > 0 ? [table.join('\n')] : []),
    ...(omitted > 0 ? [`And ${omitted} more.`] : []),
    ...(note ? [`*${escaped(note)}.*`] : []),
    ...adviceLines(comparison).map(escaped),
  ]
  return `${parts.join('\n\n')}\n`
}

function heading({ contractId, from, to, class: kind, counts }: ContractComparison): string {
  const what = contractId === undefined ? '' : `${contractId} `
  const numbers = `${counts.breaking} breaking, ${counts.compatible} compatible, ${counts.cosmetic} cosmetic`
  const verdict = kind === 'none' ? 'no changes' : `${kind} (${numbers})`
  return `${what}${from ?? 'the first document'} to ${to ?? 'the second document'}: ${verdict}`
}

function adviceLines({ bump }: ContractComparison): string[] {
  if (!bump || bump.suggested === 'none') return []
  const enough =
    bump.isSufficient === undefined
      ? ''
      : bump.isSufficient
        ? '; the version is raised enough'
        : `; the version is raised by too little (${bump.declared})`
  return [`Advised: a ${bump.suggested} version, ${bump.next} or higher${enough}.`]
}

function mark({ class: kind, attention }: Change): string {
  if (kind === 'breaking') return '✗'
  if (kind === 'cosmetic') return '·'
  return attention ? '!' : '✓'
}

function breaksWhom({ breaks }: Change): string {
  return breaks.length > 0 ? `breaks ${breaks.join(' and ')}: ` : ''
}

function place({ after: { line, column } }: Change, file?: string): string {
  return file === undefined ? `${line}:${column}` : `${file}:${line}:${column}`
}

/** A text that means itself in a cell of Markdown, and calls nobody. */
function escaped(text: string): string {
  return plain(text)
    .replace(/[&<>@]/g, character => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_{}[\]|~]/g, '\\$&')
}
