import type { Problem } from '../../client/errors.ts'
import { plain } from '../../domain/plain-text.ts'

/** Rows in columns, below their titles. */
export function table(titles: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const lines = [titles, ...rows.map(row => row.map(cell => plain(cell ?? '-')))]
  const widths = titles.map((_, at) => lines.reduce((most, line) => Math.max(most, lengthOf(line[at])), 0))
  const pad = (cell: string, at: number) => cell + ' '.repeat((widths[at] ?? 0) - lengthOf(cell))
  return lines.map(line => `${line.map(pad).join('  ').trimEnd()}\n`).join('')
}

function lengthOf(text = ''): number {
  return [...text].length
}

/** Why something was refused: a line for each fault, with the place in the file as editors understand it. */
export function problemText(problem: Problem, file?: string): string {
  const { detail, errors = [] } = problem
  const at = file === undefined ? '' : `${plain(file)}: `
  if (errors.length === 0) return `${at}${plain(detail)}\n`
  return errors
    .map(fault => {
      const place =
        file !== undefined && fault.line !== undefined ? `:${fault.line}:${fault.column ?? 1}` : ''
      return `${file === undefined ? '' : `${plain(file)}${place}: `}${plain(fault.detail)}\n`
    })
    .join('')
}

/** How often there is each, in words: "2 created, 1 refused". */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  return some.length === 0 ? 'nothing' : some.map(([name, count]) => `${count} ${name}`).join(', ')
}

/** How many items have each result. */
export function countsOf<Result extends string>(
  results: readonly Result[],
  items: readonly { readonly result: Result }[],
): Record<Result, number> {
  const counts = Object.fromEntries(results.map(result => [result, 0])) as Record<Result, number>
  for (const { result } of items) counts[result] += 1
  return counts
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
