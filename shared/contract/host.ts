import { z } from 'zod'
import { id, instant, nothing } from './common.ts'
import { host } from './procedure.ts'

/** Where in the window a notification of the system leads. */
export const notificationTarget = z.discriminatedUnion('kind', [
  /** Findings of this time or later; with `findingId` that one. */
  z.object({ kind: z.literal('findings'), since: instant, findingId: id.nullable() }),
  /** What is due: in one case, or in all of them and the releases. */
  z.object({ kind: z.literal('deadlines'), caseId: id.nullable() }),
])
export type NotificationTarget = z.infer<typeof notificationTarget>

/** Answered by the main process: what needs the desktop, not the store. */
export const hostProcedures = {
  'host.info': host(
    nothing,
    z.object({
      appVersion: z.string(),
      electron: z.string(),
      chromium: z.string(),
      platform: z.string(),
      developmentRuntime: z.boolean(),
      logFolder: z.string(),
      exportsFolder: z.string(),
    }),
  ),
  'host.pickFiles': host(
    z.object({
      title: z.string().max(200),
      multiple: z.boolean().default(false),
      filters: z.array(z.object({ name: z.string(), extensions: z.array(z.string()) })).default([]),
    }),
    z.object({ paths: z.array(z.string()) }),
  ),
  'host.pickFolder': host(
    z.object({ title: z.string().max(200) }),
    z.object({ path: z.string().nullable() }),
  ),
  'host.pickSave': host(
    z.object({ title: z.string().max(200), defaultName: z.string().max(200) }),
    z.object({ path: z.string().nullable() }),
  ),
  'host.reveal': host(z.object({ path: z.string() }), nothing),
  'host.coreStatus': host(
    nothing,
    z.object({ state: z.enum(['starting', 'ready', 'crashed', 'failed']), error: z.unknown() }),
  ),
  'host.restoreBackup': host(nothing, nothing),
  /** Where a selected notification leads; told once, to the first window that asks. */
  'host.takeNotification': host(nothing, z.object({ target: notificationTarget.nullable() })),
  'host.setTheme': host(z.object({ theme: z.enum(['light', 'dark', 'system']) }), nothing),
} as const
