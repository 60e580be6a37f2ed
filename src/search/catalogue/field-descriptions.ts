import { hash } from 'node:crypto'
import { storable } from '../../domain/storable.ts'

/** Of a longer description the catalogue has the beginning, of so many characters. */
const maxLength = 1000

/** How many characters a part has: most contracts have one, and of giant ones little is read for a single field. */
const maxPartLength = 7000

/** The descriptions of some fields of a contract. */
export interface DescriptionsPart {
  /** That of the first of the fields; they are those up to the next part. */
  readonly position: number
  /** A JSON object that has the description of each field by its position; see `descriptionsIn`. */
  readonly texts: string
}

/** The descriptions of all fields of a contract. */
export interface FieldDescriptions {
  readonly parts: readonly DescriptionsPart[]
  /** Changes when any of them does, or is that of another position. */
  readonly digest: string
}

/** @param descriptions those of fields by their positions, in order. */
export function fieldDescriptionsOf(descriptions: Iterable<readonly [number, string]>): FieldDescriptions {
  const parts: DescriptionsPart[] = []
  let [first, members] = [0, '']
  const end = () => {
    if (members !== '') parts.push({ position: first, texts: `{${members}}` })
  }
  for (const [position, text] of descriptions) {
    const member = `"${position}":${JSON.stringify(storable(text.slice(0, maxLength)))}`
    if (members !== '' && members.length + member.length < maxPartLength) members += `,${member}`
    else {
      end()
      first = position
      members = member
    }
  }
  end()
  return { parts, digest: hash('sha256', parts.map(({ texts }) => texts).join(), 'base64url') }
}

/** The descriptions of a part by the positions of the fields. */
export function descriptionsIn({ texts }: Pick<DescriptionsPart, 'texts'>): Readonly<Record<number, string>> {
  return JSON.parse(texts) as Record<number, string>
}
