import type { EventPayload } from '../../shared/contract/index.ts'

type Changes = EventPayload<'data.changed'>

const secondMs = 1000
/** An artist who edits quickly sees each of her changes; nobody reads a list that is new ten times a second. */
const mostPerSecond = 3
/** What comes meanwhile is told together. */
const pauseMs = 500

/**
 * Passes changes of tables on: at once, but no more than three times a second where the same tables change again and
 * again, as while sources are visited. The last change is always told. Asking for a list again and drawing it takes
 * longer than a frame.
 */
export function paceChanges(deliver: (changes: Changes) => void): (changes: Changes) => void {
  const streams = new Map<string, { told: number[]; waits: boolean }>()
  return (changes) => {
    const key = changes.tables.toSorted().join(' ')
    const stream = streams.get(key) ?? { told: [], waits: false }
    streams.set(key, stream)
    if (stream.waits) return
    const tell = () => {
      stream.waits = false
      stream.told = [...stream.told.slice(1 - mostPerSecond), Date.now()]
      deliver(changes)
    }
    const [oldest = 0] = stream.told.slice(-mostPerSecond)
    stream.waits = stream.told.length === mostPerSecond && Date.now() - oldest < secondMs
    if (stream.waits) setTimeout(tell, pauseMs)
    else tell()
  }
}
