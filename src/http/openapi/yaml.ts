import type { FastifyInstance } from 'fastify'
import { Document, isCollection, isScalar, isSeq, visit } from 'yaml'

/** How many characters of JSON still stand in one line. */
const lineLength = 120

/** An example as YAML, which is read as a whole. */
const exampleLength = 400

/**
 * The description as YAML. It is quoted so that readers of YAML 1.1 do not take a word or a time for something else, and
 * what is short, or a list of mere values, stands in one line.
 */
export function descriptionYaml(app: FastifyInstance): string {
  const document = new Document(app.swagger(), { compat: 'yaml-1.1', aliasDuplicateObjects: false })
  visit(document, {
    Pair(_, pair) {
      const isExample = isScalar(pair.key) && pair.key.value === 'value'
      if (isExample && isCollection(pair.value) && JSON.stringify(pair.value).length <= exampleLength)
        pair.value.flow = true
    },
    Collection(_, collection) {
      const isList = isSeq(collection) && collection.items.every(isShortScalar)
      if (isList || JSON.stringify(collection).length <= lineLength) collection.flow = true
    },
    Scalar(_, scalar) {
      // PyYAML takes a question mark in such a line for the mark of a key
      if (`${scalar.value}`.includes('?')) scalar.type = 'QUOTE_DOUBLE'
    },
  })
  return document.toString({ indentSeq: false, lineWidth: 0, flowCollectionPadding: false })
}

/** Texts of several lines are written as they are. */
function isShortScalar(item: unknown): boolean {
  return isScalar(item) && !`${item.value}`.includes('\n')
}
