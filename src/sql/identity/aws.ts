import type { ServerDsn } from '../../config/dsn/dsn.ts'

const defaultPorts = { postgres: 5432, mysql: 3306, mssql: 1433 }

/**
 * A token of RDS for the user of the DSN, signed with the credentials that the SDK finds: those of the task, the instance
 * or the environment. It is made without a network when these are at hand, and is good for 15 minutes.
 */
export async function rdsToken(dsn: ServerDsn, region: string | undefined): Promise<string> {
  const { Signer } = await loadSigner()
  const known = region ?? regionOf(dsn.host)
  const signer = new Signer({
    hostname: dsn.host,
    port: dsn.port ?? defaultPorts[dsn.dialect],
    username: dsn.user ?? '',
    ...(known !== undefined && { region: known }),
  })
  return signer.getAuthToken()
}

/** The region in a name such as `db.abc.eu-west-1.rds.amazonaws.com`; without one, the SDK looks into the environment. */
export function regionOf(host: string): string | undefined {
  return /\.([a-z0-9-]+)\.rds\.amazonaws\.com(\.cn)?$/.exec(host)?.[1]
}

/** An optional package: whoever has no database on AWS may leave it out. */
async function loadSigner(): Promise<typeof import('@aws-sdk/rds-signer')> {
  try {
    return await import('@aws-sdk/rds-signer')
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new Error('the package @aws-sdk/rds-signer is not installed', { cause: error })
  }
}
