import { isConfidential } from '../local-host.ts'
import type { Dsn } from './dsn/dsn.ts'
import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'

/** What the configuration says about Collibra. */
export interface CollibraValues {
  readonly baseUrl?: string
  readonly token?: string
  readonly username?: string
  readonly password?: string
  readonly contractsEndpointTemplate?: string
  readonly catalog?: object
}

/** The index of Collibra when none is named, in the working directory. The history is kept nowhere else. */
export const collibraIndex: Dsn = { dialect: 'sqlite', file: 'collibra-index.db', options: {} }

/** What does not fit together. */
export function collibraProblems(
  { baseUrl = '', token, username, password, contractsEndpointTemplate, catalog }: CollibraValues,
  indexDsn: Dsn,
  givenValues: ReadonlyMap<string, GivenValue>,
): Problem[] {
  const problem = (key: string, text: string): Problem => {
    const name = `contract_store.${key}`
    return { origin: givenValues.get(name)?.origin ?? { kind: 'default' }, text: `${name} ${text}` }
  }
  const user = { username, password }
  const set = Object.entries(user).filter(([, value]) => value !== undefined)
  const missing = Object.entries(user).filter(([, value]) => value === undefined)
  return [
    ...(token === undefined
      ? set.flatMap(([key]) =>
          missing.map(([other]) =>
            problem(key, `is set, but contract_store.${other} is not; set both, or a token`),
          ),
        )
      : set.map(([key]) => problem(key, 'is set, but contract_store.token as well; keep one of the two'))),
    ...((token !== undefined || set.length > 0) && !isConfidential(new URL(baseUrl))
      ? [problem('base_url', 'is not https, without which a token or password must not be sent; use https')]
      : []),
    ...(contractsEndpointTemplate !== undefined && catalog === undefined
      ? [
          problem(
            'contracts_endpoint_template',
            'is set, but contract_store.catalog is not, which names the contracts',
          ),
        ]
      : []),
    ...(indexDsn.dialect === 'sqlite' && indexDsn.file === undefined
      ? [
          problem(
            'index_dsn',
            'is in memory, but the history is kept there and nowhere else; name a file or a server',
          ),
        ]
      : []),
  ]
}
