/** Every reason this service gives for refusing a request, as the stable word clients may test for. */
export type ErrorCode =
  | 'invalid-request'
  | 'malformed-document'
  | 'invalid-document'
  | 'contract-not-found'
  | 'version-not-found'
  | 'no-matching-version'
  | 'revision-not-found'
  | 'overwrite-refused'
  | 'transition-refused'
  | 'version-order'
  | 'incompatible-change'
  | 'approved-version'
  | 'status-not-editable'
  | 'precondition-failed'
  | 'precondition-required'
  | 'link-not-found'
  | 'schema-not-found'
  | 'run-not-found'
  | 'run-conflict'
  | 'dataset-events-not-kept'
  | 'route-not-found'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'not-implemented'
  | 'unauthenticated'
  | 'too-many-attempts'
  | 'forbidden'
  | 'out-of-scope'
  | 'unsupported-media-type'
  | 'unsupported-encoding'
  | 'document-too-large'
  | 'identity-provider-unavailable'
  | 'store-busy'
  | 'store-unavailable'
  | 'shutting-down'
  | 'overloaded'
  | 'rate-limited'

/** How much a finding of a validation counts. */
export type Severity = 'error' | 'warning' | 'info'

/** How many findings there are of each severity. */
export type FindingCounts = Readonly<Record<Severity, number>>

/** One thing that is wrong with a document or a request, and where. */
export interface Finding {
  /** What is wrong and what is allowed. */
  detail: string
  /** JSON Pointer (RFC 6901) into the document; the empty string is the whole of it. */
  pointer: string
  /** Line in the text the caller sent, from 1. */
  line?: number
  /** Column in the text the caller sent, from 1, in UTF-16 code units. */
  column?: number
  /** Of a validation: how much it counts, the rule that was looked at, and where the rule comes from. */
  severity?: Severity
  rule?: string
  source?: string
}

/** Thrown wherever a rule of the registry is broken; turned into an HTTP answer in one place. */
export class RegistryError extends Error {
  readonly code: ErrorCode
  readonly findings: readonly Finding[]
  /** Seconds after which to try again, where whoever is away has said so. */
  readonly retryAfter: number | undefined

  constructor(
    code: ErrorCode,
    detail: string,
    findings: readonly Finding[] = [],
    options: ErrorOptions & { readonly retryAfter?: number } = {},
  ) {
    super(detail, options)
    this.name = 'RegistryError'
    this.code = code
    this.findings = findings
    this.retryAfter = options.retryAfter
  }
}
