import { readFileSync } from 'node:fs'
import { findFiles, formatOfFile } from '../../client/files.ts'
import { decoded, parseDocument } from '../../domain/document/read-document.ts'
import { RegistryError, type Severity } from '../../domain/errors.ts'
import { contractDoubt, isContractLike } from '../../domain/is-contract-like.ts'
import type { ValidationFinding } from '../../validation/findings.ts'
import { checkedOverlay, OverlayError } from '../../validation/overlay.ts'
import { type Level, levels, ruleNames } from '../../validation/rule-names.ts'
import { validateUpload } from '../../validation/validate.ts'
import { rulesOf, type Validation, type ValidationRules } from '../../validation/validation.ts'
import type { ExitCode } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { UsageError } from '../usage-error.ts'
import { type LintedFile, lintFormats, lintReport } from './lint-report.ts'
import { type Bytes, bytesOf, UnreadableSource, unreadableFile } from './source.ts'
import { wordOf } from './word-of.ts'

/** How standard input is called among files. */
const standardInput = '-'

const severities: readonly Severity[] = ['error', 'warning', 'info']

/**
 * Validates files, standard input, and the contracts in folders, as the registry would. It asks nobody.
 *
 * @returns 1 when a file has an error, or a finding of the level that is asked for.
 */
export async function lint(argv: readonly string[], print: (text: string) => void): Promise<ExitCode> {
  const { paths, format, failOn, rules } = argumentsOf(argv)
  const { files: found } = findFiles(paths.filter(path => path !== standardInput))
  const given = paths.includes(standardInput) ? [{ file: standardInput, isNamed: true }] : []
  const files: LintedFile[] = []
  for (const { file, isNamed } of [...given, ...found]) {
    const validation = validationOf(file, await bytesOf(file), isNamed, rules)
    if (validation) files.push({ file, validation })
  }
  if (files.length === 0)
    throw new UnreadableSource(
      `there is no contract in ${paths.join(', ')}: no .yaml, .yml or .json file has one`,
    )
  print(lintReport(files, format))
  const failing = severities.slice(0, severities.indexOf(failOn) + 1)
  return files.some(({ validation }) => failing.some(one => validation.counts[one] > 0)) ? 1 : 0
}

/** Undefined for a file of a folder that is no contract, and was hardly meant to be one. */
function validationOf(
  file: string,
  { bytes, format }: Bytes,
  isNamed: boolean,
  rules: ValidationRules,
): Validation | undefined {
  try {
    if (!isNamed) {
      const root = parseDocument(decoded(bytes), format)
      if (root.kind !== 'object' || !isContractLike(root)) return passedOver(contractDoubt(file, root))
    }
    return validateUpload({ bytes, format }, rules)
  } catch (error) {
    if (error instanceof RegistryError) return unread(error)
    throw error
  }
}

/** A file that is no JSON or YAML at all. */
function unread({ message, findings: [finding] }: RegistryError): Validation {
  return findingOnly('error', { pointer: '', line: 1, column: 1, detail: message, ...finding })
}

/** A file that `push` does not take either. */
function passedOver(doubt: string | undefined): Validation | undefined {
  if (doubt === undefined) return undefined
  const detail = `the file is passed over, because ${doubt}`
  return findingOnly('warning', { pointer: '', line: 1, column: 1, detail })
}

function findingOnly(
  severity: Severity,
  place: Pick<ValidationFinding, 'pointer' | 'line' | 'column' | 'detail'>,
): Validation {
  return {
    valid: severity !== 'error',
    apiVersion: undefined,
    schema: 'none',
    counts: { ...{ error: 0, warning: 0, info: 0 }, [severity]: 1 },
    findings: [{ ...place, severity, rule: 'document', source: 'dc43-registry' }],
  }
}

function readOverlay(path: string): string {
  try {
    return checkedOverlay(readFileSync(path, 'utf8'), formatOfFile(path))
  } catch (error) {
    if (error instanceof OverlayError)
      throw new UnreadableSource(`${path}:${error.finding.line}:${error.finding.column}: ${error.message}`)
    throw unreadableFile(path, error)
  }
}

function argumentsOf(argv: readonly string[]) {
  const { values, positionals } = readArguments({
    args: [...argv],
    options: {
      format: { type: 'string' },
      json: { type: 'boolean', default: false },
      overlay: { type: 'string' },
      rule: { type: 'string', multiple: true, default: [] },
      'fail-on': { type: 'string', default: 'error' },
    },
    allowPositionals: true,
  })
  if (positionals.length === 0)
    throw new UsageError('lint needs files or folders with contracts, or - for standard input')
  if (values.json && values.format !== undefined)
    throw new UsageError('--json and --format exclude each other')
  const overlay = values.overlay === undefined ? undefined : readOverlay(values.overlay)
  return {
    paths: positionals,
    format: values.json ? 'json' : wordOf('format', values.format ?? 'table', lintFormats),
    failOn: wordOf('fail-on', values['fail-on'], severities),
    rules: rulesOf({ levels: Object.fromEntries(values.rule.map(levelOf)), overlay }),
  }
}

function levelOf(text: string): [string, Level] {
  const at = text.indexOf('=')
  if (at < 0) throw new UsageError(`--rule must be a rule and its level, such as ${text}=off`)
  const name = text.slice(0, at)
  if (!ruleNames.includes(name)) throw new UsageError(`--rule: there is no rule ${JSON.stringify(name)}`)
  return [name, wordOf(`rule ${name}`, text.slice(at + 1), levels)]
}
