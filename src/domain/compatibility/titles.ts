import type { Item } from './matching.ts'
import { itemStep, memberStep, nameOf, pathTo } from './names.ts'
import type { ListShape } from './shapes.ts'

/** What an element is called, by programs and by people. Both are made for those that differ only, and once for each. */
export interface Title {
  /** The way to it by the names of elements, see `pathTo`. */
  path(): string
  /** See `nameOf`. */
  name(): string
}

/** That of the document. */
export const rootTitle: Title = { path: () => '', name: () => '' }

/** How properties without a name are called behind the one that they belong to. */
const childNames: Readonly<Record<string, string>> = { items: '[]', key: '{key}', value: '{value}' }

/** Of an element in a member. */
export class MemberTitle implements Title {
  readonly #around: Title
  readonly #key: string
  readonly #element: string
  #path: string | undefined
  #name: string | undefined

  constructor(around: Title, key: string, element: string) {
    this.#around = around
    this.#key = key
    this.#element = element
  }

  path(): string {
    this.#path ??= pathTo(this.#around, memberStep(this.#key))
    return this.#path
  }

  name(): string {
    if (this.#element !== 'property') return this.#around.name()
    this.#name ??= `${this.#around.name()}${childNames[this.#key] ?? `.${this.#key}`}`
    return this.#name
  }
}

/** A list in an element. */
export interface TitledList {
  readonly key: string
  readonly shape: ListShape
  /** Of the element around it. */
  readonly around: Title
}

/** Of an item of a list. */
export class ItemTitle implements Title {
  readonly #list: TitledList
  readonly #element: string
  readonly #item: Item
  #path: string | undefined
  #name: string | undefined

  constructor(list: TitledList, element: string, item: Item) {
    this.#list = list
    this.#element = element
    this.#item = item
  }

  path(): string {
    const { around, key, shape } = this.#list
    this.#path ??= pathTo(around, itemStep(key, this.#item.node, this.#item.index, shape))
    return this.#path
  }

  name(): string {
    const { around, shape } = this.#list
    this.#name ??= nameOf(this.#element, around.name(), this.#item.node, shape)
    return this.#name
  }
}
