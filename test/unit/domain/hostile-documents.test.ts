import { describe, expect, test } from 'vitest'
import { readStored } from '../../../src/domain/contract-version.ts'
import type { DocumentFormat } from '../../../src/domain/document/read-document.ts'
import type { RegistryError } from '../../../src/domain/errors.ts'
import { readContractVersion } from '../../../src/domain/uploaded-version.ts'
import { faultOf } from '../../support/faults.ts'
import { promptly } from '../../support/processor-time.ts'

const identity = { contractId: 'a', version: '1.0.0' }
const read = (format: DocumentFormat, text: string) =>
  readContractVersion({ bytes: Buffer.from(text), format }, identity).version
const refusal = (format: DocumentFormat, text: string) => faultOf(() => read(format, text))

/** Everything that a client is told of a fault. */
function sizeOf(fault: RegistryError): number {
  return JSON.stringify([fault.message, fault.findings]).length
}

const repeat = (text: string, size: number) => text.repeat(Math.floor(size / text.length))
const mebibyte = 2 ** 20

describe('the answer to a fault stays short', () => {
  test.each<[string, DocumentFormat, string]>([
    ['a long id', 'json', `{"id":"${repeat('\\"', mebibyte)}"}`],
    ['a long version', 'yaml', `version: ${repeat('v', mebibyte)}`],
    ['a long unknown key', 'json', `{"${repeat('k', mebibyte)}":1}`],
    ['a long repeated key', 'json', `{"${repeat('k', mebibyte)}":1,"${repeat('k', mebibyte)}":1}`],
    [
      'a long repeated key in YAML',
      'yaml',
      `? ${repeat('k', mebibyte)}\n: 1\n? ${repeat('k', mebibyte)}\n: 2\n`,
    ],
    ['a long string for a number', 'yaml', `tags: [${repeat('9', mebibyte)}.]`],
    ['a long alias', 'yaml', `name: *${repeat('a', mebibyte)}`],
    ['a long tag', 'yaml', `name: !${repeat('a', mebibyte)} b`],
  ])('with %s', (_, format, text) => {
    expect(sizeOf(refusal(format, text))).toBeLessThan(20_000)
  })

  test.each<DocumentFormat>([
    'json',
    'yaml',
  ])('and comes promptly with very many unknown keys in %s', format => {
    const text = `{${Array.from({ length: 20_000 }, (_, at) => `"k${at}": 1`).join(',\n')}}`
    expect(sizeOf(promptly(() => refusal(format, text)))).toBeLessThan(200_000)
  })
})

describe('aliases', () => {
  const chain = (length: number, wrap: (alias: string) => string) =>
    `tags:\n- &a0 [1]\n${Array.from({ length }, (_, at) => `- &a${at + 1} ${wrap(`*a${at}`)}\n`).join('')}`

  test.each([
    ['sequences', chain(300, alias => `[${alias}]`)],
    ['mappings', chain(300, alias => `{x: ${alias} }`)],
    ['thousands of mappings', chain(3000, alias => `{x: ${alias} }`)],
  ])('may not nest %s deeper than documents may', (_, text) => {
    expect(promptly(() => refusal('yaml', text)).code).toBe('malformed-document')
  })

  test('of an anchored key are known', () => {
    expect(read('yaml', '&k name: a\nstatus: *k\n').json).toContain('"status":"name"')
  })
})

describe('a text that nests too deeply is refused before it is parsed:', () => {
  // the parser would need gigabytes for these
  const size = 8 * mebibyte
  test.each<[string, string]>([
    ['brackets', repeat('[', size)],
    ['braces', repeat('{', size)],
    ['mappings in braces', repeat('{a: ', size)],
    ['dashes', repeat('- ', size)],
    ['explicit keys', repeat('? ', size)],
    ['keys', repeat('a: ', size)],
    ['brackets in a block', `name: a\ntags:\n  - - ${repeat('[', size)}`],
    ['lines', Array.from({ length: 3000 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')],
    ['items on lines', Array.from({ length: 3000 }, (_, at) => `${' '.repeat(at)}-\n`).join('')],
  ])('%s', (_, text) => {
    const fault = promptly(() => refusal('yaml', text))
    expect(fault.message).toContain('more than 200 levels of nesting')
  })

  test('one that nests less is not, however its levels are written', () => {
    const lines = Array.from({ length: 90 }, (_, at) => `${'  '.repeat(at)}- a:\n`).join('')
    const wide = repeat('- [[{a: {b: [1]}}], {c: - }]\n', 1000).replaceAll(': - ', ': d')
    expect(read('yaml', `tags:\n${lines}${'  '.repeat(91)}- 1\n`).json).toContain('[1]')
    expect(read('yaml', `tags:\n${wide}`).json).toContain('"d"')
  })
})

describe('every document that is stored', () => {
  test.each([
    ['nests as deep as it may', `tags: ${'['.repeat(199)}${']'.repeat(199)}`],
    ['has aliases', `tags: [&a {b: [1]}, *a, {c: *a }]`],
    ['has a long number', `tags: [${'1'.repeat(4300)}]`],
    ['has numbers that JSON writes otherwise', 'tags: [0x1F, +1, .5, 1.]'],
  ])('can be read again when it %s', (_, text) => {
    expect(readStored(read('yaml', text).json)).toMatchObject({ kind: 'object' })
  })
})

describe('characters that YAML does not have', () => {
  test.each([
    ['NUL', '\0'],
    ['another control character', '\u0001'],
    ['escape', '\u001b'],
    ['delete', '\u007f'],
    ['a C1 control character', '\u009f'],
    ['U+FFFE', '\ufffe'],
  ])('are refused, because other readers would refuse the source: %s', (_, character) => {
    for (const text of [`name: a${character}b`, `name: "a${character}b"`, `name: a # ${character}`]) {
      expect(refusal('yaml', text).code).toBe('malformed-document')
    }
  })
})

describe('a text of a few megabytes is read or refused promptly: ', () => {
  const size = 2 * mebibyte
  test.each<[string, DocumentFormat, string]>([
    ['JSON white space', 'json', repeat(' ', size)],
    ['JSON strings of escapes', 'json', `{"name":"${repeat('\\u00e9', size)}"}`],
    ['JSON numbers', 'json', `{"tags":[${repeat('0,', size)}0]}`],
    ['JSON empty objects', 'json', `{"tags":[${repeat('{},', size)}0]}`],
    ['JSON brackets', 'json', repeat('[', size)],
    ['a JSON integer', 'json', repeat('1', size)],
    ['a JSON fraction', 'json', `{"tags":[0.${repeat('1', size)}]}`],
    ['YAML brackets', 'yaml', repeat('[', size)],
    ['YAML closing brackets', 'yaml', repeat(']', size)],
    ['YAML braces', 'yaml', repeat('{a: ', size)],
    ['YAML commas', 'yaml', `tags: [${repeat(',', size)}]`],
    ['YAML numbers', 'yaml', `tags: [${repeat('0,', size)}0]`],
    ['YAML items', 'yaml', `tags:\n${repeat('- 0\n', size)}`],
    ['YAML dashes', 'yaml', repeat('- ', size)],
    ['YAML tags', 'yaml', repeat('! ', size)],
    ['YAML anchors', 'yaml', repeat('&a ', size)],
    ['YAML quotes', 'yaml', repeat('"" ', size)],
    ['YAML directives', 'yaml', repeat('%\n', size)],
    ['YAML documents', 'yaml', repeat('---\n', size)],
    ['YAML comments', 'yaml', repeat('#\n', size)],
    ['YAML blank lines', 'yaml', repeat('\n', size)],
    ['YAML text', 'yaml', `name: |\n${repeat(' some text\n', size)}`],
    ['a YAML integer', 'yaml', `tags: [${repeat('1', size)}]`],
    ['a YAML hexadecimal integer', 'yaml', `tags: [0x${repeat('f', size)}]`],
    ['a YAML 1.1 sexagesimal integer', 'yaml', `%YAML 1.1\n---\ntags: [1${repeat(':10', size / 8)}]`],
  ])('%s', (_, format, text) => {
    promptly(() => {
      try {
        read(format, text)
      } catch (error) {
        expect(error).toMatchObject({ name: 'RegistryError' })
      }
    })
  })
})
