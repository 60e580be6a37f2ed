import { EventLoop } from '../../../../src/concurrency/event-loop.ts'

/** A loop that others always wait for. */
export class AwaitedLoop extends EventLoop {
  /** How often they had their turn. */
  shares = 0

  override get isHeld(): boolean {
    return true
  }

  override async share(): Promise<void> {
    this.shares++
  }
}
