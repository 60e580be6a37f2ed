import { type PathStep, Places, pointerOf } from '../domain/document/position.ts'
import type { Finding, FindingCounts, Severity } from '../domain/errors.ts'
import { defaultLevel, type Level } from './rule-names.ts'

/** A finding of a validation. */
export type ValidationFinding = Required<Finding>

/** A finding before its place is looked up. */
export interface Found {
  readonly rule: string
  readonly source: string
  readonly offset: number
  readonly path: () => readonly PathStep[]
  readonly detail: () => string
}

/** How many findings of one rule are shown, and of all together. The others are only counted. */
const mostOfRule = 20
const mostShown = 100
const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[]

/** Gathers findings at the levels that are set for their rules. */
export class FindingList {
  readonly #levels: Readonly<Record<string, Level>>
  readonly #own: readonly ValidationFinding[]
  readonly #ownPointers: ReadonlySet<string>
  readonly #kept: (Found & { readonly severity: Severity })[] = []
  readonly #ofRule = new Map<string, number>()
  readonly #counts: Record<Severity, number>

  /**
   * @param own why the registry refuses the document. Nothing else is told of these places, and no level changes that.
   */
  constructor(levels: Readonly<Record<string, Level>>, own: readonly Finding[]) {
    this.#levels = levels
    const more = { severity: 'error', rule: 'document', source: 'dc43-registry' } as const
    this.#own = own.map(finding => ({ line: 1, column: 1, ...finding, ...more }))
    this.#ownPointers = new Set(own.map(({ pointer }) => pointer))
    this.#counts = { error: own.length, warning: 0, info: 0 }
  }

  levelOf(rule: string): Level {
    return this.#levels[rule] ?? defaultLevel(rule)
  }

  /** @param fixed a severity that cannot be changed, because the registry itself insists. */
  add(found: Found, fixed?: Severity): void {
    const severity = fixed ?? this.levelOf(found.rule)
    if (severity === 'off') return
    if (this.#ownPointers.size > 0 && this.#ownPointers.has(pointerOf(found.path()))) return
    this.#counts[severity] += 1
    const known = this.#ofRule.get(found.rule) ?? 0
    this.#ofRule.set(found.rule, known + 1)
    if (known < mostOfRule) this.#kept.push({ ...found, severity })
  }

  get counts(): FindingCounts {
    return this.#counts
  }

  /** The findings that are shown, errors before others where they are too many, in the order of their places. */
  shown(text: string): ValidationFinding[] {
    const bySeverity = severities.flatMap(severity => this.#kept.filter(one => one.severity === severity))
    const places = new Places(text)
    const placed = bySeverity
      .slice(0, mostShown - this.#own.length)
      .sort((a, b) => a.offset - b.offset)
      .map(({ rule, source, severity, offset, path, detail }) => {
        return { detail: detail(), pointer: pointerOf(path()), ...places.of(offset), severity, rule, source }
      })
    return [...this.#own, ...placed].sort((a, b) => a.line - b.line || a.column - b.column)
  }
}
