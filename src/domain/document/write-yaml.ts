import { Document, Pair, Scalar, type ScalarTag, YAMLMap, YAMLSeq } from 'yaml'
import type { DocumentNode } from './node.ts'

/**
 * A document as block-style YAML which readers of YAML 1.1 and of 1.2 take for the same values: strings that one
 * of them would read as something else (`yes`, `1.0`, `2024-01-01`, `<<`) are quoted.
 */
export function writeYaml(node: DocumentNode): string {
  const document = new Document(toYaml(node), { version: '1.1', customTags: tags => [verbatimTag, ...tags] })
  return document.toString({ lineWidth: 0 })
}

/** Text that goes into the output as it is, past the library's own formatting of numbers and strings. */
class Verbatim {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const verbatimTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: value => value instanceof Verbatim,
  resolve: text => text,
  stringify: item => (item.value as Verbatim).text,
}

function toYaml(node: DocumentNode): YAMLMap | YAMLSeq | Scalar {
  switch (node.kind) {
    case 'object': {
      const map = new YAMLMap()
      map.items = node.members.map(member => new Pair(stringScalar(member.key), toYaml(member.value)))
      return map
    }
    case 'array': {
      const sequence = new YAMLSeq()
      sequence.items = node.items.map(toYaml)
      return sequence
    }
    case 'string':
      return stringScalar(node.value)
    case 'number':
      return new Scalar(new Verbatim(yamlNumber(node.token)))
    case 'literal':
      return new Scalar(node.value)
  }
}

/** A number of JSON as all readers of YAML know it: PyYAML and others of YAML 1.1 take an exponent for a number only when a fraction and a sign are there. */
export function yamlNumber(token: string): string {
  return token.replace(/^(-?[0-9]+)(?=[eE])/, '$1.0').replace(/([eE])(?=[0-9])/, '$1+')
}

/** Characters some YAML reader refuses or folds when they stand as themselves: all but printable text and line feeds. */
const unprintable =
  /[^\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u
const eachUnprintable = new RegExp(unprintable, 'gu')
/** Plain scalars with a meaning of their own in one of the versions which the library does not know of. */
const special = /^(<<|=|[yYnN]|[-+]?0o[0-7]+)$/

function stringScalar(value: string): Scalar {
  // the library writes text of nothing but blanks as a block, in which some of them are lost
  const isBlank = value.includes('\n') && value.trim() === ''
  const verbatim = isBlank || special.test(value) || unprintable.test(value)
  return new Scalar(verbatim ? new Verbatim(doubleQuoted(value)) : value)
}

/** JSON's quoted form, which is YAML's too once what JSON leaves unescaped is escaped. */
function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(eachUnprintable, codeUnitEscape)
}

function codeUnitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
