import { z } from 'zod'
import { recordingFields, recordingRow } from './catalog.ts'
import { id, instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'

/** As many recordings as one command changes at once. */
export const mostEdited = 10_000
const recordingIds = z.array(id).min(1).max(mostEdited)

/** The fields that several recordings can be given at once; a code belongs to one. */
export const bulkFields = recordingFields.omit({ isrc: true, title: true }).partial()
export type BulkFields = z.infer<typeof bulkFields>

export const fieldChange = z.object({
  recordingId: id,
  title: z.string(),
  field: z.string(),
  from: z.union([z.string(), z.number(), z.null()]),
  to: z.union([z.string(), z.number(), z.null()]),
})
export type FieldChange = z.infer<typeof fieldChange>
const changes = z.object({ changes: z.array(fieldChange), total: z.int() })

export const replaceableFields = ['title', 'version', 'artist', 'notes', 'authorizedUrl'] as const
const replacement = z.object({
  /** Null: the whole catalogue. */
  recordingIds: recordingIds.nullable().default(null),
  field: z.enum(replaceableFields),
  find: z.string().min(1).max(500),
  replace: z.string().max(500),
  matchCase: z.boolean().default(false),
  wholeWord: z.boolean().default(false),
  regularExpression: z.boolean().default(false),
})
export type Replacement = z.input<typeof replacement>

export const duplicateReasons = ['code', 'title-artist-duration', 'fingerprint'] as const
/** Groups of duplicates that one answer holds at most: a screen of work, and all of them would be slow to draw. */
export const mostDuplicateGroups = 500
export const duplicateGroup = z.object({
  reason: z.enum(duplicateReasons),
  recordings: z.array(recordingRow),
})

/** The fields in which two recordings can differ, side by side. */
export const mergeField = z.object({
  field: z.string(),
  keep: z.union([z.string(), z.number(), z.null()]),
  other: z.union([z.string(), z.number(), z.null()]),
})
export type MergeField = z.infer<typeof mergeField>
const pair = z.object({ keepId: id, mergeId: id })

export const historyTables = ['recording', 'release', 'work', 'party'] as const
export type HistoryTable = (typeof historyTables)[number]
export const historyEntry = z.object({
  id,
  at: instant,
  actor: z.string(),
  label: z.string(),
  kind: z.enum(['added', 'changed', 'deleted']),
  fields: z.array(
    z.object({
      field: z.string(),
      from: z.union([z.string(), z.number(), z.null()]),
      to: z.union([z.string(), z.number(), z.null()]),
    }),
  ),
})
export type HistoryEntry = z.infer<typeof historyEntry>

export const savedFilter = z.object({ id, name: z.string(), filter: z.record(z.string(), z.unknown()) })
export type SavedFilter = z.infer<typeof savedFilter>

export const editingProcedures = {
  'editing.bulkPreview': query(z.object({ recordingIds, patch: bulkFields }), changes),
  'editing.bulkApply': command(z.object({ recordingIds, patch: bulkFields }), z.object({ changed: z.int() })),
  /** What find and replace would change: at most 500 of them in words, and how many in all. */
  'editing.replacePreview': query(replacement, changes),
  'editing.replaceApply': command(replacement, z.object({ changed: z.int() })),
  'editing.duplicates': query(
    z.object({ limit: z.int().min(1).max(mostDuplicateGroups).default(100) }),
    z.object({
      groups: z.array(duplicateGroup),
      /** True when there are groups beyond the limit. */
      more: z.boolean(),
    }),
  ),
  'editing.mergePreview': query(
    pair,
    z.object({
      fields: z.array(mergeField),
      moved: z.record(z.string(), z.int()),
      obstacle: z.string().nullable(),
    }),
  ),
  /** Moves everything of one recording to another and deletes it; `take` names fields whose value it gives to the other. */
  'editing.merge': command(pair.extend({ take: z.array(z.string()).max(20).default([]) }), nothing),
  'history.list': query(
    z.object({ table: z.enum(historyTables), recordId: id }),
    z.object({ entries: z.array(historyEntry) }),
  ),
  /** Gives a record the values it had after that entry, as a new step that can be undone. */
  'history.restore': command(
    z.object({ table: z.enum(historyTables), recordId: id, entryId: id }),
    z.object({
      changed: z.boolean(),
      /** What could not return and why, a sentence each: a code that was voided or assigned since. */
      kept: z.array(z.string()),
    }),
  ),
  'filters.list': query(
    z.object({ screen: z.string().max(60) }),
    z.object({ filters: z.array(savedFilter) }),
  ),
  'filters.save': command(
    z.object({
      screen: z.string().max(60),
      name: z.string().trim().min(1).max(100),
      filter: z.record(z.string(), z.unknown()),
    }),
    z.object({ filterId: id }),
  ),
  'filters.delete': command(z.object({ filterId: id }), nothing),
} as const
