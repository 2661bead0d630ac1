import type { CatalogueEntry } from '../../../../shared/domain/export/catalogue-json.ts'
import type { Merge } from './merge.ts'

/** A document is known by its content and kind. */
export function mergeDocument({ numbers, rows }: Merge, entry: CatalogueEntry<'documents'>): void {
  const same = `SELECT id FROM document WHERE sha256 = ? AND kind = ?
    ORDER BY title = ? DESC, file_name = ? DESC, added_at = ? DESC, notes = ? DESC, id`
  const { id } = rows.put({
    table: 'document',
    existing: rows.findFree(
      'document',
      same,
      ...[entry.sha256, entry.kind],
      ...[entry.title, entry.fileName, entry.addedAt, entry.notes],
    ),
    values: {
      sha256: entry.sha256,
      file_name: entry.fileName,
      bytes: entry.bytes,
      kind: entry.kind,
      title: entry.title,
      signed_by: entry.signedBy,
      dated: entry.dated,
      notes: entry.notes,
      added_at: entry.addedAt,
    },
  })
  numbers.note('documents', id)
}

/** Says what a document belongs to. */
export function mergeDocumentSubject(
  { numbers, rows, report }: Merge,
  entry: CatalogueEntry<'documentSubjects'>,
): void {
  const documentId = numbers.refer('documents', entry.document)
  const subject = numbers.subject(entry.type, entry.id)
  const added = rows.attach(
    'document_link',
    { document_id: documentId, subject_type: entry.type, subject_id: subject },
    [
      'SELECT id FROM document_link WHERE document_id = ? AND subject_type = ? AND subject_id = ?',
      ...[documentId, entry.type, subject],
    ],
  )
  report.tally(added ? 'created' : 'unchanged')
}
