import { z } from 'zod'
import { instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'

export const workspaceInfo = z.object({
  path: z.string(),
  workspaceId: z.string(),
  schemaVersion: z.int(),
  appVersion: z.string(),
  readOnly: z.boolean(),
  createdAt: instant,
  sample: z.boolean(),
  lastBackupAt: instant.nullable(),
})
export type WorkspaceInfo = z.infer<typeof workspaceInfo>

export const backupInfo = z.object({ file: z.string(), bytes: z.int(), at: instant, reason: z.string() })

export const attentionItem = z.object({
  code: z.enum([
    'profile-missing',
    'isrc-block-missing',
    'isrc-block-nearly-used',
    'catalogue-empty',
    'never-swept',
    'findings-new',
    'findings-confirmed-without-case',
    'recordings-without-isrc',
    'notice-incomplete',
    'notice-ready',
    'job-interrupted',
    'custody-broken',
  ]),
  count: z.int(),
  severity: z.enum(['info', 'todo', 'urgent']),
})
export type AttentionItem = z.infer<typeof attentionItem>

export const homeSummary = z.object({
  recordings: z.int(),
  releases: z.int(),
  works: z.int(),
  people: z.int(),
  sweeps: z.int(),
  listingsSwept: z.int(),
  findings: z.object({
    new: z.int(),
    confirmed: z.int(),
    authorized: z.int(),
    dismissed: z.int(),
    monitor: z.int(),
  }),
  cases: z.object({ draft: z.int(), ready: z.int(), sent: z.int() }),
  attention: z.array(attentionItem),
  recentEvents: z.array(z.object({ seq: z.int(), at: instant, action: z.string(), subject: z.string() })),
})
export type HomeSummary = z.infer<typeof homeSummary>

export const undoState = z.object({ undo: z.string().nullable(), redo: z.string().nullable() })
export type UndoState = z.infer<typeof undoState>

/** Preferences that belong to the workspace; keys are dotted names, values are JSON. */
export const settings = z.record(z.string(), z.unknown())

export const workspaceProcedures = {
  'workspace.info': query(nothing, workspaceInfo),
  'workspace.backup': command(nothing, backupInfo),
  'workspace.backups': query(nothing, z.object({ backups: z.array(backupInfo) })),
  'home.summary': query(nothing, homeSummary),
  'settings.get': query(nothing, settings),
  'settings.set': command(
    z.object({ key: z.string().regex(/^[a-z][a-zA-Z0-9.]{0,80}$/), value: z.json() }),
    nothing,
  ),
  'undo.state': query(nothing, undoState),
  'undo.undo': command(nothing, z.object({ label: z.string(), state: undoState })),
  /** Leaves out the step that undo cannot take back, so that the one before it can be; nothing else is changed. */
  'undo.skip': command(nothing, z.object({ label: z.string(), state: undoState })),
  'undo.redo': command(nothing, z.object({ label: z.string(), state: undoState })),
} as const
