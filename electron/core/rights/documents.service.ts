import { basename } from 'node:path'
import { z } from 'zod'
import { documentKinds, type DocumentRow, type DocumentSubject } from '../../../shared/contract/documents.ts'
import type { CancelSignal, Handlers, Parsed } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext, RowValues } from '../context.ts'
import { removeWithDependents } from '../platform/dependents.ts'
import { oneLine, quoted } from '../platform/typed-fields.ts'
import { lackingIn } from './lacking.ts'
import { anywhere, readIdPage } from './page.ts'
import { type Subjects, subjectTitleSql, subjectTypes } from './subjects.ts'

type DocumentHandlers = Pick<
  Handlers,
  | 'documents.list'
  | 'documents.add'
  | 'documents.update'
  | 'documents.remove'
  | 'documents.link'
  | 'documents.unlink'
  | 'documents.export'
>

/** What the rights module needs of the blob store. */
export interface FileKeeper {
  keepFile<T>(
    context: CoreContext,
    request: { readonly path: string; readonly name: string; readonly signal: CancelSignal },
    keep: (file: { readonly sha256: string; readonly bytes: number }, register: () => void) => T,
  ): Promise<T>
  copyKeptFile(context: CoreContext, sha256: string, path: string, signal: CancelSignal): Promise<number>
}

const stored = z.object({
  id: z.int(),
  sha256: z.string(),
  file_name: z.string(),
  bytes: z.int(),
  kind: z.enum(documentKinds),
  title: z.string(),
  signed_by: z.string(),
  dated: z.string().nullable(),
  notes: z.string(),
  added_at: z.string(),
})
type Stored = z.infer<typeof stored>

const subjectRows = z.array(
  z.object({ type: z.enum(subjectTypes), id: z.int(), title: z.string().nullable() }),
)
const subjectRefs = z.array(z.object({ type: z.enum(subjectTypes), id: z.int() }))
const ids = z.array(z.int())

export interface DocumentsService {
  readonly handlers: DocumentHandlers
  readonly of: (subject: DocumentSubject) => DocumentRow[]
}

/** Proofs, kept byte for byte. Removing one takes it off the record; its bytes stay, so that undo can bring it back. */
export function createDocumentsService(
  context: CoreContext,
  deps: { readonly subjects: Subjects; readonly files: FileKeeper },
): DocumentsService {
  const { db } = context
  const { subjects, files } = deps
  const one = db.prepare('SELECT * FROM document WHERE id = ?')
  const byHash = db.prepare('SELECT * FROM document WHERE sha256 = ? ORDER BY id LIMIT 1')
  const subjectsOf = db.prepare(
    `SELECT x.subject_type AS type, x.subject_id AS id, ${subjectTitleSql} AS title
     FROM document_link x WHERE x.document_id = ? ORDER BY x.id LIMIT 100`,
  )
  const allSubjects = db.prepare(
    'SELECT subject_type AS type, subject_id AS id FROM document_link WHERE document_id = ?',
  )
  const subjectCount = db.prepare('SELECT count(*) FROM document_link WHERE document_id = ?').pluck()
  const countOf = (id: number) => z.int().parse(subjectCount.get(id))
  const linkId = db
    .prepare('SELECT id FROM document_link WHERE document_id = ? AND subject_type = ? AND subject_id = ?')
    .pluck()
  const idsOf = db
    .prepare('SELECT document_id FROM document_link WHERE subject_type = ? AND subject_id = ? ORDER BY id')
    .pluck()

  const mustGet = (id: number): Stored => {
    const row = one.get(id)
    if (row === undefined) {
      throw new RefrainError(
        'NOT_FOUND',
        'This document is not in the workspace any more. Nothing was changed.',
      )
    }
    return stored.parse(row)
  }
  const rowOf = (id: number): DocumentRow => {
    const { file_name: fileName, signed_by: signedBy, added_at: addedAt, ...same } = mustGet(id)
    const linked = subjectRows
      .parse(subjectsOf.all(id))
      .map(({ title, ...subject }) => ({ ...subject, title: title ?? '' }))
    return { ...same, fileName, signedBy, addedAt, subjects: linked, subjectCount: countOf(id) }
  }

  function link(change: Change, documentId: number, to: readonly DocumentSubject[]): void {
    for (const subject of to) {
      subjects.titleOf(subject)
      if (linkId.get(documentId, subject.type, subject.id) !== undefined) continue
      change.insert('document_link', {
        document_id: documentId,
        subject_type: subject.type,
        subject_id: subject.id,
      })
      subjects.touch(change, subject, context.now())
    }
  }

  const touched = ['documents', 'recordings', 'releases', 'works', 'rights'] as const

  function edit(label: string, work: (change: Change) => void): void {
    context.mutations.undoable(label, touched, work)
  }

  return {
    of: (subject) => ids.parse(idsOf.all(subject.type, subject.id)).map(rowOf),
    handlers: {
      'documents.list': (request) => {
        const words = request.search.split(/\s+/).filter((word) => word !== '')
        const columns = ['title', 'file_name', 'signed_by', 'kind', 'sha256']
        const test = columns.map((column) => `x.${column} LIKE ? ESCAPE '\\'`).join(' OR ')
        const params = words.flatMap((word) => columns.map(() => anywhere(word)))
        const from = `FROM document x WHERE ${['true', ...words.map(() => `(${test})`)].join(' AND ')}`
        const page = readIdPage(db, { from, params, order: 'x.added_at DESC' }, request)
        return { rows: page.ids.map(rowOf), total: page.total, nextCursor: null }
      },

      'documents.add': ({ path, subjects: to, ...fields }, { signal }) => {
        const name = basename(path)
        for (const subject of to) subjects.titleOf(subject)
        return files.keepFile(context, { path, name, signal }, ({ sha256, bytes }, register) =>
          context.mutations.undoable(`Add document ${quoted(name)}`, touched, (change) => {
            register()
            const row = byHash.get(sha256)
            if (row !== undefined) {
              const known = stored.parse(row)
              change.update('document', known.id, lackingIn(known, readFields(fields), 'other'))
              link(change, known.id, to)
              return { documentId: known.id, existed: true }
            }
            const documentId = change.insert('document', {
              kind: 'other',
              ...readFields(fields),
              sha256,
              file_name: name,
              bytes,
              added_at: context.now(),
            })
            link(change, documentId, to)
            return { documentId, existed: false }
          }),
        )
      },

      'documents.update': ({ documentId, patch }) => {
        edit(`Edit document ${quoted(nameOf(mustGet(documentId)))}`, (change) => {
          change.update('document', documentId, readFields(patch))
        })
        return {}
      },

      'documents.remove': ({ documentId }) => {
        edit(`Remove document ${quoted(nameOf(mustGet(documentId)))}`, (change) => {
          const at = context.now()
          for (const subject of subjectRefs.parse(allSubjects.all(documentId)))
            subjects.touch(change, subject, at)
          removeWithDependents(db, change, 'document', documentId)
        })
        return {}
      },

      'documents.link': ({ documentId, subjects: to }) => {
        edit(`Link document ${quoted(nameOf(mustGet(documentId)))}`, (change) => {
          link(change, documentId, to)
        })
        return {}
      },

      'documents.unlink': ({ documentId, subject }) => {
        const name = nameOf(mustGet(documentId))
        const id = z
          .int()
          .optional()
          .parse(linkId.get(documentId, subject.type, subject.id))
        if (id === undefined) {
          throw new RefrainError('NOT_FOUND', `${quoted(name)} does not belong to this. Nothing was changed.`)
        }
        edit(`Unlink document ${quoted(name)} from ${quoted(subjects.titleOf(subject))}`, (change) => {
          change.remove('document_link', id)
          subjects.touch(change, subject, context.now())
        })
        return {}
      },

      'documents.export': async ({ documentId, path }, { signal }) => {
        const { sha256 } = mustGet(documentId)
        return { path, bytes: await files.copyKeptFile(context, sha256, path, signal) }
      },
    },
  }
}

function nameOf(document: Stored): string {
  return document.title === '' ? document.file_name : document.title
}

function readFields(patch: Parsed<'documents.update'>['patch']): RowValues {
  return {
    ...(patch.kind === undefined ? {} : { kind: patch.kind }),
    ...(patch.title === undefined ? {} : { title: oneLine(patch.title) }),
    ...(patch.signedBy === undefined ? {} : { signed_by: oneLine(patch.signedBy) }),
    ...(patch.dated === undefined ? {} : { dated: patch.dated }),
    ...(patch.notes === undefined ? {} : { notes: patch.notes.normalize('NFC') }),
  }
}
