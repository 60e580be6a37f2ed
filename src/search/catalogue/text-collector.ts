import { memberOf, type ObjectNode, stringMember } from '../../domain/document/node.ts'
import type { CataloguePart, CatalogueText, TextKind } from './catalogue.ts'

/** How many characters are taken of all descriptions, and of all other texts, of one document. */
export const maxTextLength = 2_000_000
/** How many different tags are taken of one document. */
export const maxTags = 2_000

/** Gathers the texts of a document in the order in which they are taken, up to a limit. */
export class TextCollector {
  readonly #texts: CatalogueText[] = []
  /** Names and descriptions apart, so that no description, however long, hides a field. */
  readonly #room = { names: maxTextLength, descriptions: maxTextLength }
  readonly #tags = new Set<string>()
  readonly #cut = new Set<CataloguePart>()

  add(kind: TextKind, pointer: string, text: string): void {
    const account = kind === 'description' || kind === 'field-description' ? 'descriptions' : 'names'
    const room = this.#room[account]
    if (text.length > room) this.#cut.add('words')
    if (room === 0 || text.trim() === '') return
    const taken = text.length > room ? text.slice(0, room) : text
    this.#room[account] -= taken.length
    this.#texts.push({ kind, pointer, text: taken })
  }

  /** Adds the first of these members of an object that is a text, and returns it. */
  take(object: ObjectNode, kind: TextKind, keys: readonly string[], pointer: string): string | undefined {
    for (const key of keys) {
      const text = stringMember(object, key)
      const name = text?.trim()
      if (text === undefined || !name) continue
      this.add(kind, `${pointer}/${key}`, text)
      return name
    }
    return undefined
  }

  /** Adds a tag, unless it is one more than are taken; returns whether it was. */
  addTag(pointer: string, text: string): boolean {
    if (this.#tags.size === maxTags && !this.#tags.has(text.trim())) {
      this.#cut.add('tags')
      return false
    }
    this.#tags.add(text.trim())
    this.add('tag', pointer, text)
    return true
  }

  /** The parts of which there was more than was taken. */
  get cut(): CataloguePart[] {
    return [...this.#cut]
  }

  all(): readonly CatalogueText[] {
    return this.#texts
  }
}

/** Takes the tags of a document or of an element of it, and returns them. */
export function takeTags(object: ObjectNode, pointer: string, texts: TextCollector): string[] {
  const node = memberOf(object, 'tags')
  if (node?.kind !== 'array') return []
  const tags = new Set<string>()
  node.items.forEach((item, index) => {
    if (item.kind !== 'string' || item.value.trim() === '') return
    if (texts.addTag(`${pointer}/tags/${index}`, item.value)) tags.add(item.value.trim())
  })
  return [...tags]
}
