import { z } from 'zod'
import { lookupFault } from '../../domain/identity.ts'
import { maxDatasetIdLength, maxDatasetVersionLength } from '../../domain/test-run.ts'
import { checkedBy } from './identity.ts'
import { oneValue, several } from './query.ts'

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

/** The id and the version of a dataset, as members of a body. */
export const datasetIdMember = name(maxDatasetIdLength).meta({ maxLength: maxDatasetIdLength })
export const datasetVersionMember = name(maxDatasetVersionLength).meta({ maxLength: maxDatasetVersionLength })

/** The id and the version of a dataset that is looked for; any text that is not too long may be asked for. */
export const wantedDataset = wanted(maxDatasetIdLength).meta({
  description: 'The dataset id; slashes may be written as they are.',
  maxLength: maxDatasetIdLength,
})
const versionParameter = {
  type: 'string',
  maxLength: maxDatasetVersionLength,
  description: 'The version of the dataset.',
} as const
export const wantedDatasetVersion = oneValue(wanted(maxDatasetVersionLength).optional()).meta(
  versionParameter,
)
export const requiredDatasetVersion = oneValue(wanted(maxDatasetVersionLength)).meta(versionParameter)

/** Which versions of a dataset are wanted. */
export const wantedDatasetVersions = several(wanted(maxDatasetVersionLength)).meta({
  type: 'array',
  items: { type: 'string' },
  description: 'Only these versions of the dataset.',
})

/** The id of a dataset, as a parameter of a query. */
export const governedDataset = oneValue(wantedDataset).meta({
  type: 'string',
  maxLength: maxDatasetIdLength,
  description: 'The dataset id.',
})

function wanted(most: number) {
  return z.string().max(most, `expected at most ${most} characters`)
}
