import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { parseWebAddress } from '../../../shared/domain/findings/web-address.ts'
import { urlPrecision } from '../../../shared/domain/notices/item-url.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { packIds } from './id-ranges.ts'

/**
 * Names the address of the file a listing only leads to, or takes it away. It can be undone. What was sent stays as it
 * was sent; for letters still to be sent, a look at another address counts no more.
 */
export function createFileAddress(
  context: CoreContext,
): (input: Parsed<'findings.setFile'>) => Output<'findings.setFile'> {
  const { db, mutations } = context
  const known = db.prepare<[number], { file_url: string | null }>('SELECT file_url FROM finding WHERE id = ?')
  const unsent = {
    case_item: db
      .prepare<[number], number>(
        `SELECT i.finding_id FROM case_item i JOIN enforcement_case c ON c.id = i.case_id
         WHERE i.finding_id = ? AND i.seen_at IS NOT NULL AND c.sent_at IS NULL`,
      )
      .pluck(),
    carried_item: db
      .prepare<[number], number>(
        `SELECT i.id FROM carried_item i JOIN enforcement_case c ON c.id = i.case_id
         WHERE i.finding_id = ? AND i.seen_at IS NOT NULL AND c.sent_at IS NULL`,
      )
      .pluck(),
  }

  return ({ findingIds, url }) => {
    const address = url === null || url.trim() === '' ? null : exact(url.trim())
    const changed = [...new Set(findingIds)].filter((id) => {
      const row = known.get(id)
      if (row === undefined)
        throw new RefrainError(
          'NOT_FOUND',
          'There is no such finding in this workspace. Nothing was changed.',
        )
      return row.file_url !== address
    })
    if (changed.length === 0) return { changed: 0 }
    const label = `${address === null ? 'Remove' : 'Set'} the file’s address of ${changed.length === 1 ? '1 finding' : `${changed.length} findings`}`
    mutations.undoable(label, ['findings', 'cases', 'notices', 'custody'], (change) => {
      for (const id of changed) {
        change.update('finding', id, { file_url: address })
        for (const table of ['case_item', 'carried_item'] as const)
          for (const row of unsent[table].all(id)) change.update(table, row, { seen_at: null })
      }
      context.custody.append({
        action: 'findings.fileNamed',
        subject: changed.length === 1 ? `finding:${changed[0] ?? 0}` : 'findings',
        actor: 'artist',
        detail: { changed: changed.length, findings: packIds(changed), url: address },
      })
    })
    return { changed: changed.length }
  }
}

/** Throws VALIDATION for what is no address of one thing on the web. */
function exact(url: string): string {
  const precision = urlPrecision(url)
  if (precision === 'item' && parseWebAddress(url) !== null) return url
  throw new RefrainError(
    'VALIDATION',
    precision === 'invalid'
      ? `“${url.slice(0, 200)}” is no web address. Nothing was changed. Give it as https://host/….`
      : `“${url.slice(0, 200)}” names a site or a profile, not the file. Nothing was changed. Give the address of the file itself.`,
    { field: 'url' },
  )
}
