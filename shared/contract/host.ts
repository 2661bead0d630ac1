import { z } from 'zod'
import { nothing } from './common.ts'
import { host } from './procedure.ts'

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
  'host.setTheme': host(z.object({ theme: z.enum(['light', 'dark', 'system']) }), nothing),
} as const
