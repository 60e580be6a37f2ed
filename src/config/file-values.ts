import { alternatives, closestName } from '../closest-name.ts'
import { type GivenValue, type GivenValues, isUnset } from './given-value.ts'
import { findKey, keys, keysIn, sections } from './keys.ts'
import { otherStoreKeys, otherStoreProblem } from './other-stores.ts'
import type { Problem } from './problem.ts'
import type { TomlFile } from './toml-file.ts'
import { isTable, type TomlTable } from './values/toml-table.ts'
import { keyText, typeName } from './values/value-text.ts'

/** Sections of dc43 for services other than this one. A file shared with them must load here. */
export const ignoredSections = [
  'data_product',
  'data_product_store',
  'data_quality',
  'governance',
  'governance_store',
  'unity_catalog',
]

const sectionList = sections.map(section => `[${section}]`)

/** The values that the configuration file gives. An unknown key or section is a problem: it is probably a typo. */
export function fileValues(file: TomlFile): GivenValues & { warnings: readonly string[] } {
  const givenValues: GivenValue[] = []
  const problems: Problem[] = []
  const ignored: string[] = []
  for (const [name, value] of Object.entries(file.table)) {
    if (!isTable(value))
      problems.push({ origin: file.originOf([name], 'key'), text: notSectionProblem(name, value) })
    else if (ignoredSections.includes(name)) ignored.push(name)
    else if (sections.includes(name)) collectSection(file, name, value, givenValues, problems)
    else problems.push({ origin: file.originOf([name], 'key'), text: unknownSectionProblem(name) })
  }
  return {
    values: givenValues,
    problems,
    warnings: ignored.length === 0 ? [] : [ignoredWarning(file.path, ignored)],
  }
}

function collectSection(
  file: TomlFile,
  section: string,
  table: TomlTable,
  givenValues: GivenValue[],
  problems: Problem[],
): void {
  for (const [name, value] of Object.entries(table)) {
    const key = findKey(section, name)
    if (key !== undefined) {
      if (!isUnset(value, key)) givenValues.push({ key, value, origin: file.originOf(key.path) })
    } else if (section === 'contract_store' && otherStoreKeys.has(name)) {
      const isEmpty = isUnset(value) || (isTable(value) && Object.keys(value).length === 0)
      if (!isEmpty)
        problems.push({ origin: file.originOf([section, name], 'key'), text: otherStoreProblem(name) })
    } else {
      problems.push({ origin: file.originOf([section, name], 'key'), text: unknownKeyProblem(section, name) })
    }
  }
}

function unknownKeyProblem(section: string, name: string): string {
  const known = keysIn(section)
  return `${section}.${keyText(name)} is not a known key${alternatives(closestName(name, known), known)}`
}

function unknownSectionProblem(name: string): string {
  const suggestion = closestName(name, sections)
  return `[${keyText(name)}] is not a known section${alternatives(suggestion && `[${suggestion}]`, sectionList)}`
}

function notSectionProblem(name: string, value: unknown): string {
  if (sections.includes(name) || ignoredSections.includes(name)) {
    return `${name} is ${typeName(value)}; expected a section, written [${name}]`
  }
  const suggestion = keys.find(({ path }) => path[1] === name)?.path[0]
  const hint = alternatives(suggestion && `${name} in [${suggestion}]`, sectionList)
  return `${keyText(name)} stands outside of every section${hint}`
}

function ignoredWarning(path: string, ignored: readonly string[]): string {
  const names = ignored.map(name => `[${name}]`).join(', ')
  return `${path}: this service does not use ${names}; they belong to other parts of dc43`
}
