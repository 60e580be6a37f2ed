import type { Position } from './toml-positions.ts'

/** Where a value comes from. */
export type Origin =
  | { readonly kind: 'default' }
  | {
      readonly kind: 'file'
      /** As it is shown: relative to the working directory when it lies below it. */
      readonly path: string
      /** Where in the file. A function, because it parses the file again, which is needed for messages only. */
      readonly position: () => Position | undefined
    }
  | { readonly kind: 'variable'; readonly name: string }
  /** The DSN of a store that a command was given. */
  | { readonly kind: 'argument' }

/** `default`, `dc43-service-backends.toml:3` or `variable DC43_SERVER_PORT`. */
export function originText(origin: Origin): string {
  if (origin.kind === 'default') return 'default'
  if (origin.kind === 'argument') return 'the DSN given'
  if (origin.kind === 'variable') return `variable ${origin.name}`
  const position = origin.position()
  return position === undefined ? origin.path : `${origin.path}:${position.line}`
}
