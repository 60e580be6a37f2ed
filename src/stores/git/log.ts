/** Where a git store says what it does. */
export interface GitStoreLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/** Learns what becomes of pushes. */
export interface GitObserver {
  /** How many commits wait to be pushed. */
  unpushed(commits: number): void
  pushed(milliseconds: number): void
  pushFailed(): void
}
