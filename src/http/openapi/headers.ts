/** The response headers that the API description refers to. */
export const headers = {
  ETag: text(
    'Changes whenever the document does; each representation has its own.',
    '"YHPdQyzOQGKCLQTsnNsJWg"',
  ),
  Vary: text('The representation depends on `Accept`.', 'Accept'),
  'Cache-Control': text('A stored answer is to be revalidated before it is used.', 'no-cache'),
  'Content-Location': text('Where this very version is.', '/contracts/sales.orders/versions/1.0.0'),
  'DC43-Contract-Version': text(
    'The version; characters outside printable ASCII, and %, are percent-encoded.',
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
  Allow: text('The methods of the resource.', 'GET, HEAD, PUT, OPTIONS'),
  'Retry-After': text('Seconds after which to try again.', '1'),
  'WWW-Authenticate': text('How to authenticate.', 'Bearer'),
}

/** The request headers that the API description refers to, beside Accept and Content-Type, which OpenAPI knows. */
export const requestHeaders = {
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    description: 'Entity tags of the representations the client has; `*` for any. A match is answered 304.',
    schema: { type: 'string' },
    example: '"YHPdQyzOQGKCLQTsnNsJWg"',
  },
  'Content-Encoding': {
    name: 'Content-Encoding',
    in: 'header',
    description: 'How the body is compressed.',
    schema: { type: 'string', enum: ['gzip', 'identity'] },
    example: 'gzip',
  },
}

function text(description: string, example: string): object {
  return { description, schema: { type: 'string' }, example }
}
