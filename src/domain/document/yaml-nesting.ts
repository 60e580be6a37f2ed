/** Whether a token is a mark that the lexer puts between tokens, and no part of the text. */
export function isLexerMark(token: string): boolean {
  return token === '\u0002' || token === '\u0018' || token === scalarMark
}

/** What the lexer puts in front of a plain scalar, and of the text of a block. */
const scalarMark = '\u001f'

/** Tokens that neither begin nor end a collection. */
const layout = /^(?:[ \t#\r\n]|$)/

/**
 * Counts how deep the tokens of a YAML text nest, as they come. A collection in block style is told by its column, so of
 * one that stands in the column of the one around it (`key:` and `- item` below) nothing is seen: the depth is a lower
 * bound, and at least half of what a parser makes of the text.
 */
export class YamlNesting {
  /** How many brackets are open. */
  #flow = 0
  /** The columns of the block collections that are open, ascending. */
  readonly #columns: number[] = []
  #lineStart = 0
  /** Whether what comes next on this line may begin a collection: it is the first, or an indicator stands before it. */
  #mayBegin = true
  /** Where the scalar stands that is a key when a colon follows it. */
  #lastColumn = 0
  #isScalar = false

  /**
   * @param offset where the token stands in the text, in UTF-16 code units.
   * @returns how many collections are open behind it.
   */
  depthAfter(token: string, offset: number): number {
    const isScalar = this.#isScalar
    this.#isScalar = token === scalarMark
    if (isLexerMark(token)) return this.depth
    if (isScalar) this.#content(offset)
    else if (token === '[' || token === '{') this.#open(offset)
    else if (token === ']' || token === '}') this.#flow = Math.max(0, this.#flow - 1)
    else if (!layout.test(token)) this.#indicatorOrContent(token, offset)
    const lineEnd = token.lastIndexOf('\n')
    if (lineEnd >= 0) this.#beginLine(offset + lineEnd + 1)
    return this.depth
  }

  get depth(): number {
    return this.#flow + this.#columns.length
  }

  #beginLine(start: number): void {
    this.#lineStart = start
    this.#mayBegin = true
  }

  #open(offset: number): void {
    this.#content(offset)
    this.#flow++
  }

  #content(offset: number): void {
    if (this.#flow > 0) return
    const column = offset - this.#lineStart
    if (this.#mayBegin) this.#close(column)
    this.#lastColumn = column
    this.#mayBegin = false
  }

  #indicatorOrContent(token: string, offset: number): void {
    if (this.#flow > 0) return
    const column = offset - this.#lineStart
    if (token === '-' || token === '?') this.#begin(column)
    else if (token === ':') this.#begin(this.#lastColumn)
    else this.#content(offset)
    if (token === '-' || token === '?') this.#mayBegin = true
  }

  /** A collection whose entries stand in this column: a new one, or the one that is there. */
  #begin(column: number): void {
    this.#close(column)
    if ((this.#columns.at(-1) ?? -1) < column) this.#columns.push(column)
  }

  #close(column: number): void {
    while ((this.#columns.at(-1) ?? -1) > column) this.#columns.pop()
  }
}
