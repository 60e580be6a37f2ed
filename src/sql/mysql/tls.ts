import { connect, isIP, type Socket } from 'node:net'
import type { PoolOptions } from 'mysql2'
import type { ServerDsn } from '../../config/dsn/dsn.ts'
import { isOn, tlsUse } from '../../config/dsn/tls.ts'
import { readTlsFiles } from '../tls-files.ts'

/** TLS as PyMySQL's `ssl_…` options and mysqlclient's `ssl_mode` ask for it. */
export function tlsOf({ host, port, options }: ServerDsn): Pick<PoolOptions, 'ssl' | 'stream'> {
  if (tlsUse('mysql', options) === 'never') return {}
  const mode = (options.ssl_mode ?? options['ssl-mode'])?.toLowerCase()
  const verifyIdentity =
    mode === 'verify_identity' || isOn(options.ssl_verify_identity) || isOn(options.ssl_check_hostname)
  const verifyCert = isOn(options.ssl_verify_cert ?? String(options.ssl_ca !== undefined))
  return {
    ssl: {
      rejectUnauthorized: verifyCert || verifyIdentity || mode === 'verify_ca',
      verifyIdentity,
      ...readTlsFiles(
        { option: 'ssl_ca', path: options.ssl_ca },
        { option: 'ssl_cert', path: options.ssl_cert },
        { option: 'ssl_key', path: options.ssl_key },
      ),
    },
    ...(isIP(host) && { stream: () => connectTo(host, port ?? 3306) }),
  }
}

/**
 * A connection to an address. The driver names no host to Node when it is an address, and Node would then compare the
 * certificate with `localhost`, unless the socket knows better, as it does after it has looked up a name.
 */
function connectTo(address: string, port: number): Socket {
  const socket: Socket & { _host?: string } = connect({ host: address, port, keepAlive: true, noDelay: true })
  socket._host = address
  return socket
}
