import { isConfidential } from '../../local-host.ts'

/**
 * Whether keys that come from a URL can be trusted: it is `https`, or `http` on this machine. Otherwise somebody on the
 * network could replace the keys of the issuer.
 */
export function isIssuerUrl(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false
  return isConfidential(url)
}
