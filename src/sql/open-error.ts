/** Why the store of a configuration cannot be used. Its message is for the operator and holds no secrets. */
export class StoreOpenError extends Error {
  /** The configuration key to look at. */
  readonly key: string

  constructor(key: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreOpenError'
    this.key = key
  }
}
