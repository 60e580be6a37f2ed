/** A request that is sent again and again. */
export interface Request {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Paths that are asked for in turn; the one stands for them where only one is known. */
  readonly inTurn?: readonly string[]
}
