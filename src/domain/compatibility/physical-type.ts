import type { Effect } from './change.ts'

/** Families of types, each from the narrowest to the widest, by all names that mean the same in every dialect. */
const families: readonly (readonly (readonly string[])[])[] = [
  [
    ['tinyint', 'byte'],
    ['smallint', 'int2', 'short'],
    ['mediumint'],
    ['int', 'integer', 'int4'],
    ['bigint', 'long'],
  ],
  // a float has single or double precision, and so has a real: each as the dialect says
  [['float4'], ['real'], ['double', 'double precision', 'float8']],
  [['float4'], ['float'], ['double', 'double precision', 'float8']],
]

/** Types whose parameters say how much fits, by the name under which they are compared. */
const sized: Readonly<Record<string, string>> = {
  varchar: 'varchar',
  'character varying': 'varchar',
  varchar2: 'varchar2',
  nvarchar: 'nvarchar',
  nvarchar2: 'nvarchar2',
  char: 'char',
  character: 'char',
  nchar: 'nchar',
  string: 'string',
  binary: 'binary',
  varbinary: 'varbinary',
}
const decimals = ['decimal', 'numeric', 'dec', 'number']

/** Longer ones are compared by their text. */
const longest = 200
const parametrised = /^([a-z0-9_ ]+?) ?\(([0-9]+)(?:,([0-9]+))?\)$/

interface ParsedType {
  readonly name: string
  readonly size: number
  readonly scale: number
}

/**
 * How a physical type differs. Wider ones hold all that the narrower ones do. Where the names say nothing that is the
 * same in all dialects, it is simply another type.
 */
export function typeEffect(before: string, after: string): Effect {
  const [one, other] = [normalized(before), normalized(after)]
  if (one === other) return 'same'
  return familyEffect(one, other) ?? parameterEffect(one, other) ?? 'changed'
}

/** In lower case, without blanks that mean nothing. */
function normalized(text: string): string {
  if (text.length > longest) return text
  return text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),<>:]) ?/g, '$1')
}

function familyEffect(before: string, after: string): Effect | undefined {
  for (const family of families) {
    const [one, other] = [before, after].map(name => family.findIndex(names => names.includes(name)))
    if (one === undefined || other === undefined || one < 0 || other < 0) continue
    if (one === other) return 'same'
    return one < other ? 'loosened' : 'tightened'
  }
  return undefined
}

function parameterEffect(before: string, after: string): Effect | undefined {
  const [one, other] = [parsed(before), parsed(after)]
  if (!one || !other || one.name !== other.name) return undefined
  const wider = other.size >= one.size && other.scale >= one.scale
  const narrower = other.size <= one.size && other.scale <= one.scale
  if (wider && narrower) return 'same'
  if (wider) return 'loosened'
  return narrower ? 'tightened' : undefined
}

/** The size of a decimal is that of the part before its point. */
function parsed(type: string): ParsedType | undefined {
  const [, name = '', size = '', scale = '0'] = parametrised.exec(type) ?? []
  if (decimals.includes(name))
    return { name: 'decimal', size: Number(size) - Number(scale), scale: Number(scale) }
  const known = Object.hasOwn(sized, name) ? sized[name] : undefined
  return known === undefined ? undefined : { name: known, size: Number(size), scale: 0 }
}
