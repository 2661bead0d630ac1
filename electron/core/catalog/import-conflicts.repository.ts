import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import {
  conflictChoices,
  type ImportConflict,
  type ImportField,
  importFields,
} from '../../../shared/contract/imports.ts'
import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { formatDuration } from '../../../shared/domain/identifiers/duration.ts'
import { decodeCursor, encodeCursor } from './list-cursor.ts'

const conflictRow = z.object({
  id: z.int(),
  row: z.int(),
  place: z.string(),
  subject: z.enum(['recording', 'release', 'track']),
  title: z.string(),
  artist: z.string(),
  field: z.enum(importFields),
  known: z.string(),
  offered: z.string(),
  from_file: z.int(),
  choice: z.enum(conflictChoices),
})

const fieldCount = z.object({ field: z.enum(importFields), conflicts: z.int(), taken: z.int() })
const scalar = z.union([z.string(), z.number()])

const cursorName = 'import conflicts'

/** Values of imported files that contradict known ones, and what the artist decided about them. */
export function createConflictQueries(db: Database) {
  const fields = db.prepare(
    `SELECT field, count(*) AS conflicts, sum(choice = 'take') AS taken FROM import_conflict
     WHERE batch_id = ? GROUP BY field ORDER BY min(id)`,
  )
  const rivals = db.prepare(
    `UPDATE import_conflict SET choice = 'keep' WHERE batch_id = @importId AND choice = 'take' AND id <> @id
       AND (subject, subject_id, release_id, field) =
         (SELECT subject, subject_id, release_id, field FROM import_conflict WHERE id = @id)`,
  )
  const one = db.prepare(
    'UPDATE import_conflict SET choice = @choice WHERE batch_id = @importId AND id = @id',
  )
  const group = (field: ImportField | null) => (field === null ? '' : ' AND field = @field')

  return {
    conflicts(request: Parsed<'imports.conflicts'>): Output<'imports.conflicts'> {
      const { importId, field, limit } = request
      const after = request.cursor === null ? null : Number(decodeCursor(cursorName, request.cursor).keys[0])
      const rows = z.array(conflictRow).parse(
        db
          .prepare(
            `SELECT id, row, place, subject, title, artist, field, known, offered, from_file, choice
             FROM import_conflict WHERE batch_id = @importId AND id > @after${group(field)}
             ORDER BY id LIMIT @limit OFFSET @offset`,
          )
          .all({ importId, field, after: after ?? 0, limit, offset: after === null ? request.offset : 0 }),
      )
      const counts = z.array(fieldCount).parse(fields.all(importId))
      const total = counts.reduce(
        (sum, count) => sum + (field === null || field === count.field ? count.conflicts : 0),
        0,
      )
      const last = rows.at(-1)
      return {
        rows: rows.map(toConflict),
        total,
        nextCursor:
          rows.length === limit && last ? encodeCursor(cursorName, { part: 0, keys: [last.id] }) : null,
        fields: counts,
      }
    },

    /** Must run inside a transaction. Returns how many of the import are taken now. */
    resolve({ importId, scope, choice }: Parsed<'imports.resolve'>): number {
      if (scope.of === 'some') {
        for (const id of scope.conflictIds) {
          if (choice === 'take') rivals.run({ importId, id })
          one.run({ importId, id, choice })
        }
      } else {
        const field = scope.of === 'field' ? scope.field : null
        // Of several values for one field of one record the first in the file.
        const first = `id IN (SELECT min(id) FROM import_conflict WHERE batch_id = @importId
          GROUP BY subject, subject_id, release_id, field)`
        const chosen = choice === 'take' ? `iif(${first}, 'take', 'keep')` : `'keep'`
        db.prepare(
          `UPDATE import_conflict SET choice = ${chosen} WHERE batch_id = @importId${group(field)}`,
        ).run({ importId, field })
      }
      return z
        .int()
        .parse(
          db
            .prepare("SELECT count(*) FROM import_conflict WHERE batch_id = ? AND choice = 'take'")
            .pluck()
            .get(importId),
        )
    },
  }
}

function toConflict(row: z.infer<typeof conflictRow>): ImportConflict {
  const { from_file: fromFile, known, offered, ...rest } = row
  return {
    ...rest,
    known: readable(row.field, known),
    offered: readable(row.field, offered),
    fromFile: fromFile === 1,
  }
}

/** A stored value as people read it. */
function readable(field: ImportField, stored: string): string {
  const value = scalar.parse(JSON.parse(stored))
  return field === 'duration' ? formatDuration(Number(value)) : String(value)
}
