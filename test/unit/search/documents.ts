import { readStored } from '../../../src/domain/contract-version.ts'
import type { Catalogue, CatalogueField } from '../../../src/search/catalogue/catalogue.ts'
import { catalogueOf } from '../../../src/search/catalogue/read-catalogue.ts'

/** The catalogue of a document that was stored as the contract `shop.orders`, unless said otherwise. */
export function catalogued(document: unknown, contractId = 'shop.orders'): Catalogue {
  return catalogueOf(readStored(JSON.stringify(document)), { contractId, version: '1.0.0' })
}

/** What a JSON Pointer points at. */
export function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document)
}

/** The texts of a catalogue in short: `kind pointer: text`. */
export function linesOf({ texts }: Catalogue): string[] {
  return texts.map(({ kind, pointer, text }) => `${kind} ${pointer}: ${text}`)
}

/** A field with nothing but its name. */
export function fieldNamed(name: string, more: Partial<CatalogueField> = {}): CatalogueField {
  return {
    position: 1,
    pointer: `/schema/0/properties/${name}`,
    path: `orders.${name}`,
    name,
    physicalName: undefined,
    kind: 'property',
    logicalType: undefined,
    physicalType: undefined,
    classification: undefined,
    required: false,
    primaryKey: false,
    criticalDataElement: false,
    ...more,
  }
}
