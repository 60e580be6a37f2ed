/** What a text of a contract is. */
export const textKinds = ['id', 'name', 'description', 'tag', 'owner', 'field', 'field-description'] as const
export type TextKind = (typeof textKinds)[number]

/** A text whose words can be searched. */
export interface CatalogueText {
  readonly kind: TextKind
  /** JSON Pointer into the document; empty for the contract id where the document does not have it. */
  readonly pointer: string
  readonly text: string
}

/** A schema object or property, at any depth. */
export interface CatalogueField {
  /** Its place among those of the document, see `positionAfter`. */
  readonly position: number
  readonly pointer: string
  /** The names from the schema object down: `orders.items[].sku`. Its beginning only, when it is very long. */
  readonly path: string
  /** Empty where the document gives none, as for the items of an array. */
  readonly name: string
  readonly physicalName: string | undefined
  readonly kind: 'object' | 'property'
  readonly logicalType: string | undefined
  readonly physicalType: string | undefined
  readonly classification: string | undefined
  readonly required: boolean
  readonly primaryKey: boolean
  readonly criticalDataElement: boolean
}

/** What can be searched, listed and counted of a contract version. */
export interface Catalogue {
  readonly name: string | undefined
  /** Of the texts that describe the contract the one for a list of contracts, at most 1,000 characters of it. */
  readonly description: string | undefined
  readonly status: string | undefined
  readonly owner: string | undefined
  /** Every name by which the contract's owner may be asked for, `owner` first: the team, and people who own it. */
  readonly owners: readonly string[]
  readonly domain: string | undefined
  readonly dataProduct: string | undefined
  readonly tenant: string | undefined
  readonly apiVersion: string | undefined
  /** The contract's own tags. */
  readonly tags: readonly string[]
  /** The tags of its schema objects and properties that are not the contract's as well. */
  readonly elementTags: readonly string[]
  readonly serverTypes: readonly string[]
  readonly texts: readonly CatalogueText[]
  readonly fields: readonly CatalogueField[]
  /** The descriptions of fields that have one, by their positions, in order. */
  readonly fieldDescriptions: ReadonlyMap<number, string>
  /** The parts of which the document has more than is taken. */
  readonly cut: readonly CataloguePart[]
}

/** What is taken of a document up to a number. */
export type CataloguePart = 'fields' | 'tags' | 'words'
