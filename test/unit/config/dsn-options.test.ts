import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { knownOptions } from '../../../src/config/dsn/options.ts'
import { problems } from './support.ts'

const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')

/** What is wrong with a DSN that stands in a variable. */
function problemsWith(dsn: string): readonly string[] {
  return problems(undefined, { DC43_CONTRACT_STORE_DSN: dsn })
}

describe('an option of a DSN that would be ignored is an error', () => {
  test.each([
    ['postgresql://h/d?sslmod=require', 'sslmod; did you mean sslmode? Known: sslmode, sslrootcert, '],
    ['postgres://u:p@h/d?application_nam=x', 'application_nam; did you mean application_name? Known: '],
    ['postgresql+psycopg://h/d?sslmode=require&passfile=/x', 'passfile; known: sslmode, '],
    ['postgresql://h/d?charset=utf8mb4', 'charset; known: sslmode, '],
    ['postgresql://h/d?SSLMODE=require', 'SSLMODE; did you mean sslmode? Known: '],
    ['mysql+pymysql://h/d?ssl_verify_certs=true', 'ssl_verify_certs; did you mean ssl_verify_cert? Known: '],
    ['mysql://h/d?sslmode=require', 'sslmode; did you mean ssl_mode? Known: unix_socket, ssl, '],
    ['mariadb://h/d?read_timeout=3', 'read_timeout; known: unix_socket, '],
    ['mysql://h/d?__proto__=x', '__proto__; known: unix_socket, '],
  ])('%s', (dsn, rest) => {
    const [problem, ...others] = problemsWith(dsn)
    expect(others).toEqual([])
    expect(problem).not.toContain('\n')
    expect(problem).toContain(
      `variable DC43_CONTRACT_STORE_DSN: contract_store.dsn has an unknown option ${rest}`,
    )
  })

  test('whose name may be the rest of a password is not repeated', () => {
    const [problem] = problemsWith('postgresql://u:a@b?sEcReT=1@h/d')
    expect(problem).toContain('contract_store.dsn has an unknown option; known: ')
    expect(problem).not.toContain('sEcReT')
  })
})

describe('a value that is not understood is an error', () => {
  test.each([
    [
      'postgresql://h/d?sslmode=on',
      'sslmode',
      'one of disable, allow, prefer, require, verify-ca, verify-full',
    ],
    ['postgresql://h/d?connect_timeout=0', 'connect_timeout', 'a number of seconds from 0.1 to 300'],
    ['postgresql://h/d?connect_timeout=soon', 'connect_timeout', 'a number of seconds from 0.1 to 300'],
    ['postgresql://h/d?client_encoding=latin1', 'client_encoding', 'one of utf8, '],
    ['postgresql://h/d?channel_binding=require', 'channel_binding', 'one of disable, prefer'],
    ['postgresql://h/d?target_session_attrs=standby', 'target_session_attrs', 'one of any, '],
    ['postgresql://h/d?application_name=%C3%A9', 'application_name', 'at most 63 printable ASCII characters'],
    ['mysql://h/d?ssl_verify_cert=ture', 'ssl_verify_cert', 'one of true, false, '],
    ['mysql://h/d?ssl=require', 'ssl', 'one of true, false, '],
    ['mysql://h/d?ssl_mode=PREFERRED', 'ssl_mode', 'one of disabled, required, verify_ca, verify_identity'],
    ['mysql://h/d?charset=latin1', 'charset', 'one of utf8mb4, '],
  ])('%s', (dsn, option, expected) => {
    expect(problemsWith(dsn)).toEqual([
      expect.stringContaining(
        `contract_store.dsn has an option ${option} with a value that is not accepted; expected ${expected}`,
      ),
    ])
  })
})

describe('DSNs as Python services have them are accepted', () => {
  test.each([
    'postgresql+psycopg://u:p@h/d?sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/c.pem&sslkey=/k.pem',
    'postgresql+psycopg2://u:p@h/d?connect_timeout=10&application_name=dc43&client_encoding=UTF8',
    'postgresql://h/d?options=-c%20search_path%3Dx&target_session_attrs=read-write&keepalives=1&keepalives_idle=30',
    'postgresql://h/d?sslmode=require&channel_binding=prefer&gssencmode=disable&sslmode=',
    'mysql+pymysql://u:p@h/d?charset=utf8mb4&binary_prefix=true&connect_timeout=2.5',
    'mysql+mysqldb://u:p@h/d?ssl_mode=VERIFY_IDENTITY&ssl_ca=/ca.pem&ssl_check_hostname=true',
    'mysql://u:p@h/d?ssl-mode=REQUIRED',
    'mysql+mysqlconnector://u:p@h/d?collation=utf8mb4_unicode_ci&auth_plugin=caching_sha2_password&ssl_disabled=True',
    'mariadb+mariadbconnector://u:p@h/d?ssl=true&ssl_verify_cert=yes',
    'mysql://u@/d?unix_socket=/run/mysqld.sock&autocommit=true&use_unicode=1&use_pure=True&program_name=x',
    'mssql+pyodbc://h/d?driver=ODBC+Driver+18+for+SQL+Server&Encrypt=yes&anything=else',
  ])('%s', dsn => {
    expect(problemsWith(dsn)).toEqual([])
  })
})

test.each(['postgres', 'mysql'] as const)('docs/configuration.md names each option of %s', dialect => {
  for (const option of knownOptions(dialect)) expect(page).toContain(`\`${option}\``)
})
