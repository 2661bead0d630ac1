import { z } from 'zod'

/** Row ids are positive integers, local to one workspace. */
export const id = z.int().positive()
export type Id = z.infer<typeof id>

/** UTC time, ISO 8601 with milliseconds, e.g. 2026-11-22T10:00:00.000Z. */
export const instant = z.iso.datetime()

/** Lower-case hex SHA-256. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const nothing = z.object({}).strict()

/**
 * A window into a list sorted and filtered in SQL. `cursor` (from the page before) continues from a key and
 * costs the same anywhere in the list; `offset` serves a jump of the scroll bar.
 */
export const pageRequest = z.object({
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(500).default(100),
  cursor: z.string().max(2000).nullable().default(null),
})

/**
 * A page of at most 500 rows, the size of the whole list, and where the next page starts. With `totalIsAtLeast` the
 * list is longer than `total`: counting it would have taken longer than finding the page.
 */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({
    rows: z.array(row),
    total: z.int(),
    totalIsAtLeast: z.boolean().optional(),
    nextCursor: z.string().nullable(),
  })
}

/** Something wrong with one field of one row, in words, with a proposal when there is a safe one. */
export const fieldProblem = z.object({
  field: z.string(),
  code: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
  suggestion: z.string().nullable().default(null),
})
export type FieldProblem = z.infer<typeof fieldProblem>

export const jobStarted = z.object({ jobId: id })
