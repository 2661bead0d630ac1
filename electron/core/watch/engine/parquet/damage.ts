import { BrokenStream } from '../broken-stream.ts'

/** What `read` gives; whatever it throws is told as damage of the file. */
export function asDamage<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (error instanceof BrokenStream) throw error
    throw new BrokenStream('damaged', error)
  }
}
