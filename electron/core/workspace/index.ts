import type { Handlers } from '../../../shared/contract/index.ts'
import { createCaseCounter } from '../cases/index.ts'
import { createBlockWarnings } from '../catalog/index.ts'
import type { CoreContext } from '../context.ts'
import { listBackups, writeBackup } from '../database/backup.ts'
import { schemaVersion } from '../database/migrate.ts'
import { getMeta } from '../platform/meta.ts'
import type { MutationLayer } from '../platform/mutations.ts'
import { createHomeSummary } from './home-summary.ts'
import { createSettings } from './settings.repository.ts'

type WorkspaceHandlers = Pick<
  Handlers,
  | 'workspace.info'
  | 'workspace.backup'
  | 'workspace.backups'
  | 'home.summary'
  | 'settings.get'
  | 'settings.set'
  | 'undo.state'
  | 'undo.undo'
  | 'undo.skip'
  | 'undo.redo'
>

/** What concerns the workspace as a whole: facts, backups, preferences, undo and the home screen. */
export function createWorkspace(context: CoreContext, mutations: MutationLayer): WorkspaceHandlers {
  const { db, paths } = context
  const settings = createSettings(db)
  return {
    'workspace.info': () => ({
      path: paths.root,
      workspaceId: getMeta(db, 'workspace-id') ?? '',
      schemaVersion: schemaVersion(db),
      appVersion: context.appVersion,
      readOnly: context.readOnly,
      createdAt: getMeta(db, 'created-at') ?? context.now(),
      sample: getMeta(db, 'sample') === 'yes',
      lastBackupAt: listBackups(paths.backups)[0]?.at ?? null,
    }),
    'workspace.backup': () => {
      const backup = writeBackup(db, paths.backups, context.now(), 'asked', context.resources.sqliteBinding)
      context.touched('settings')
      return backup
    },
    'workspace.backups': () => ({ backups: [...listBackups(paths.backups)] }),
    'home.summary': createHomeSummary(db, createCaseCounter(context), createBlockWarnings(context)),
    'settings.get': () => settings.all(),
    'settings.set': ({ key, value }) => {
      context.mutations.once(['settings'], () => {
        settings.set(key, value)
      })
      return {}
    },
    'undo.state': () => mutations.state(),
    'undo.undo': () => mutations.undo(),
    'undo.skip': () => mutations.skip(),
    'undo.redo': () => mutations.redo(),
  }
}
