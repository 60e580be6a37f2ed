import { yamlMediaTypes } from '../representations/media-types.ts'
import { contract, contractYaml } from '../wire/contract.ts'
import { dryRun } from '../wire/dry-run.ts'
import type { HeaderName } from './headers.ts'
import type { Answer, Operation, RequestBody } from './operation.ts'

// RFC 9512 registers the first; each of them described would say the same again
const [yamlType = '', ...otherYamlTypes] = yamlMediaTypes

const documentHeaders: readonly HeaderName[] = [
  'ETag',
  'Vary',
  'Cache-Control',
  'Content-Location',
  'DC43-Contract-Version',
  'DC43-Contract-Status',
  'DC43-Fingerprint',
  'DC43-Revision',
  'Deprecation',
  'Sunset',
  'Link',
]

/** The answer to a client that has the representation. */
export const notModified: Answer = {
  name: 'NotModified',
  description: 'The client has the document already, by its `If-None-Match`. The headers are those of a 200.',
}

/** The answers of a route that reads one document. */
export const documentAnswers: Operation['answers'] = {
  200: {
    name: 'Document',
    description: 'The document: as JSON, or as the YAML that was uploaded.',
    headers: documentHeaders,
    content: { 'application/json': contract, [yamlType]: contractYaml },
  },
  304: notModified,
}

/** The answers of a route that reads one document in YAML only. */
export const yamlAnswers: Operation['answers'] = {
  ...documentAnswers,
  200: {
    name: 'YamlDocument',
    description: 'The document as the YAML that was uploaded, or made of the JSON that was.',
    headers: documentHeaders.filter(name => name !== 'Vary'),
    content: { [yamlType]: contractYaml },
  },
}

/** The body of a route that takes a document. */
const documentBody: RequestBody = {
  name: 'Document',
  description: `The document in UTF-8; \`Content-Encoding: gzip\` is understood. ${otherYamlTypes.map(type => `\`${type}\``).join(', ')} mean the same as \`${yamlType}\`.`,
  content: { 'application/json': contract, [yamlType]: contractYaml },
}

/** What a route that takes a document understands, and how it may refuse the body. */
export const documentUpload = {
  requestBody: documentBody,
  requestHeaders: ['Content-Encoding'],
  problems: ['malformed-document', 'document-too-large', 'unsupported-media-type', 'unsupported-encoding'],
} as const satisfies Partial<Operation>

/** What a route that publishes a document understands, and how it may refuse to. */
export const publication = {
  ...documentUpload,
  requestHeaders: [...documentUpload.requestHeaders, 'If-Match', 'If-None-Match', 'DC43-Change-Reason'],
  problems: [
    ...documentUpload.problems,
    ...(['invalid-document', 'overwrite-refused', 'transition-refused', 'version-order'] as const),
    ...(['incompatible-change', 'out-of-scope', 'precondition-failed', 'precondition-required'] as const),
  ],
} as const satisfies Partial<Operation>

/** The answer to a dry run, in the API description. */
export const dryRunAnswer: Answer = {
  name: 'DryRun',
  description: 'With `dry_run=true`: what would happen. Nothing was changed.',
  content: { 'application/json': dryRun },
}
