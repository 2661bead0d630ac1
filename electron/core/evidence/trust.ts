import type { CoreContext } from '../context.ts'
import { createKeyRing, type KeyRing } from './signing/key-ring.ts'
import { createTimestampQueue, type TimestampQueue } from './timestamps/queue.ts'

/** What lets others check evidence without trusting this program: signatures, and the tokens of third parties. */
export interface Trust {
  readonly ring: KeyRing
  readonly timestamps: TimestampQueue
}

/** Builds the trust of a workspace; nothing is asked of anyone before `timestamps.start` or `run`. */
export function createTrust(context: CoreContext): Trust {
  return { ring: createKeyRing(context), timestamps: createTimestampQueue(context) }
}
