const unknownAuthority =
  'its certificate is not signed by an authority that this computer knows; name the file of the authority in NODE_EXTRA_CA_CERTS'

/** What errors of connections mean, by their codes. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; is the registry running?',
  ECONNRESET: 'the connection was closed before the answer was complete',
  EPIPE: 'the connection was closed before the request was complete',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  ENOTFOUND: 'the name of the host is not known',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  ETIMEDOUT: 'the host does not answer',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the host',
  UND_ERR_CONNECT_TIMEOUT: 'the host does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'the answer takes too long',
  UND_ERR_BODY_TIMEOUT: 'the answer takes too long',
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; is the clock of this computer right?',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
  EPROTO: 'it does not speak TLS, or not a version that this computer speaks; is the URL one with http://?',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS; is the URL one with http://?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS; is the URL one with http://?',
}

/** Faults that are the same at the next try. */
const lasting = /CERT|^ERR_TLS|^ERR_SSL|^EPROTO|^ENOTFOUND|^ERR_INVALID|^UNABLE_TO|^HPE_/

/** Why a request got no answer. */
export interface ConnectionFault {
  /** In plain words. */
  readonly reason: string
  /** Whether another try may succeed. */
  readonly isPassing: boolean
}

/** What an error of `fetch` means. Its own message is "fetch failed"; the reason is its cause, or the first of several. */
export function connectionFault(error: unknown, timeout: number): ConnectionFault {
  if ((error as { name?: string }).name === 'TimeoutError')
    return { reason: `no answer within ${timeout / 1000} s`, isPassing: true }
  const { name, code, message } = causeOf(error)
  if (name === 'HTTPParserError' || code.startsWith('HPE_'))
    return { reason: 'what it answers is not HTTP', isPassing: false }
  // fetch tells it by nothing else
  if (message === 'bad port')
    return {
      reason: 'Node.js sends no requests to this port, as browsers do not; use another port',
      isPassing: false,
    }
  const reason = meanings[code] ?? (message || code)
  return { reason, isPassing: !lasting.test(code) }
}

function causeOf(error: unknown): { name: string; code: string; message: string } {
  let cause = error as {
    name?: string
    code?: unknown
    message?: string
    cause?: unknown
    errors?: unknown[]
  }
  for (let depth = 0; depth < 5; depth++) {
    const inner = cause.cause ?? cause.errors?.[0]
    if (typeof cause.code === 'string' || typeof inner !== 'object' || inner === null) break
    cause = inner
  }
  const { name = '', code, message = String(cause) } = cause
  return { name, code: typeof code === 'string' ? code : '', message }
}
