/** Where a store says what it does. */
export interface StoreLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}
