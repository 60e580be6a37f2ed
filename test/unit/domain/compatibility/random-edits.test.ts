import { expect, test } from 'vitest'
import { Random } from '../../../support/random.ts'
import { compare, type Plain, sample } from './single-changes.ts'

type Path = readonly (string | number)[]

function* pathsIn(value: Plain, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path
  if (value === null || typeof value !== 'object') return
  for (const key of Object.keys(value))
    yield* pathsIn(value[key], [...path, Array.isArray(value) ? Number(key) : key])
}

/** Changes that nobody may miss, at a place that is there. */
const edits: Readonly<Record<string, (holder: Plain, key: string | number) => void>> = {
  remove(holder, key) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete holder[key]
  },
  change(holder, key) {
    const value = holder[key]
    if (typeof value === 'number') holder[key] = value + 1
    else if (typeof value === 'boolean') holder[key] = !value
    else holder[key] = `${JSON.stringify(value)}x`
  },
  add(holder) {
    if (Array.isArray(holder)) holder.push({ name: 'another', value: 'another' })
    else holder.anotherKey = 1
  },
}

/** What stands for a version, or is filled in: a change of it is no change of the contract. */
const isIgnored = ([root]: Path, name: string) =>
  ['version', 'status'].includes(String(root)) || (root === 'id' && name === 'remove')

const all = [...pathsIn(sample())]
const random = new Random(20)
const chosen = Object.keys(edits).flatMap(name =>
  Array.from({ length: 150 }, () => ({ name, path: random.of(all) })),
)

test('every random edit is found and classified, and the edit back is the change back', () => {
  for (const { name, path } of chosen.filter(one => !isIgnored(one.path, one.name))) {
    const edited = sample()
    const holder = path.slice(0, -1).reduce((at, step) => at[step], edited)
    edits[name]?.(holder, path.at(-1) ?? '')
    const what = `${name} ${path.join('/')}`
    const [there, back] = [compare(sample(), edited), compare(edited, sample())]
    expect(there.changes.length, what).toBeGreaterThan(0)
    const reversed = { added: 'removed', removed: 'added', changed: 'changed' } as const
    const turned = there.changes.map(one => [reversed[one.kind], one.after.pointer, one.before.pointer])
    const found = back.changes.map(one => [one.kind, one.before.pointer, one.after.pointer])
    expect(turned.sort(), what).toEqual(found.sort())
    // what is loosened there is tightened here
    const breaks = (some: typeof there) => ({ c: some.breaks.consumers, p: some.breaks.producers })
    const isSymmetric = there.changes.every(one => /-(loosened|tightened|changed|renamed)$/.test(one.rule))
    if (isSymmetric && name === 'change' && /-(loosened|tightened)$/.test(there.changes[0]?.rule ?? ''))
      expect(breaks(there), what).toEqual({ c: breaks(back).p, p: breaks(back).c })
  }
})

test('nothing is found where only the order, the numerals or nulls differ', () => {
  const reordered = sample()
  for (const list of [reordered.schema, reordered.schema[1].properties, reordered.slaProperties])
    list.reverse()
  reordered.price = Object.fromEntries(Object.entries(reordered.price).reverse())
  reordered.servers[0].description = null
  reordered.schema[1].properties[2].enum.reverse()
  expect(compare(sample(), reordered)).toMatchObject({ class: 'none', changes: [] })
})
