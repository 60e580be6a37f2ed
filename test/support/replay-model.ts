import { Random } from './random.ts'

/** Versions in their order, each with how it counts as the latest. */
const versionRanks = new Map([
  ['banana', 0],
  ['1.0.0-rc.1', 1],
  ['1.0.0', 2],
  ['1.9.0', 2],
  ['1.10.0', 2],
  ['2.0.0-beta', 1],
])
const versions = [...versionRanks.keys()]
const statuses = ['draft', 'Active', 'deprecated', 'in development']

/** How a version is after an event. */
export interface ModelState {
  readonly json: string
  /** The text, where it came as YAML. */
  readonly yaml: string | undefined
  readonly status: string | undefined
}

/** A change that was made. */
export interface ModelEvent {
  readonly operation: 'create' | 'update' | 'status' | 'delete'
  readonly version: string
  readonly revision: number
  readonly before: ModelState | undefined
  readonly after: ModelState | undefined
}

/** Something to ask of the registry. */
export type Request =
  | { readonly kind: 'publish'; readonly version: string; readonly type: string; readonly text: string }
  | { readonly kind: 'status'; readonly version: string; readonly status: string }
  | { readonly kind: 'delete'; readonly version: string }

/** What one contract is, by the rules of the registry told anew: the simplest program that could be right. */
export class ContractModel {
  readonly contractId: string
  readonly events: ModelEvent[] = []
  readonly #random: Random

  constructor(contractId: string, seed: number) {
    this.contractId = contractId
    this.#random = new Random(seed)
  }

  /** Chooses what to ask next. */
  next(): Request {
    const version = this.#random.of(versions)
    const choice = this.#random.below(10)
    if (choice === 0) return { kind: 'delete', version }
    if (choice < 4) return { kind: 'status', version, status: this.#random.of(statuses) }
    const status = this.#random.below(5) === 0 ? undefined : this.#random.of(statuses)
    const { json, yaml } = this.#document(version, status)
    const isYaml = this.#random.below(2) === 0
    return isYaml
      ? { kind: 'publish', version, type: 'application/yaml', text: yaml }
      : { kind: 'publish', version, type: 'application/json', text: json }
  }

  /** Does what was asked. Undefined when that changes nothing, and null when there is nothing to change. */
  apply(request: Request): ModelEvent | undefined | null {
    const last = this.#last(request.version, this.events.length)
    const before = last?.after
    const after = this.#after(request, before)
    if (after === null || after === before) return after === null ? null : undefined
    const operation = request.kind === 'publish' ? (before ? 'update' : 'create') : request.kind
    const revision = (last?.revision ?? 0) + 1
    const event = { operation, version: request.version, revision, before, after } as const
    this.events.push(event)
    return event
  }

  /** The versions there were after so many events, in their order, with the last event of each. */
  versionsAfter(count: number): ModelEvent[] {
    return versions.flatMap(version => {
      const last = this.#last(version, count)
      return last?.after ? [last] : []
    })
  }

  /** The latest of them, of those with a status when one is given. */
  latestAfter(count: number, status?: string): ModelEvent | undefined {
    const wanted = this.versionsAfter(count).filter(({ after }) => {
      return status === undefined || (after?.status ?? 'none').toLowerCase() === status
    })
    const best = Math.max(...wanted.map(({ version }) => versionRanks.get(version) ?? 0))
    return wanted.findLast(({ version }) => versionRanks.get(version) === best)
  }

  #last(version: string, count: number): ModelEvent | undefined {
    return this.events.slice(0, count).findLast(event => event.version === version)
  }

  #after(request: Request, before: ModelState | undefined): ModelState | undefined | null {
    if (request.kind === 'delete') return before ? undefined : null
    if (request.kind === 'status') return before ? moved(before, request.status) : null
    const { type, text } = request
    const yaml = type === 'application/yaml' ? text : undefined
    const json = yaml === undefined ? text : jsonOf(yaml)
    return before && isSame(before, json, yaml)
      ? before
      : { json, yaml, status: (JSON.parse(json) as { status?: string }).status }
  }

  /** Few different documents, so that replays and changes back are among the requests. */
  #document(version: string, status: string | undefined): { json: string; yaml: string } {
    const name = `name ${this.#random.below(3)}`
    const document = { version, id: this.contractId, ...(status !== undefined && { status }), name }
    const lines = Object.entries(document).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    return { json: JSON.stringify(document), yaml: `# remark ${this.#random.below(2)}\n${lines.join('')}` }
  }
}

/** JSON does not replace YAML of the same members, in whatever order they stand. */
function isSame(before: ModelState, json: string, yaml: string | undefined): boolean {
  if (yaml !== undefined) return yaml === before.yaml
  return json === before.json || (before.yaml !== undefined && sorted(json) === sorted(before.json))
}

function sorted(json: string): string {
  return JSON.stringify(Object.entries(JSON.parse(json) as object).sort())
}

function jsonOf(yaml: string): string {
  const lines = yaml.split('\n').filter(line => /^\w/.test(line))
  return `{${lines.map(line => line.replace(/^(\w+): /, '"$1":')).join(',')}}`
}

function moved(before: ModelState, status: string): ModelState {
  if (before.status === status) return before
  const value = JSON.stringify(status)
  if (before.status === undefined) {
    const json = before.json.replace('{', `{"status":${value},`)
    return { json, yaml: before.yaml?.replace(/^version:/m, `status: ${status}\nversion:`), status }
  }
  const json = before.json.replace(/"status":"[^"]*"/, `"status":${value}`)
  // in the style of the value that is there
  const yaml = before.yaml?.replace(/^status: (".*"|.*)$/m, (_, old: string) => {
    return `status: ${old.startsWith('"') ? value : status}`
  })
  return { json, yaml, status }
}
