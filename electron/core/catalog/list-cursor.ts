import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'

const cursor = z.object({
  /** Which part of the list the last row was in: rows with a value first, rows without one after them. */
  part: z.int().min(0).max(1),
  keys: z.array(z.union([z.string(), z.number()])).max(8),
})

/** The place after one row of a sorted list: the values it was sorted by, its id last. */
export type ListCursor = z.infer<typeof cursor>

/** Text form of a cursor, opaque to the caller. `list` names the order and filters it belongs to. */
export function encodeCursor(list: string, at: ListCursor): string {
  return JSON.stringify([list, at.part, ...at.keys])
}

/** @throws RefrainError VALIDATION when the cursor belongs to another list or is no cursor at all. */
export function decodeCursor(list: string, text: string): ListCursor {
  const [name, part, ...keys] = z.array(z.unknown()).catch([]).parse(parsed(text))
  const read = cursor.safeParse({ part, keys })
  if (name !== list || !read.success) {
    throw new RefrainError(
      'VALIDATION',
      'This place in the list is not known any more. Load the list from its start.',
    )
  }
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return []
  }
}
