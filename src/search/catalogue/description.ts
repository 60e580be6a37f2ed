import type { QueryUnit } from '../language/units.ts'
import type { Catalogue } from './catalogue.ts'
import { ReadableTexts } from './readable-texts.ts'
import { matchesOf, type SearchMatch } from './snippets.ts'

/** What was asked for, as far as places in a document answer it. */
export interface Asked {
  readonly words: readonly QueryUnit[]
  /** The filters for fields. */
  readonly fieldUnits: readonly QueryUnit[]
}

/** What a hit tells of its document. */
export interface Description
  extends Pick<Catalogue, 'description' | 'owner' | 'domain' | 'dataProduct' | 'tags'> {
  /** Where the document has what was asked for. */
  readonly matches: readonly SearchMatch[]
}

/** How many places of a hit are shown. */
const maxMatches = 10

/** What a catalogue, and a text or a field of it, takes beside its letters, in bytes. */
const ownSize = 500
const entrySize = 200

/** Tells of a document what its hits need. What it has made for one hit it keeps for the next. */
export class Describer {
  readonly #catalogue: Catalogue
  readonly #texts: ReadableTexts
  readonly #catalogueSize: number

  /** @param length of the document, in characters. */
  constructor(catalogue: Catalogue, length: number) {
    this.#catalogue = catalogue
    this.#texts = new ReadableTexts(catalogue.texts)
    // the letters are there once more, to be looked through; those that are not take two bytes each
    const entries = catalogue.texts.length + catalogue.fields.length
    this.#catalogueSize = ownSize + 2 * length + entrySize * entries
  }

  /** About how much memory it takes, in bytes: more with what was described. */
  get size(): number {
    return this.#catalogueSize + this.#texts.readSize
  }

  describe({ words, fieldUnits }: Asked): Description {
    const { description, owner, domain, dataProduct, tags } = this.#catalogue
    const matches = matchesOf(words, this.#catalogue, maxMatches, fieldUnits, this.#texts)
    return { description, owner, domain, dataProduct, tags, matches }
  }
}
