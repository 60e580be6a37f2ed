import { expect, test } from 'vitest'
import { Durations } from '../../../src/metrics/series.ts'

test('durations are counted in every bucket that is not below them, in seconds', () => {
  const durations = new Durations()
  for (const milliseconds of [0.1, 1, 1.5, 31_000]) durations.add(milliseconds)
  const values = durations.values('d', { a: 'b' })
  const bucket = (le: string) => values.find(({ labels }) => labels.le === le)?.value
  expect(['0.0005', '0.001', '0.0025', '30', '+Inf'].map(bucket)).toEqual([1, 2, 3, 3, 4])
  expect(values.find(({ metricName }) => metricName === 'd_count')).toEqual({
    metricName: 'd_count',
    labels: { a: 'b' },
    value: 4,
  })
  expect(values.find(({ metricName }) => metricName === 'd_sum')?.value).toBeCloseTo(31.0026)
})
