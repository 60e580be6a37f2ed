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
/** What people did, where the parser says what it stumbled over. */
const mistakes: Readonly<Record<string, string>> = {
  MULTILINE_IMPLICIT_KEY: noColon,
  'Implicit map keys need to be followed by map values': noColon,
  'Sequence item without - indicator':
    'this line is indented as an item of the list, and does not begin with "- "',
  'All mapping items must start at the same column':
    'this line is indented less than the keys before it, and more than those around them',
  TAB_AS_INDENT: 'tabs are not allowed as indentation; write spaces',
}

/** A message of the parser, which repeats what it found and tells its own limits in its own terms. */
function explained(code: string, message: string): string {
  const mistake = mistakes[message] ?? mistakes[code]
  if (mistake !== undefined) return mistake
  return message.includes('call stack') ? tooDeep : excerpt(message, 200)
}
