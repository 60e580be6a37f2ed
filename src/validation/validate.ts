import { readStored } from '../domain/contract-version.ts'
import { memberOf, type ObjectNode, stringMember } from '../domain/document/node.ts'
import { type DocumentFormat, decoded, parseDocument } from '../domain/document/read-document.ts'
import { writeJson } from '../domain/document/write-json.ts'
import type { Finding, Severity } from '../domain/errors.ts'
import { excerpt, quotedExcerpt } from '../domain/excerpt.ts'
import { describe } from '../domain/odcs.ts'
import { withoutMark } from '../domain/stored-text.ts'
import { contentFindings } from '../domain/uploaded-version.ts'
import { FindingList } from './findings.ts'
import { isSerious, isValidBy, type Judgement, judge } from './judge.ts'
import { type JudgedValue, judgedValue } from './judged-value.ts'
import { mostFaults } from './listed-faults.ts'
import { compiledOverlay, type Overlay, overlayName } from './overlay.ts'
import { placeOf } from './place.ts'
import type { RawFault } from './raw-fault.ts'
import { lookAt } from './rules/all.ts'
import { pathOf } from './rules/view.ts'
import { officialSchema, type Schema } from './schema-files.ts'
import { newerThan, newestSchema, type SchemaVersion, schemaFor } from './schema-versions.ts'
import { withinTime } from './time-limit.ts'
import type { Validation, ValidationRules } from './validation.ts'
import { officialValidator } from './validators.ts'
import { explained } from './words.ts'

/** What the registry calls its own rules. */
const ownSource = 'dc43-registry'

/** How long an overlay may look at a document, in milliseconds: a hundred times as long as one of 8 MiB takes. */
const overlayTime = 5000
const manyFaults = `there are ${mostFaults} faults or more; not all of them are listed`
const endlessOverlay = 'the overlay refers to itself without end for a part of this document and was given up'
const slowOverlay = `the overlay took longer than ${overlayTime / 1000} seconds and was given up; one of its patterns tries too many ways to match a text of this document`

/**
 * Validates a document that somebody sends, also by what the registry itself asks of documents.
 *
 * @throws RegistryError `malformed-document` when it is not JSON or YAML.
 */
export function validateUpload(
  { bytes, format }: { readonly bytes: Uint8Array; readonly format: DocumentFormat },
  rules: ValidationRules,
): Validation {
  return validateText({ text: decoded(bytes), format }, rules)
}

/**
 * Validates a document that is stored: the YAML that was sent, else the JSON.
 *
 * @throws RegistryError `malformed-document` when it is neither, which only another program can have stored.
 */
export function validateStored({ json, source }: Stored, rules: ValidationRules): Validation {
  if (!source) return validateText({ text: withoutMark(json), format: 'json' }, rules)
  return validateText({ text: decoded(source), format: 'yaml' }, rules, readStored(json))
}

/** @param whole the document with the id and version that the text may leave to the place where it is kept. */
function validateText(
  { text, format }: { readonly text: string; readonly format: DocumentFormat },
  rules: ValidationRules,
  whole?: ObjectNode,
): Validation {
  const root = parseDocument(text, format)
  if (root.kind === 'object') {
    const document = named(root, whole)
    const json = writeJson(document)
    return validate({ document, json, text }, rules, contentFindings(root, { text, format }))
  }
  const found = new FindingList(rules.levels, [])
  const detail = () => `the document is ${describe(root)}; expected an object of ODCS keys`
  found.add({ rule: 'document', source: ownSource, offset: root.offset, path: () => [], detail }, 'error')
  return { ...result(found, text), apiVersion: undefined, schema: officialSchema(newestSchema).name }
}

/** A document that is to be validated. */
interface ReadDocument {
  readonly document: ObjectNode
  /** It as JSON, see `writeJson`. */
  readonly json: string
  /** The text in which its places are. */
  readonly text: string
}

/**
 * Validates a document: by the official schema of the version it declares, by the overlay, and by the rules beyond.
 *
 * @param own what the registry refuses it for, which is not said again.
 */
export function validate(
  read: ReadDocument,
  rules: ValidationRules,
  own: readonly Finding[] = [],
): Validation {
  return new Examination(read, rules, own).result()
}

/** A stored document. */
interface Stored {
  readonly json: string
  readonly source: Uint8Array | undefined
}

function named(document: ObjectNode, whole: ObjectNode | undefined): ObjectNode {
  const left = whole?.members.filter(({ key }) => isNaming(key) && !memberOf(document, key)) ?? []
  const members = left.map(member => ({ ...member, offset: 0, value: { ...member.value, offset: 0 } }))
  return members.length > 0 ? { ...document, members: [...members, ...document.members] } : document
}

function isNaming(key: string): boolean {
  return key === 'id' || key === 'version'
}

function result(found: FindingList, text: string) {
  return { valid: found.counts.error === 0, counts: found.counts, findings: found.shown(text) }
}

/** One document, and what is found in it. */
class Examination {
  readonly #document: ObjectNode
  readonly #text: string
  readonly #rules: ValidationRules
  readonly #found: FindingList
  readonly #declared: string | undefined
  readonly #version: SchemaVersion
  readonly #judged: JudgedValue

  constructor({ document, json, text }: ReadDocument, rules: ValidationRules, own: readonly Finding[]) {
    this.#document = document
    this.#text = text
    this.#rules = rules
    this.#found = new FindingList(rules.levels, own)
    this.#declared = stringMember(document, 'apiVersion')
    this.#version = schemaFor(this.#declared).version
    this.#judged = judgedValue(document, json)
  }

  result(): Validation {
    this.#lookByStandard()
    const { overlay } = this.#rules
    if (overlay !== undefined) this.#lookByOverlay(overlay)
    lookAt(this.#document, this.#version, (rule, offset, way, detail) => {
      this.#found.add({ rule, source: ownSource, offset, path: () => pathOf(way), detail })
    })
    const { name } = officialSchema(this.#version)
    const schema = overlay === undefined ? name : `${name}+${overlayName(overlay)}`
    return { ...result(this.#found, this.#text), apiVersion: this.#declared, schema }
  }

  #lookByStandard(): void {
    const { match } = schemaFor(this.#declared)
    if (match === 'near')
      this.#tellOf('apiVersion', 'api-version', () => {
        return `there is no schema of ODCS ${quotedExcerpt(this.#declared ?? '')}; that of ${this.#version} judges`
      })
    const { schema } = officialSchema(this.#version)
    const validator = officialValidator(this.#version)
    const judged = judge(this.#asOf(this.#version), { validator, schema })
    for (const fault of judged.faults) this.#tell(fault, 'schema', `odcs-${this.#version}`, schema)
    if (judged.isPartial) this.#tellOfMany(judged)
    else if (judged.faults.some(isSerious)) this.#tellNewer()
  }

  #lookByOverlay(text: string): void {
    const overlay = compiledOverlay(text)
    const judged = this.#judgedBy(overlay)
    if (typeof judged === 'string') {
      this.#tellPartial(judged, 'error')
      return
    }
    for (const fault of judged.faults) this.#tell(fault, 'overlay', 'overlay', overlay.schema)
    if (judged.isPartial) this.#tellOfMany(judged)
  }

  /** What the overlay says; a sentence when it was given up. */
  #judgedBy(overlay: Overlay): Judgement | string {
    try {
      return withinTime(overlayTime, () => judge(this.#judged, overlay)) ?? slowOverlay
    } catch (error) {
      if (error instanceof RangeError) return endlessOverlay
      throw error
    }
  }

  /** The document as one of a version, which the schemas of ODCS write with a `v` that dc43 leaves out. */
  #asOf(version: SchemaVersion): JudgedValue {
    const { match } = schemaFor(this.#declared)
    if (match === 'unknown') return this.#judged
    return { ...this.#judged, value: { ...this.#judged.value, apiVersion: `v${version}` } }
  }

  /** Many documents declare a version that lacks what they use. */
  #tellNewer(): void {
    if (this.#found.levelOf('declared-version') === 'off' || this.#declared === undefined) return
    const newer = newerThan(this.#version).find(version =>
      isValidBy(officialValidator(version), this.#asOf(version)),
    )
    if (newer !== undefined)
      this.#tellOf('apiVersion', 'declared-version', () => {
        return `the document is valid by ODCS ${newer}; declare apiVersion: v${newer} if it is meant to be`
      })
  }

  /** Among the faults that are not listed may be errors, whatever the levels of the others; but not of formats alone. */
  #tellOfMany({ faults }: Judgement): void {
    this.#tellPartial(manyFaults, faults.some(isSerious) ? 'error' : 'warning')
  }

  #tellPartial(detail: string, severity: Severity): void {
    const found = { rule: 'partial', source: ownSource, offset: 0, path: () => [], detail: () => detail }
    this.#found.add(found, severity)
  }

  #tellOf(key: string, rule: string, detail: () => string): void {
    const offset = memberOf(this.#document, key)?.offset ?? this.#document.offset
    this.#found.add({ rule, source: ownSource, offset, path: () => [key], detail })
  }

  #tell(fault: RawFault, kind: 'schema' | 'overlay', source: string, root: Schema): void {
    const { offset, path, node } = placeOf(this.#document, fault)
    const rule = `${kind}/${ruleKeyword(fault)}`
    const purpose = kind === 'overlay' ? purposeOf(fault) : ''
    const whole = node.kind === 'number' ? { ...fault, token: node.token } : fault
    this.#found.add({
      rule,
      source,
      offset,
      path: () => path,
      detail: () => explained(whole, root) + purpose,
    })
  }
}

/** What forbids a value whatever it is, Ajv calls by two words. */
function ruleKeyword({ keyword }: RawFault): string {
  return keyword === 'false schema' ? 'false' : keyword
}

/** What the author of an overlay says about a part of it. */
function purposeOf({ parentSchema }: RawFault): string {
  return typeof parentSchema.description === 'string' ? ` (${excerpt(parentSchema.description, 500)})` : ''
}
