import { decisionTable, type Row } from '../../../../src/domain/compatibility/decision-table.ts'

/** The decision table for people: a line for each rule and meaning, with the places where it is found. */
export function ruleTable(): string {
  const lines = Map.groupBy(decisionTable, ([, , rule, meaning]) => `| \`${rule}\` | ${meaning} |`)
  const rows = [...lines].map(([line, of]) => `${line} ${placesOf(of)} |`)
  return ['| Rule | Means | Of |', '|---|---|---|', ...rows].join('\n')
}

function placesOf(rows: readonly Row[]): string {
  const places = rows.map(([subject, effect]) => {
    const where = subject === '*' ? 'anything' : subject.replaceAll('*', 'any')
    return effect === 'any' || effect === 'changed' || effect === 'renamed' ? where : `${where} ${effect}`
  })
  return [...new Set(places)].join(', ')
}
