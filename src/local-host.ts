/** Whether a host of a URL or a DSN is this machine, so that what is sent to it cannot be read on the way. */
export function isLocalHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)
}

/** Whether nobody on the way can read or change what is sent to a URL: it is `https`, or `http` on this machine. */
export function isConfidential({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLocalHost(hostname))
}
