import { describe, expect, test } from 'vitest'
import { RegistryError } from '../../../../src/domain/errors.ts'
import { filterTerms, type SearchFilters } from '../../../../src/search/language/filters.ts'
import { typeKeysOf } from '../../../../src/search/language/type-key.ts'

function phrasesOf(filters: SearchFilters): string[][] {
  return filterTerms(filters).map(({ alternatives }) => {
    return alternatives.map(({ phrases, needsOrder }) => {
      expect(needsOrder).toBe(false)
      return phrases.map(({ tokens, isPrefix }) => `${tokens.join(' ')}${isPrefix ? '*' : ''}`).join()
    })
  })
}

describe('the filter', () => {
  test.each<[SearchFilters, string[][]]>([
    [{ field_name: ['customerId'] }, [['fncustomerid']]],
    [{ field_name: ['Customer_I*'] }, [['fncustomeri*']]],
    [{ field_type: ['VARCHAR (10)'] }, [['ftvarcharz001410z0015']]],
    [{ classification: ['PII'] }, [['fcpii']]],
    [{ owner: ['Team  Commerce', 'sales'] }, [['owteamz000wcommerce', 'owsales']]],
    [{ owner: ['c*'] }, [['owcz0016']]],
    [{ status: ['Active', 'none'] }, [['stactive', 'stnone']]],
    [{ tag: ['a'], domain: ['b'], data_product: ['c'] }, [['dmb'], ['dpc'], ['tga']]],
    [{ server_type: ['Postgres'], tenant: ['T'] }, [['svpostgres'], ['tet']]],
    [{ owner: [], tag: undefined }, []],
    [{}, []],
  ])('%j asks for', (filters, phrases) => {
    expect(phrasesOf(filters)).toEqual(phrases)
  })

  test.each<[SearchFilters, string]>([
    [{ owner: [''] }, 'owner is empty'],
    [{ data_product: ['a', ' \t'] }, 'data_product is empty'],
    [{ field_name: ['*'] }, 'field_name is "*", where a * does not end a name'],
    [{ field_name: [' *'] }, 'field_name is " *", where'],
    [{ field_name: ['c*t'] }, 'field_name is "c*t", where'],
    [{ field_name: ['c**'] }, 'field_name is "c**", where'],
  ])('%j is refused', (filters, detail) => {
    const error: unknown = (() => {
      try {
        return filterTerms(filters)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(RegistryError)
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining(detail) })
  })
})

test.each([
  ['varchar(10)', ['varchar(10)', 'varchar']],
  ['DECIMAL ( 10, 2 )', ['decimal(10,2)', 'decimal']],
  ['decimal(10,2) unsigned', ['decimal(10,2)unsigned', 'decimal unsigned']],
  ['timestamp(6) with time zone', ['timestamp(6)with time zone', 'timestamp with time zone']],
  ['varchar[50]', ['varchar[50]', 'varchar']],
  ['map<string, array<int>>', ['map<string,array<int>>', 'map']],
  ['double  precision', ['double precision']],
  ['string', ['string']],
  ['(10)', ['(10)']],
  ['odd)(', ['odd)(']],
])('the type %s is found as %j', (type, keys) => {
  expect(typeKeysOf(type)).toEqual(keys)
})

test('a filter has at most 50 values', () => {
  const values = (count: number) => Array.from({ length: count }, (_, at) => `t${at}`)
  expect(filterTerms({ tag: values(50) })).toHaveLength(1)
  expect(() => filterTerms({ tag: values(51) })).toThrow('tag has 51 values; at most 50 are allowed')
})
