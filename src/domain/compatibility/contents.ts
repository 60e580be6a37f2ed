import type { DocumentNode } from '../document/node.ts'
import { contentOf, type Differing, isIdentical } from './content.ts'

/** Up to how many characters a content is its own name. */
const longestContent = 40

/**
 * Tells what says the same in two documents. What is in a list is asked for again with each list around it; here it is
 * gone through once.
 */
export class Contents {
  readonly #differing: Differing = new Map()
  /** Each thing that is said in an object or a list, and a shorter name for it. */
  readonly #names = new Map<string, string>()
  readonly #known = new Map<DocumentNode, string>()

  /** See `isIdentical`. */
  areIdentical(a: DocumentNode, b: DocumentNode): boolean {
    return isIdentical(a, b, this.#differing)
  }

  /** A text that values have in common when they say the same, see `contentOf`. */
  readonly of = (node: DocumentNode): string => {
    if (node.kind !== 'object' && node.kind !== 'array') return contentOf(node)
    const known = this.#known.get(node)
    if (known !== undefined) return known
    const content = contentOf(node, this.of)
    if (content.length <= longestContent) return content
    const name = this.#nameOf(content)
    this.#known.set(node, name)
    return name
  }

  /** As `of`, without some members of the value. */
  without(node: DocumentNode, members: readonly string[]): string {
    return contentOf(node, this.of, members)
  }

  /** No scalar begins like these names. */
  #nameOf(content: string): string {
    const name = this.#names.get(content) ?? `#${this.#names.size}`
    this.#names.set(content, name)
    return name
  }
}
