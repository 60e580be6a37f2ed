import { z } from 'zod'
import { lookupFault } from '../../domain/identity.ts'
import { checkedBy } from './identity.ts'
import { oneValue } from './query.ts'

/** The longest dataset id and version, in UTF-16 code units: ids are often paths. */
export const maxDatasetIdLength = 2000
const maxDatasetVersionLength = 512

function name(most: number) {
  return checkedBy(text => lookupFault(text, most))
}

/** The id and the version of a dataset. */
export const datasetId = name(maxDatasetIdLength).meta({
  description: 'The dataset id.',
  maxLength: maxDatasetIdLength,
  examples: ['table:gold.orders'],
})
export const datasetVersion = name(maxDatasetVersionLength).meta({
  description: 'The version of the dataset.',
  maxLength: maxDatasetVersionLength,
  examples: ['2024-01-01'],
})

/** The id and the version of a dataset that is looked for; any text that is not too long may be asked for. */
export const wantedDataset = wanted(maxDatasetIdLength).meta({
  description: 'The dataset id; slashes may be written as they are.',
  maxLength: maxDatasetIdLength,
})
export const wantedDatasetVersion = oneValue(wanted(maxDatasetVersionLength).optional()).meta({
  type: 'string',
  maxLength: maxDatasetVersionLength,
  description: 'The version of the dataset.',
})

function wanted(most: number) {
  return z.string().max(most, `expected at most ${most} characters`)
}
