import type { ErrorCode } from '../../domain/errors.ts'

/** The codes of all problems an answer may have: the registry's own, and one for faults of this service. */
export type ProblemCode = ErrorCode | 'internal-error'

interface ProblemKind {
  readonly status: number
  readonly title: string
  /** What `detail` says when it may not say what happened. */
  readonly detail?: string
}

/** The one table from what went wrong to how HTTP says it. */
export const problemKinds = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'malformed-document': { status: 400, title: 'The document is not well-formed JSON or YAML' },
  'invalid-document': { status: 400, title: 'The document is not a valid contract' },
  unauthenticated: { status: 401, title: 'Authentication is required' },
  forbidden: { status: 403, title: 'The caller does not have the permission' },
  'out-of-scope': { status: 403, title: 'The caller has the permission for other contracts only' },
  'contract-not-found': { status: 404, title: 'There is no such contract' },
  'version-not-found': { status: 404, title: 'There is no such contract version' },
  'no-matching-version': { status: 404, title: 'No version of the contract matches' },
  'revision-not-found': { status: 404, title: 'The version has no such state' },
  'link-not-found': { status: 404, title: 'The dataset is not linked to a contract' },
  'run-not-found': { status: 404, title: 'There is no such test run' },
  'schema-not-found': { status: 404, title: 'There is no such schema' },
  'route-not-found': { status: 404, title: 'There is no such resource' },
  'method-not-allowed': { status: 405, title: 'The resource does not have this method' },
  'not-acceptable': { status: 406, title: 'The document has no such representation' },
  'overwrite-refused': { status: 409, title: 'The content of this version may not be changed' },
  'transition-refused': { status: 409, title: 'The status may not be changed in this way' },
  'incompatible-change': { status: 409, title: 'The version breaks what others rely on' },
  'version-order': { status: 409, title: 'The version is not above the ones there are' },
  'approved-version': { status: 409, title: 'An approved version may not be deleted' },
  'status-not-editable': { status: 409, title: 'The status in the YAML text cannot be changed alone' },
  'run-conflict': { status: 409, title: 'Another report of this test run is kept' },
  'precondition-failed': { status: 412, title: 'The version is not in the expected state' },
  'document-too-large': { status: 413, title: 'The request body is too large' },
  'unsupported-media-type': { status: 415, title: 'The media type is not supported' },
  'unsupported-encoding': { status: 415, title: 'The content encoding is not supported' },
  'precondition-required': { status: 428, title: 'A precondition is required' },
  'too-many-attempts': { status: 429, title: 'Too many attempts to authenticate have failed' },
  'rate-limited': { status: 429, title: 'Too many requests of one caller' },
  'internal-error': {
    status: 500,
    title: 'The service failed',
    detail: 'the request could not be completed',
  },
  'dataset-events-not-kept': { status: 501, title: 'Events of datasets are not kept' },
  'not-implemented': { status: 501, title: 'This service does not do that' },
  'identity-provider-unavailable': { status: 503, title: 'The issuer of the token is not available' },
  'store-busy': { status: 503, title: 'The store is busy' },
  'store-unavailable': { status: 503, title: 'The store is not available' },
  overloaded: { status: 503, title: 'The service has too much to do' },
  'shutting-down': { status: 503, title: 'The service is being stopped' },
} as const satisfies Record<ProblemCode, ProblemKind>

export const problemMediaType = 'application/problem+json'

/** The URI that identifies a kind of problem; it is a name, not a place. */
export function problemType(code: ProblemCode): string {
  return `urn:dc43-registry:problem:${code}`
}
