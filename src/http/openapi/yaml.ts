import type { FastifyInstance } from 'fastify'
import { Document, isScalar, visit } from 'yaml'

/**
 * The description as YAML. It is quoted so that readers of YAML 1.1 do not take a word or a time for something else, and
 * short lists stand in one line.
 */
export function descriptionYaml(app: FastifyInstance): string {
  const document = new Document(app.swagger(), { compat: 'yaml-1.1', aliasDuplicateObjects: false })
  visit(document, {
    Seq(_, list) {
      if (list.items.every(isScalar)) list.flow = true
    },
  })
  return document.toString({ indentSeq: false, lineWidth: 0, flowCollectionPadding: false })
}
