import { expect, test } from 'vitest'
import { parseClientArguments } from '../../../src/commands/client/arguments.ts'
import { searchParameters } from '../../../src/http/parameters/search-request.ts'

test.each([
  [['push'], /push needs files/],
  [['push', '.', '--all'], /push has no option --all/],
  [['push', '.', '--yes'], /--yes is for --ci/],
  [['push', '.', '--ci', '--yes', '--dry-run'], /exclude each other/],
  [['push', '.', '--parallel', '0'], /--parallel must be a number from 1 to 64/],
  [['push', '.', '--timeout', '1e3'], /--timeout must be a number/],
  [['push', '.', '--reason', 'two\nlines'], /one line/],
  [['promote', 'a', '1'], /promote needs the id/],
  [['show'], /show needs the id/],
  [['history', 'a', 'b', 'c'], /no argument "c"/],
  [['search', '--colour', 'red'], /^there is no option --colour$/],
  [['push', '.', '--dryrun'], /^there is no option --dryrun; did you mean --dry-run\?$/],
  [['push', '.', '-x'], /^there is no option -x$/],
  [['push', '.', '--reason'], /^--reason needs a value/],
  [['pull', 'a', '-o'], /^--output needs a value/],
  [
    ['pull', 'a', '--output', '--all'],
    /^--output needs a value; one that begins with "-" is written --output=VALUE$/,
  ],
  [['push', '.', '--json=yes'], /^--json takes no value$/],
])('%j is refused', (argv, message) => {
  expect(() => parseClientArguments(argv)).toThrow(message)
})

test('words may begin with a dash behind --', () => {
  expect(parseClientArguments(['show', '--json', '--', '-odd-', '1.0'])).toMatchObject({
    command: 'show',
    words: ['-odd-', '1.0'],
    options: { json: true, timeout: 60, parallel: 4 },
  })
})

test('help is given without the words that a command needs', () => {
  expect(parseClientArguments(['push', '-h']).options.help).toBe(true)
})

test('search has an option for each filter of the registry', () => {
  const { q: _, ...filters } = searchParameters
  const { options } = parseClientArguments(['search'])
  expect(Object.keys(options.filters).sort()).toEqual([...Object.keys(filters), 'sort', 'versions'].sort())
})

test('filters of a search may be repeated', () => {
  const argv = ['search', '--field', 'id', '--field', 'e-mail', '--tests', 'failed,error', '--sort', 'name']
  expect(parseClientArguments(argv).options.filters).toMatchObject({
    field_name: ['id', 'e-mail'],
    tests: ['failed,error'],
    sort: 'name',
    owner: [],
  })
})
