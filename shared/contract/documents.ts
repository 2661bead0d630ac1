import { z } from 'zod'
import { id, instant, nothing, pageOf, pageRequest, sha256 } from './common.ts'
import { command, query } from './procedure.ts'

export const documentKinds = [
  'split-sheet',
  'contract',
  'assignment',
  'licence',
  'registration',
  'session-file',
  'invoice',
  'correspondence',
  'artwork',
  'lyrics',
  'other',
] as const
export type DocumentKind = (typeof documentKinds)[number]

export const documentSubject = z.object({
  type: z.enum(['recording', 'work', 'release', 'party', 'registration']),
  id,
})
export type DocumentSubject = z.infer<typeof documentSubject>

export const documentFields = z.object({
  kind: z.enum(documentKinds),
  title: z.string().max(300),
  /** Who signed it, as the document names them. */
  signedBy: z.string().max(1000),
  dated: z.iso.date().nullable(),
  notes: z.string().max(10_000),
})
export type DocumentFields = z.infer<typeof documentFields>

export const documentRow = documentFields.extend({
  id,
  sha256,
  fileName: z.string(),
  bytes: z.int(),
  addedAt: instant,
  /** What it belongs to, the first 100. */
  subjects: z.array(documentSubject.extend({ title: z.string() })),
  subjectCount: z.int(),
})
export type DocumentRow = z.infer<typeof documentRow>

export const documentProcedures = {
  'documents.list': query(
    pageRequest.extend({ search: z.string().max(200).default('') }),
    pageOf(documentRow),
  ),
  /** Copies the file into the workspace, byte for byte. The same file twice is one document with more subjects. */
  'documents.add': command(
    documentFields.partial().extend({
      path: z.string().min(1),
      subjects: z.array(documentSubject).max(500).default([]),
    }),
    z.object({ documentId: id, existed: z.boolean() }),
  ),
  'documents.update': command(z.object({ documentId: id, patch: documentFields.partial() }), nothing),
  /** Takes the document off the record; undo brings it back. */
  'documents.remove': command(z.object({ documentId: id }), nothing),
  'documents.link': command(
    z.object({ documentId: id, subjects: z.array(documentSubject).min(1).max(500) }),
    nothing,
  ),
  'documents.unlink': command(z.object({ documentId: id, subject: documentSubject }), nothing),
  /** Writes a copy to `path`, checked against the hash. The kept file itself is never opened by other programs. */
  'documents.export': command(
    z.object({ documentId: id, path: z.string().min(1) }),
    z.object({ path: z.string(), bytes: z.int() }),
  ),
} as const
