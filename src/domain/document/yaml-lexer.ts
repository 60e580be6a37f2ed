import { Lexer } from 'yaml'
import { malformed } from './position.ts'

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

/** How many tokens a YAML text may have: parsing takes about 3 µs and half a kilobyte of memory for each. */
const maxTokens = 1_000_000
/** A longer number would be refused anyway, but only after the parser had spent minutes on it. */
const maxNumberLength = 4500
const numberLike = /^[-+]?[0-9.][0-9a-fA-F_:xo.eE+-]*$/
/** What YAML 1.2 (section 5.1) calls printable; nothing else may stand in a text as itself. */
const unprintable = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/**
 * The tokens of a YAML text. Refuses, before more is made of them, a text that would take the parser too long or that
 * no YAML reader may accept.
 *
 * @throws RegistryError `malformed-document` with the place.
 */
export function* lexYaml(text: string): Generator<string> {
  const control = unprintable.exec(text)
  if (control) {
    const codePoint = (control[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    throw malformed(
      'YAML',
      text,
      control.index,
      [],
      `the character U+${codePoint}; write it as an escape in double quotes`,
    )
  }
  let tokens = 0
  let offset = 0
  for (const token of new LenientLexer().lex(text)) {
    if (++tokens > maxTokens)
      throw malformed('YAML', text, offset, [], `more than ${maxTokens} tokens; send it as JSON`)
    if (token.length > maxNumberLength && numberLike.test(token)) {
      throw malformed(
        'YAML',
        text,
        offset,
        [],
        `a number of ${token.length} characters; at most 4300 digits are allowed`,
      )
    }
    // marks that the lexer puts between tokens are no part of the text
    if (!isMark(token)) offset += token.length
    yield token
  }
}

function isMark(token: string): boolean {
  return token === '\u0002' || token === '\u0018' || token === '\u001f'
}
