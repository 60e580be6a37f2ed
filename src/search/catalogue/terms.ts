import { memoized } from '../../memoized.ts'
import { statusKeyOf } from '../language/filters.ts'
import { isAscii } from '../language/fold.ts'
import {
  barrier,
  beginnableTokens,
  encodeWord,
  filterToken,
  type TokenClass,
  tokenClass,
} from '../language/tokens.ts'
import { typeKeysOf } from '../language/type-key.ts'
import { type Chunk, chunksOf, compactKeyOf, keyOf, readingsOf } from '../language/words.ts'
import type { Catalogue, CatalogueField, CatalogueText, TextKind } from './catalogue.ts'
import { countedText } from './facet-labels.ts'
import { PlainRuns } from './plain-run.ts'

/** How many characters of words are kept of one version; only giant documents in encoded scripts have more. */
export const maxWordTermsLength = 8_000_000
/** How many words are taken of one version: first those of names and tags, then those of descriptions. */
export const maxWords = 200_000

const titleKinds: readonly TextKind[] = ['id', 'name']
const keywordKinds: readonly TextKind[] = ['id', 'name', 'tag', 'owner', 'field']

/**
 * All that can be asked of a version as one ASCII text: tokens between single blanks, with a blank before and behind.
 * First the words of each text in order, in every reading of it, with a barrier behind each; then the distinct keywords
 * and title words, and a token for each value that a filter may ask for; those of a field together, with a barrier behind.
 */
export function termsOf(catalogue: Catalogue): string {
  return limitedTermsOf(catalogue).terms
}

/** The terms of a version, and whether it has more words than are taken. */
export function limitedTermsOf(catalogue: Catalogue): { readonly terms: string; readonly isCut: boolean } {
  const stream = new WordStream()
  for (const text of inOrderOfWeight(catalogue.texts)) stream.add(text)
  const filters = new Set(contractTokens(catalogue))
  const fields = new Set(catalogue.fields.map(field => termsOfField(field).amongOthers))
  const terms = ` ${[...stream.tokens(), ...filters, barrier, ...fields].join(' ')} `
  return { terms, isCut: stream.isCut }
}

/** The tokens of one field, laid out as `terms` are: what the filters for fields are tested on. */
export function fieldTermsOf(field: CatalogueField): string {
  return termsOfField(field).alone
}

/** Contracts have most of their fields in common with others, and these take long to make. */
const termsOfField = memoized(
  (field: CatalogueField) => {
    const tokens = fieldTokens(field)
    return { alone: ` ${tokens.join(' ')} `, amongOthers: [...tokens, barrier].join(' ') }
  },
  {
    keyOf: ({ name, physicalName, logicalType, physicalType, classification }) =>
      JSON.stringify([name, physicalName, logicalType, physicalType, classification]),
    most: 15_000,
    longestKey: 300,
  },
)

/** How long a name is at most whose readings are remembered: contracts have most names of their fields in common. */
const longestKnownName = 60
/** More room than all readings of such a name take. */
const roomForName = 4096

/** A reading of a name: its words side by side with a barrier behind them, empty when there are none, and each by itself. */
interface NameReading {
  readonly run: string
  readonly keywords: readonly string[]
}

/** Every reading of a name. The first has all words there are. */
const readingsOfName = memoized((name: string) => nameReadings(chunksOf(name)), {
  keyOf: name => name,
  most: 5000,
  longestKey: longestKnownName,
})

function nameReadings(chunks: readonly Chunk[]): NameReading[] {
  return readingsOf(chunks).map(({ words }) => {
    const encoded = words.map(encodeWord)
    return { run: runOf(encoded), keywords: encoded.map(word => tokenClass.keyword + word) }
  })
}

function runOf(encoded: readonly string[]): string {
  if (encoded.length === 0) return ''
  return `${tokenClass.word}${encoded.join(` ${tokenClass.word}`)} ${barrier}`
}

/** Descriptions last, so that no name is left out for them. */
function inOrderOfWeight(texts: readonly CatalogueText[]): CatalogueText[] {
  return [...texts.filter(isOfKeywords), ...texts.filter(text => !isOfKeywords(text))]
}

function isOfKeywords({ kind }: CatalogueText): boolean {
  return keywordKinds.includes(kind)
}

class WordStream {
  /** Each run of words once, however many texts are the same: descriptions repeat, and so do names of columns. */
  readonly #runs = new Set<string>()
  readonly #words = new Set<string>()
  readonly #plain = new PlainRuns()
  #room = maxWordTermsLength
  #wordsLeft = maxWords
  isCut = false

  add(text: CatalogueText): void {
    if (isOfKeywords(text)) this.#addName(text)
    else this.#addText(text.text)
  }

  /** The distinct runs, and the distinct words behind them. */
  tokens(): string[] {
    return [...this.#runs, ...this.#words]
  }

  #addName({ kind, text }: CatalogueText): void {
    const isTitle = titleKinds.includes(kind)
    for (const { run, keywords } of kind === 'field' ? this.#readingsOfName(text) : this.#readingsOf(text)) {
      this.#addTo(this.#runs, run)
      for (const word of keywords) this.#addTo(this.#words, word)
      // behind the more general: where there is no more room, a title word must not be without its keyword
      if (!isTitle) continue
      for (const word of keywords)
        this.#addTo(this.#words, tokenClass.title + word.slice(tokenClass.keyword.length))
    }
  }

  #addText(text: string): void {
    const run = this.#fitsSurely(text) ? this.#plain.of(text) : undefined
    if (run !== undefined && this.#plain.count <= this.#wordsLeft) {
      this.#wordsLeft -= this.#plain.count
      this.#addTo(this.#runs, run)
      return
    }
    for (const { words } of readingsOf(this.#chunksThatFit(text)))
      this.#addTo(this.#runs, runOf(words.map(encodeWord)))
  }

  #readingsOfName(name: string): readonly NameReading[] {
    if (name.length > longestKnownName || this.#room < roomForName) return this.#readingsOf(name)
    const readings = readingsOfName(name)
    const count = readings[0]?.keywords.length ?? 0
    if (count > this.#wordsLeft) return this.#readingsOf(name)
    this.#wordsLeft -= count
    return readings
  }

  #readingsOf(text: string): NameReading[] {
    return nameReadings(this.#chunksThatFit(text))
  }

  /** Whether an ASCII text has room, whatever it is encoded as: `z` is two letters, and before each word there are three. */
  #fitsSurely(text: string): boolean {
    return text.length * 5 < this.#room
  }

  /** The beginning of a text whose parts have room. */
  #chunksThatFit(text: string): Chunk[] {
    const fits = this.#fitsSurely(text) && isAscii(text)
    let length = 0
    return chunksOf(text, ({ parts }) => {
      if (!fits) for (const part of parts) length += tokenClass.word.length + encodeWord(part).length + 1
      const hasRoom = length < this.#room && parts.length <= this.#wordsLeft
      if (hasRoom) this.#wordsLeft -= parts.length
      else this.isCut = true
      return hasRoom
    })
  }

  #addTo(set: Set<string>, text: string): void {
    if (text === '' || text.length >= this.#room) return
    const before = set.size
    set.add(text)
    if (set.size > before) this.#room -= text.length + 1
  }
}

function contractTokens(catalogue: Catalogue): string[] {
  return [
    ...tokensOf(tokenClass.owner, catalogue.owners),
    ...tokensOf(tokenClass.domain, [catalogue.domain]),
    ...tokensOf(tokenClass.dataProduct, [catalogue.dataProduct]),
    ...tokensOf(tokenClass.tag, [...catalogue.tags, ...catalogue.elementTags]),
    ...statusTokens(catalogue.status),
    ...tokensOf(tokenClass.serverType, catalogue.serverTypes),
    ...tokensOf(tokenClass.tenant, [catalogue.tenant]),
  ]
}

function fieldTokens(field: CatalogueField): string[] {
  const types = [field.logicalType, field.physicalType].flatMap(type => (type ? typeKeysOf(type) : []))
  return [
    ...[field.name, field.physicalName].flatMap(nameTokens),
    ...types.map(type => filterToken(tokenClass.fieldType, type)),
    ...tokensOf(tokenClass.classification, [field.classification]),
  ]
}

function nameTokens(name: string | undefined): string[] {
  return name ? beginnableTokens(tokenClass.fieldName, compactKeyOf(name)) : []
}

function statusTokens(status = ''): string[] {
  return [status, countedText(status)].map(text => filterToken(tokenClass.status, statusKeyOf(text)))
}

function tokensOf(kind: TokenClass, values: readonly (string | undefined)[]): string[] {
  // what hits are counted by can be asked for, too: of a very long value that is the beginning
  return values.flatMap(value => {
    if (value === undefined) return []
    const tokens = [value, countedText(value)].map(text => filterToken(kind, keyOf(text)))
    return [...new Set(tokens)]
  })
}
