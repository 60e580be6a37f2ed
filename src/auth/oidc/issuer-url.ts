const local = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether keys that come from a URL can be trusted: it is `https`, or `http` on this machine. On any other way, somebody
 * could put keys of his own in place of the issuer's.
 */
export function isIssuerUrl(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && local.includes(url.hostname))
}
