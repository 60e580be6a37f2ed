import { Lexer } from 'yaml'
import { maxDepth, tooDeep } from './node.ts'
import { malformed } from './position.ts'
import { isLexerMark, YamlNesting } from './yaml-nesting.ts'

/** What is overridden of the library's lexer, whose own type keeps it private. */
interface LexerInside {
  indentNext: number
  parseQuotedScalar(): Generator<string, unknown>
}

const OpenLexer = Lexer as unknown as new () => LexerInside & Pick<Lexer, 'lex'>

/**
 * Accepts quoted scalars whose later lines are indented no more than their key. The standard wants one space more, but
 * PyYAML writes and reads them so, and with it most tools that data contracts are made with.
 */
class LenientLexer extends OpenLexer {
  override *parseQuotedScalar(): Generator<string, unknown> {
    const { indentNext } = this
    this.indentNext = 0
    const next = yield* super.parseQuotedScalar()
    this.indentNext = indentNext
    return next
  }
}

/** How much a YAML text may take: parsing takes about 3 µs and a third of a kilobyte of memory for each token. */
const maxTokens = 500_000
/** What the parser makes of these takes several times the memory of other tokens. */
const heavyTokens: Readonly<Record<string, number>> = { ',': 3, '?': 4, '*': 3, '&': 2, '!': 2 }
/** A longer number would be refused anyway, but only after the parser had spent minutes on it. */
const maxNumberLength = 4500
const numberLike = /^[-+]?[0-9.][0-9a-fA-F_:xo.eE+-]*$/
/**
 * What YAML 1.2 (section 5.1) calls printable, but for the three characters that end a line in YAML 1.1 only; nothing
 * else may stand in a text as itself.
 */
const unprintable = /[^\t\n\r\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
/** It ends a line, which the library does not know. */
const loneCarriageReturn = /\r(?!\n)/g

/**
 * The tokens of a YAML text. Refuses, before anything is made of them, a text that would take the parser too much time or
 * memory, that nests too deeply, or that no YAML reader may accept.
 *
 * @throws RegistryError `malformed-document` with the place.
 */
export function* lexYaml(text: string): Generator<string> {
  const fault = (at: number, detail: string) => malformed('YAML', text, at, [], detail)
  const control = unprintable.exec(text)
  if (control) {
    const codePoint = (control[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    throw fault(control.index, `the character U+${codePoint}; write it as an escape in double quotes`)
  }
  const nesting = new YamlNesting()
  let tokens = 0
  let offset = 0
  // of the same length, so that places stay as they are
  for (const token of new LenientLexer().lex(text.replace(loneCarriageReturn, '\n'))) {
    tokens += heavyTokens[token[0] ?? ''] ?? 1
    if (tokens > maxTokens)
      throw fault(offset, `the YAML has too many parts to be read here (over ${maxTokens}); send it as JSON`)
    if (nesting.depthAfter(token, offset) > maxDepth) throw fault(offset, tooDeep)
    if (token.length > maxNumberLength && numberLike.test(token))
      throw fault(offset, `a number of ${token.length} characters; at most 4300 digits are allowed`)
    // marks that the lexer puts between tokens are no part of the text
    if (!isLexerMark(token)) offset += token.length
    yield token
  }
}
