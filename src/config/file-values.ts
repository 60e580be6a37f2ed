import { alternatives, closestName } from '../closest-name.ts'
import { type GivenValue, type GivenValues, isUnset } from './given-value.ts'
import { findKey, keys, keysIn, sections } from './keys.ts'
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

/** What a configuration file gives. */
export interface FileValues extends GivenValues {
  readonly warnings: readonly string[]
  /** Problems with keys of `[contract_store]` that are not known here. A custom store may know them. */
  readonly storeProblems: readonly Problem[]
}

/** The values that the configuration file gives. An unknown key or section is a problem: it is probably a typo. */
export function fileValues(file: TomlFile): FileValues {
  const givenValues: GivenValue[] = []
  const problems: Problem[] = []
  const storeProblems: Problem[] = []
  const ignored: string[] = []
  for (const [name, value] of Object.entries(file.table)) {
    if (!isTable(value))
      problems.push({ origin: file.originOf([name], 'key'), text: notSectionProblem(name, value) })
    else if (ignoredSections.includes(name)) ignored.push(name)
    else if (sections.includes(name)) {
      const unknown = collectSection(file, name, value, givenValues)
      if (name === 'contract_store') storeProblems.push(...unknown)
      else problems.push(...unknown)
    } else problems.push({ origin: file.originOf([name], 'key'), text: unknownSectionProblem(name) })
  }
  return {
    values: givenValues,
    problems,
    storeProblems,
    warnings: ignored.length === 0 ? [] : [ignoredWarning(file.path, ignored)],
  }
}

/** Adds the values of a section to others, and returns problems with the keys that are not known. */
function collectSection(
  file: TomlFile,
  section: string,
  table: TomlTable,
  givenValues: GivenValue[],
): Problem[] {
  const problems: Problem[] = []
  for (const [name, value] of Object.entries(table)) {
    const key = findKey(section, name)
    if (key === undefined)
      problems.push({
        origin: file.originOf([section, name], 'key'),
        text: unknownKeyProblem(section, name),
      })
    else if (!isUnset(value, key)) givenValues.push({ key, value, origin: file.originOf(key.path) })
  }
  return problems
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
