import { z } from 'zod'
import type { SplitEntry } from '../../../../shared/domain/export/catalogue-json.ts'
import type { Subject } from './entry-numbers.ts'
import type { Merge } from './merge.ts'

/** Whose shares they are. */
interface ShareSubject {
  readonly type: Subject
  readonly id: number
  /** True when this import made it. */
  readonly created: boolean
}

const anyShare = 'SELECT id FROM split WHERE subject_type = ? AND subject_id = ? AND right_kind = ? LIMIT 1'

const storedLines = `
  SELECT party_id || ':' || share || ':' || territory || ':' || coalesce(valid_from, '') || ':' || coalesce(valid_to, '')
  FROM split WHERE subject_type = ? AND subject_id = ? AND right_kind = ?`

/** Takes the shares of a right as a whole or not at all: a part of a set would not add up. */
export function mergeShares(merge: Merge, subject: ShareSubject, entries: readonly SplitEntry[]): void {
  for (const right of new Set(entries.map((entry) => entry.right))) {
    const offered = entries.filter((entry) => entry.right === right)
    const known = subject.created ? null : merge.rows.find(anyShare, subject.type, subject.id, right)
    if (known === null) for (const entry of offered) insertShare(merge, subject, entry)
    else if (!sameShares(merge, subject, right, offered)) {
      merge.report.keep(`shares (${right})`, 'as they are', 'others')
    }
  }
}

function insertShare({ journal, numbers }: Merge, { type, id }: ShareSubject, entry: SplitEntry): void {
  journal.insert('split', {
    subject_type: type,
    subject_id: id,
    right_kind: entry.right,
    party_id: numbers.refer('parties', entry.party),
    share: entry.share,
    territory: entry.territory,
    valid_from: entry.validFrom,
    valid_to: entry.validTo,
    state: entry.state,
    document_id: entry.document === null ? null : numbers.refer('documents', entry.document),
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
  })
}

function sameShares(
  { journal, numbers }: Merge,
  { type, id }: ShareSubject,
  right: string,
  offered: readonly SplitEntry[],
): boolean {
  const stored = z.array(z.string()).parse(journal.prepare(storedLines).pluck().all(type, id, right))
  const lines = offered.map(({ party, share, territory, validFrom, validTo }) =>
    [numbers.refer('parties', party), share, territory, validFrom ?? '', validTo ?? ''].join(':'),
  )
  return JSON.stringify(stored.sort()) === JSON.stringify(lines.sort())
}
