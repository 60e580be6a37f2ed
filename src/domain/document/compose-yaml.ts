import { Composer, type Document, Parser } from 'yaml'
import { excerpt } from '../excerpt.ts'
import { tooDeep } from './node.ts'
import { malformed } from './position.ts'
import { lexYaml } from './yaml-lexer.ts'

const layoutWarnings = new Set<string>(['BAD_INDENT', 'BAD_ALIAS'])

/**
 * The one document of a YAML text, as the library understands it.
 *
 * @throws RegistryError `malformed-document` with the place, when there is none, there are several, or it has a fault.
 */
export function onlyDocument(text: string): Document.Parsed {
  const [document, second] = documentsOf(text)
  if (!document) throw malformed('YAML', text, 0, [], 'the text is empty; expected a mapping of ODCS keys')
  // a tag or a directive that nobody knows may change what is meant; the other warnings are about layout
  const fault = document.errors[0] ?? document.warnings.find(({ code }) => !layoutWarnings.has(code))
  if (fault) throw malformed('YAML', text, fault.pos[0], [], explained(fault.code, fault.message))
  if (second)
    throw malformed('YAML', text, second.range[0], [], 'a second document begins here; send one at a time')
  return document
}

/** The first two documents of a text; there must not be a second one. */
function documentsOf(text: string): Document.Parsed[] {
  const documents: Document.Parsed[] = []
  try {
    for (const document of new FirstFaultComposer(text).compose(tokensOf(text))) {
      documents.push(document)
      if (documents.length === 2) break
    }
    return documents
  } catch (error) {
    if (error instanceof RangeError) throw malformed('YAML', text, 0, [], tooDeep)
    throw error
  }
}

/** What the library's composer says of a fault: where, and in which words. */
type OnFault = (
  at: number | [number, number] | { readonly offset: number },
  code: string,
  message: string,
  isWarning?: boolean,
) => void

/** What is overridden of the library's composer, whose own type keeps it private. */
const OpenComposer = Composer as unknown as new (
  options: object,
) => { onError: OnFault } & Pick<Composer, 'compose'>

/** Ends at the first fault: of a text that has one at every token, the library would keep them all. */
class FirstFaultComposer extends OpenComposer {
  #first: Error | undefined

  constructor(text: string) {
    super({ prettyErrors: false, uniqueKeys: false, intAsBigInt: true, keepSourceTokens: false })
    const note = this.onError
    this.onError = (at, code, message, isWarning) => {
      if (isWarning) return note(at, code, message, isWarning)
      const offset = typeof at === 'number' ? at : 'offset' in at ? at.offset : at[0]
      // the library catches what is thrown within a collection, and tells of it once more at each level
      this.#first ??= malformed('YAML', text, offset, [], explained(code, message))
      throw this.#first
    }
  }
}

/** The concrete syntax of a text, as the library's own parser makes it of our lexer's tokens. */
function* tokensOf(text: string) {
  const parser = new Parser()
  // all of them first: a text with too many is refused before any is parsed
  for (const token of [...lexYaml(text)]) yield* parser.next(token)
  yield* parser.end()
}

const noColon =
  'a key needs a colon and a space behind it, such as "id: orders"; or the line is indented wrongly'
const secondKey =
  'a second key on this line, or keys below a value; a text with a colon and a space in it needs quotes: "a: b"'
/** What people did, by the code or the message of the parser, which says what it stumbled over. */
const mistakes: readonly (readonly [RegExp, string])[] = [
  [/^MULTILINE_IMPLICIT_KEY |^MISSING_CHAR Implicit map keys need/, noColon],
  [/ Nested mappings are not allowed/, secondKey],
  [
    /^BLOCK_IN_FLOW /,
    'no comma stands before this part, within [ ] or { }; a text with a colon needs quotes',
  ],
  [/ Unexpected block-seq-ind on same line/, 'a list in the line of its key; begin it on the next line'],
  [
    / Sequence item without - indicator/,
    'this line is indented as an item of the list, and does not begin with "- "',
  ],
  [
    / All mapping items must start at the same/,
    'this line is indented less than the keys before it, and more than those around them',
  ],
  [/^TAB_AS_INDENT /, 'tabs are not allowed as indentation; write spaces'],
  [/^BAD_SCALAR_START /, 'a text that begins with this character needs quotes around it'],
  [/^BAD_ALIAS /, 'a text that begins with * or & needs quotes around it'],
  [/^BAD_DQ_ESCAPE /, 'no escape; in double quotes write \\\\ for a backslash, or use single quotes'],
  [/ Missing closing ["']quote/, 'the text ends here, and a quote that was opened before is not closed'],
  [
    / Unexpected scalar at node end/,
    'more text behind a quote or bracket that closes; put quotes around all of it',
  ],
  [
    / Flow .* must be sufficiently indented/,
    'a [ or { that stands before is not closed; or this line needs indentation',
  ],
  [/ Unexpected flow-\w+-end token/, 'no bracket is open here; a text that has one needs quotes around it'],
  [/ Block scalar header includes/, 'a text in the line of its | or >; begin it on the next line'],
  [
    / Unresolved tag: /,
    'a tag that nobody knows, or that its value does not fit; leave it out, or put quotes around the text',
  ],
]

/** A message of the parser, which repeats what it found and tells its own limits in its own terms. */
function explained(code: string, message: string): string {
  const mistake = mistakes.find(([said]) => said.test(`${code} ${message}`))
  if (mistake) return mistake[1]
  return message.includes('call stack') ? tooDeep : excerpt(message, 200)
}
