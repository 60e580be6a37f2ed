import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { validateUpload } from '../../src/validation/validate.ts'
import { standardRules } from '../../src/validation/validation.ts'
import { notRun } from '../support/not-run.ts'
import { repositoryRoot } from '../support/python.ts'
import { type Plain, sample, singleChanges } from '../unit/domain/compatibility/single-changes.ts'
import { broken, head } from '../unit/validation/broken-documents.ts'
import {
  allowedInTheEnd,
  documentOf,
  negativeDocuments,
} from '../unit/validation/official-negative-documents.ts'

// What two other programs say of the documents and changes with which ours is tested: the Data Contract CLI, and pyodcs, which
// knows ODCS 3.1.0 only. Whatever they say otherwise is listed with the reason.

const python = join(repositoryRoot, 'test/datacontract-cli/.venv/bin/python')
const isThere = existsSync(python)
if (!isThere)
  notRun(
    'other validators of ODCS',
    'run "python3 -m venv test/datacontract-cli/.venv && test/datacontract-cli/.venv/bin/pip install -r test/datacontract-cli/requirements.txt" (Python 3.11 or newer)',
  )

const asOlder = (document: string) => {
  const older = document.replace('apiVersion: v3.2.0', 'apiVersion: v3.1.0')
  return older.includes('\nstatus:') ? older : `${older}status: active\n`
}

const written = [
  ...[...negativeDocuments, allowedInTheEnd].map(({ name, yaml }) => ({ name, text: documentOf(yaml) })),
  ...Object.entries(broken).map(([name, [yaml]]) => {
    return { name, text: yaml.startsWith('version') ? yaml : head + yaml }
  }),
]
const older = written.map(one => ({ name: one.name, text: asOlder(`${one.text.trimEnd()}\n`) }))

const beyond = 'no schema can say it'

/** Where the Data Contract CLI says otherwise of documents of ODCS 3.2.0, and why we do not. */
const cli: Readonly<Record<string, string>> = {
  'api-version': 'a version without a schema is judged by a near one, with a warning',
  ...{ 'duplicate-name': beyond, 'duplicate-id': beyond, 'relationship-length': beyond },
  ...{ 'metric-interval': beyond, 'primary-key-repeated': beyond, 'option-range': beyond },
  ...{ 'option-pattern': beyond, 'enum-type': 'its own look at the types of values passes these' },
  'metric-level': 'no test can be made of it, but the standard only describes it: a warning',
  'metric-incomplete': 'the same',
}

/** Where pyodcs says otherwise of documents of ODCS 3.1.0. */
const pyodcs: Readonly<Record<string, string>> = {
  'api-version': 'it knows no version but 3.1.0',
  'metric-operators': 'the same: the document is one of 3.0.2',
  'duplicate-id': 'it does not look at ids',
  'primary-key-repeated': 'it does not look at positions',
  'option-range': 'it does not compare bounds',
  'option-pattern': 'it does not compile patterns',
  'sla-element': 'it wants elements with the name of their object; the standard lets one object go without',
  'array-items': 'the schema does not ask for items: a warning',
  'items-without-array': 'it wants a name for each property; items have none',
  'server-secret': 'it wants each custom property once; the standard does not',
  'compatibility-wish': 'the same',
}

/** Whose verdict is asked for, and on what. */
type Question = readonly [program: 'cli' | 'pyodcs' | 'pyodcs-diff', text: string]

async function theirs<T>(questions: readonly Question[]): Promise<(T | null)[]> {
  const script = join(repositoryRoot, 'test/datacontract-cli/verdicts.py')
  const env = { ...process.env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' }
  const child = spawn(python, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(questions))
  return JSON.parse(await text(child.stdout))
}

/** The documents of which another program says something else than we do. */
async function disagreements(program: Question[0], documents: readonly { name: string; text: string }[]) {
  const verdicts = await theirs<boolean>(documents.map(document => [program, document.text]))
  const isValid = (text: string) =>
    validateUpload({ bytes: Buffer.from(text), format: 'yaml' }, standardRules).valid
  return documents.filter((document, at) => isValid(document.text) !== verdicts[at]).map(({ name }) => name)
}

describe.skipIf(!isThere)('but for what is argued here, the same is said of documents', () => {
  test('by the Data Contract CLI', async () => {
    expect((await disagreements('cli', written)).sort()).toEqual(Object.keys(cli).sort())
  })

  test('by pyodcs', async () => {
    expect((await disagreements('pyodcs', older)).sort()).toEqual(Object.keys(pyodcs).sort())
  })
})

/** Of single changes: `enum` beside a type came with ODCS 3.2, which pyodcs does not know. */
function withoutEnumerations(document: Plain): string {
  const schema = document.schema.map((object: Plain) => {
    return { ...object, properties: object.properties.map(({ enum: _, ...rest }: Plain) => rest) }
  })
  return JSON.stringify({ ...document, apiVersion: 'v3.1.0', schema })
}

/** Where pyodcs ranks a single change otherwise, and why we do not. */
const otherRanks: Readonly<Record<string, string>> = {
  'required true to false':
    'additive there; but who reads the data may meet a null where there never was one',
}

test.skipIf(!isThere)('what pyodcs takes notice of in two contracts has the same rank here', async () => {
  const pairs = singleChanges.map(([name, edit, , meaning]) => {
    const [before, after] = [sample(), sample()]
    edit(after)
    return { name, meaning, texts: [withoutEnumerations(before), withoutEnumerations(after)] }
  })
  const asked = pairs.filter(({ texts: [before, after] }) => before !== after)
  const ranks = await theirs<string>(asked.map(({ texts }) => ['pyodcs-diff', JSON.stringify(texts)]))
  expect(ranks).not.toContain(null)
  const isNoticed = (at: number) => ranks[at] !== 'unchanged'
  const noticed = asked.filter((_, at) => isNoticed(at))
  // objects, their properties, the logical types of these, and whether they are required; nothing else
  expect(noticed.map(({ name }) => name)).toEqual([
    ...['object removed', 'object added', 'object renamed'],
    ...['optional property removed', 'required property removed'],
    ...['optional property added', 'required property added', 'property renamed'],
    ...['logicalType integer to number', 'logicalType number to integer', 'logicalType integer to string'],
    ...['required true to false', 'required false to true'],
  ])
  const others = asked.filter(({ meaning }, at) => {
    return isNoticed(at) && (ranks[at] === 'breaking') !== /^[CP]/.test(meaning)
  })
  expect(others.map(({ name }) => name)).toEqual(Object.keys(otherRanks))
})
