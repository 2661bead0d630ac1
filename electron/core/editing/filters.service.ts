import { z } from 'zod'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'

const filterRow = z
  .object({ id: z.int(), name: z.string(), filter: z.string() })
  .transform(({ filter, ...same }) => ({
    ...same,
    filter: z.record(z.string(), z.unknown()).parse(JSON.parse(filter)),
  }))

/** Filters of a list, kept by name; saving under a name that is there replaces it. */
export function createFiltersService(
  context: CoreContext,
): Pick<Handlers, 'filters.list' | 'filters.save' | 'filters.delete'> {
  const { db, mutations } = context
  const list = db.prepare(
    'SELECT id, name, filter FROM saved_filter WHERE screen = ? ORDER BY name COLLATE NOCASE',
  )
  const save = db
    .prepare(
      `INSERT INTO saved_filter (screen, name, filter, created_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (screen, name) DO UPDATE SET filter = excluded.filter RETURNING id`,
    )
    .pluck()
  const remove = db.prepare('DELETE FROM saved_filter WHERE id = ?')
  return {
    'filters.list': ({ screen }) => ({ filters: z.array(filterRow).parse(list.all(screen)) }),
    'filters.save': ({ screen, name, filter }) =>
      mutations.once(['filters'], () => ({
        filterId: z.int().parse(save.get(screen, name, JSON.stringify(filter), context.now())),
      })),
    'filters.delete': ({ filterId }) => {
      mutations.once(['filters'], () => remove.run(filterId))
      return {}
    },
  }
}
