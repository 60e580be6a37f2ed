import { z } from 'zod'
import {
  contractIdFault,
  lookupFault,
  maxContractIdLength,
  maxVersionLength,
  storedNameFault,
  versionFault,
} from '../../domain/identity.ts'

/** A string that is checked by a rule of the domain, which says what is wrong with it; undefined when nothing is. */
export function checkedBy(rule: (text: string) => string | undefined) {
  return z.string().superRefine((text, context) => {
    const message = rule(text)
    if (message) context.addIssue({ code: 'custom', message })
  })
}

const idLength = { minLength: 1, maxLength: maxContractIdLength }
const versionLength = { minLength: 1, maxLength: maxVersionLength }
const idMeta = { description: 'The contract id, percent-encoded.', ...idLength, examples: ['sales.orders'] }
const versionMeta = {
  description: 'The exact version, percent-encoded.',
  ...versionLength,
  examples: ['1.0.0'],
}

/**
 * The id and version of what is there, as a part of a path. Other programs may have stored some with white space at the
 * ends, which lists tell.
 */
export const contractId = checkedBy(id => storedNameFault(id, maxContractIdLength)).meta(idMeta)
export const contractVersion = checkedBy(version => storedNameFault(version, maxVersionLength)).meta(
  versionMeta,
)

/** The id and version of what is to be read, as members of a body, in which nothing is percent-encoded. */
export const contractIdMember = checkedBy(wantedIdFault).meta(idLength)
export const contractVersionMember = checkedBy(version => lookupFault(version, maxVersionLength)).meta(
  versionLength,
)

/** Why no contract can have the id that is one of many. */
export function wantedIdFault(id: string): string | undefined {
  return lookupFault(id, maxContractIdLength)
}

/** The id of a contract that is one of many which are asked for at once; its own answer says what is wrong with it. */
export const wantedContractId = z
  .string()
  .meta({ description: 'The contract id.', examples: ['sales.orders'] })

/** The id and version under which something is to be stored. */
export const newContractId = checkedBy(contractIdFault).meta(idMeta)
export const newContractVersion = checkedBy(versionFault).meta(versionMeta)
