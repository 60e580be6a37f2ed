import { sep } from 'node:path'
import { product } from '../../about.ts'
import type { Severity } from '../../domain/errors.ts'
import { plain } from '../../domain/plain-text.ts'
import { meaningOf } from '../../validation/rule-names.ts'
import { unshown, type Validation } from '../../validation/validation.ts'
import { jsonText, table } from '../client/text.ts'

export const lintFormats = ['table', 'json', 'github', 'sarif'] as const
export type LintFormat = (typeof lintFormats)[number]

/** A file, and what its validation says. */
export interface LintedFile {
  readonly file: string
  readonly validation: Validation
}

/** What is wrong with files: for people, for programs, as annotations of GitHub, or as SARIF 2.1.0. */
export function lintReport(files: readonly LintedFile[], format: LintFormat): string {
  if (format === 'json') return jsonText({ counts: countsOf(files), files: files.map(jsonOf) })
  if (format === 'github') return files.flatMap(annotations).join('')
  return format === 'sarif' ? jsonText(sarif(files)) : tableOf(files)
}

function countsOf(files: readonly LintedFile[]): Record<Severity | 'files', number> {
  const sum = (severity: Severity) =>
    files.reduce((all, { validation }) => all + validation.counts[severity], 0)
  return { files: files.length, error: sum('error'), warning: sum('warning'), info: sum('info') }
}

function jsonOf({ file, validation }: LintedFile) {
  const { valid, apiVersion = null, schema, counts, findings } = validation
  return { file, valid, apiVersion, schema, counts, findings, more: unshown(validation) }
}

function tableOf(files: readonly LintedFile[]): string {
  const rows = files.flatMap(({ file, validation: { findings } }) =>
    findings.map(one => [`${file}:${one.line}:${one.column}`, one.severity, one.rule, one.detail]),
  )
  const { error, warning, info } = countsOf(files)
  const more = files.reduce((all, { validation }) => all + unshown(validation), 0)
  const rest = more > 0 ? `, ${more} of them not shown` : ''
  const counts = [counted(error, 'error'), counted(warning, 'warning'), counted(info, 'info')].join(', ')
  const total = `${counted(files.length, 'file')}: ${counts}${rest}\n`
  return (rows.length > 0 ? table(['PLACE', 'LEVEL', 'RULE', 'FINDING'], rows) : '') + total
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Commands that GitHub Actions reads in the output of a step. */
function annotations({ file, validation: { findings } }: LintedFile): string[] {
  const escaped = (text: string) => plain(text).replaceAll('%', '%25')
  const property = (text: string) => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
  const names = { error: 'error', warning: 'warning', info: 'notice' }
  return findings.map(
    one =>
      `::${names[one.severity]} file=${property(file)},line=${one.line},col=${one.column},title=${property(one.rule)}::${escaped(one.detail)}\n`,
  )
}

function sarif(files: readonly LintedFile[]) {
  const names = { error: 'error', warning: 'warning', info: 'note' }
  const results = files.flatMap(({ file, validation: { findings } }) =>
    findings.map(one => ({
      ruleId: one.rule,
      level: names[one.severity],
      message: { text: one.detail },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: file.split(sep).map(encodeURIComponent).join('/') },
            region: { startLine: one.line, startColumn: one.column },
          },
          logicalLocations: [{ fullyQualifiedName: one.pointer, kind: 'member' }],
        },
      ],
    })),
  )
  const ids = new Set(results.map(({ ruleId }) => ruleId))
  const rules = [...ids].map(id => ({ id, shortDescription: { text: meaningOf(id) } }))
  const driver = { name: product.name, version: product.version, rules }
  return {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  }
}
