/** What Node and OpenSSL say of a certificate, and what it means to the operator. */
const certificateFaults: readonly [RegExp, string][] = [
  [
    /self.signed|unable to (get|verify)|issuer|not trusted|untrusted/i,
    'it does not come from an authority that is trusted',
  ],
  [/certificate has expired/i, 'it has expired'],
  [/certificate is not yet valid/i, 'it is not valid yet'],
  [/does not match certificate's altnames/i, 'it is not for the host of the DSN'],
  [/certificate|invalid CA|unsupported purpose/i, 'it is not valid for this use'],
]

const noTls = 'the server offers no TLS, which the DSN asks for'

interface TlsError {
  readonly code?: unknown
  readonly message?: string | undefined
}

/**
 * Why TLS with a server came to nothing; undefined for an error of another kind. To try again would not help. The
 * drivers keep Node's text of the error, but not always its code.
 */
export function tlsRefusal({ code, message = '' }: TlsError): string | undefined {
  const name = typeof code === 'string' ? code : ''
  if (name === 'HANDSHAKE_NO_SSL_SUPPORT') return noTls
  // PostgreSQL without TLS ends the connection; its driver goes on whatever the server answers
  if (name === 'ECONNRESET' && message.includes('before secure TLS connection')) return noTls
  if (name.startsWith('ERR_SSL_')) return `the server and this service do not agree on TLS (${name})`
  const isTlsCode =
    name === 'HANDSHAKE_SSL_ERROR' || name === 'ESOCKET' || name === 'ERR_TLS_CERT_ALTNAME_INVALID'
  if (!isTlsCode && !certificateCode.test(name)) return undefined
  const fault = certificateFaults.find(([pattern]) => pattern.test(message))
  return fault && `the certificate of the server was refused: ${fault[1]}`
}

/** OpenSSL's names of what is wrong with a certificate, as Node gives them. */
const certificateCode = /CERT|CRL|ISSUER|LEAF_SIGNATURE|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH/
