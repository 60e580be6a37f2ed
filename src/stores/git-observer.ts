/** Learns what becomes of pushes. */
export interface GitObserver {
  /** How many commits wait to be pushed. */
  unpushed(commits: number): void
  pushed(milliseconds: number): void
  pushFailed(): void
}
