/** The response headers that the API description refers to. */
export const headers = {
  ETag: text(
    'Changes whenever the document does; each representation has its own.',
    '"2-YHPdQyzOQGKCLQTsnNsJWg.1x2y3z"',
  ),
  Vary: text(
    'The request headers that the answer depends on: `Accept`, and who asks where callers are told apart.',
    'Authorization, x-api-key, Accept',
  ),
  'Cache-Control': text(
    'How long an answer may be used again, and that it may be used when the service is away; `private` to who has shown a token.',
    'max-age=0, stale-if-error=86400',
  ),
  Location: text('Where it is, relative to the URL of the request.', '../../../../test-runs/spark%3A1'),
  'Content-Location': text(
    'Where this very version is, relative to the URL of the request.',
    'versions/1.0.0',
  ),
  'DC43-Contract-Version': text(
    'The version; characters outside printable ASCII, %, and blanks at its ends are percent-encoded.',
    '1.0.0',
  ),
  'DC43-Contract-Status': text(
    'The `status` of the document when it has one; encoded as the version.',
    'active',
  ),
  'DC43-Fingerprint': text(
    'SHA-256 of the canonical form of the document.',
    '297208cf6142422a9f4cf722d245a081d36f26b113c92c296626d7f38c864282',
  ),
  'DC43-Revision': text('How often the version has changed, from 1.', '2'),
  'DC43-Action': text(
    'What was done: `create`, `update`, or `no-op` when the version was what was sent already.',
    'update',
  ),
  'DC43-Validation': text(
    'How many findings a validation of the document has; absent when `validation.mode` is off.',
    'errors=0, warnings=1, infos=0',
  ),
  'Location-HTML': text(
    'The URL of the version, or of the test run, which the Data Contract CLI shows.',
    'https://registry.example.com/contracts/sales.orders/versions/1.0.0',
  ),
  Deprecation: text(
    'Since when the version is deprecated or retired, in seconds since 1970 (RFC 9745).',
    '@1774958400',
  ),
  Sunset: text('When the version stops being supported (RFC 8594).', 'Wed, 30 Sep 2026 00:00:00 GMT'),
  Link: text(
    'Of a version, the one before it and, when it is on its way out, the one that takes its place; of a page, the next one. Relative to the URL of the request.',
    '<versions/2.0.0>; rel="successor-version"',
  ),
  'Retry-After': text('Seconds after which to try again.', '1'),
  'WWW-Authenticate': text('How to authenticate.', 'Bearer'),
}

export type HeaderName = keyof typeof headers

/** The request headers that the API description refers to, beside Accept and Content-Type, which OpenAPI knows. */
export const requestHeaders = {
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    description:
      'Entity tags of the representations the client has; `*` for any. A match is answered 304, and 412 where something is to be changed: `*` creates only.',
    schema: { type: 'string' },
    example: '"2-YHPdQyzOQGKCLQTsnNsJWg.1x2y3z"',
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    description:
      'Entity tags of the states in which the version may be; `*` for any, as long as it is there. Otherwise nothing is done, which is answered 412.',
    schema: { type: 'string' },
    example: '"2-YHPdQyzOQGKCLQTsnNsJWg.1x2y3z"',
  },
  'DC43-Change-Reason': {
    name: 'DC43-Change-Reason',
    in: 'header',
    description: 'Why the change is made, for the history.',
    schema: { type: 'string' },
    example: 'approved by the data council',
  },
  'Content-Encoding': {
    name: 'Content-Encoding',
    in: 'header',
    description: 'How the body is compressed: `gzip`, or `identity` for not at all.',
    schema: { type: 'string', pattern: '^(gzip|x-gzip|identity)?$' },
    example: 'gzip',
  },
}

export type RequestHeaderName = keyof typeof requestHeaders

function text(description: string, example: string): object {
  return { description, schema: { type: 'string' }, example }
}
