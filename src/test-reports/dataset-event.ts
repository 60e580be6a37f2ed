import { createHash } from 'node:crypto'
import type { ReportedEvent } from '../domain/dataset-event.ts'
import { endOf } from '../domain/document/json-place.ts'
import { stringMember } from '../domain/document/node.ts'
import { plainObject } from '../domain/document/plain-value.ts'
import { maxContractIdLength, maxVersionLength } from '../domain/identity.ts'
import { readJsonObject } from './json-object.ts'
import { invalid, ReportObject } from './report-object.ts'
import { withoutSamples } from './samples.ts'

/** In this member dc43 sends an event of OpenLineage, which its service tells apart from the others. */
const lineageMember = 'lineage_event'

/**
 * Reads an event of a dataset as dc43's service sends it. What is kept is as it was sent.
 *
 * @throws RegistryError `invalid-request` for what is none.
 */
export function readDatasetEvent(bytes: Uint8Array, samples: 'drop' | 'keep'): ReportedEvent {
  const sent = readJsonObject(bytes)
  const { text, node } =
    samples === 'keep' ? sent : readJsonObject(Buffer.from(withoutSamples(sent.text, sent.node)))
  const event = new ReportObject(plainObject(node), 'strict')
  const contractId = event.name(['contract_id'], maxContractIdLength)
  if (contractId === undefined) throw invalid('/contract_id', 'expected the id of a contract')
  const contractVersion = event.name(['contract_version'], maxVersionLength)
  if (contractVersion === undefined) throw invalid('/contract_version', 'expected a version')
  const members = node.members.map(({ key, offset, value }) => {
    const end = endOf(text, value)
    return { key, value: text.slice(value.offset, end), text: text.slice(offset, end), kind: value.kind }
  })
  const lineage = members.find(({ key, kind }) => key === lineageMember && kind === 'object')
  const others = members.filter(member => member !== lineage)
  const isTimed = stringMember(node, 'recorded_at') !== undefined
  return {
    ...{ contractId, contractVersion },
    event: `{${others.map(member => member.text).join(',')}}`,
    lineage: lineage?.value,
    digest: isTimed ? createHash('sha256').update(bytes).digest('hex') : undefined,
  }
}
