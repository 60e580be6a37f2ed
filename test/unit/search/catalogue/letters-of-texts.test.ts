import { expect, test } from 'vitest'
import { LettersOfTexts } from '../../../../src/search/catalogue/letters-of-texts.ts'

const texts = ['customerId', '', 'Größe', 'Order no. 4', '--', 'a customer', 'über', 'order, customer'].map(
  text => ({ text }),
)

test.each([
  [['customer'], [0, 2, 5, 6, 7]],
  [['customerid'], [0, 2, 6]],
  [['order'], [2, 3, 6, 7]],
  [['orderno4'], [2, 3, 6]],
  [
    ['order', 'customer'],
    [0, 2, 3, 5, 6, 7],
  ],
  // what ends one text and begins the next is in none
  [['4acustomer'], [2, 6]],
  [[], [2, 6]],
])('letters %j may be in texts %j', (wanted, found) => {
  expect([...new LettersOfTexts(texts).textsWith(wanted)]).toEqual(found)
})

test('no texts have none', () => {
  expect([...new LettersOfTexts([]).textsWith(['a'])]).toEqual([])
})
