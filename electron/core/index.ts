import { rmSync } from 'node:fs'
import type { Handlers } from '../../shared/contract/index.ts'
import { createAudio } from './audio/index.ts'
import { createCases, createLookedCases } from './cases/index.ts'
import { createCatalog } from './catalog/index.ts'
import type { CoreContext } from './context.ts'
import type { Core } from './core.ts'
import { listBackups, writeBackup } from './database/backup.ts'
import {
  copyKeptFile,
  createCustodyLog,
  createEvidence,
  createTrust,
  keepFile,
  readKeptFile,
  recheckWhenDue,
  sealSourceRows,
  settingHosts,
  startFindingsCapture,
  storeObject,
} from './evidence/index.ts'
import { createEditing } from './editing/index.ts'
import { createExport } from './export/index.ts'
import { createFindings, settleNewFindings } from './findings/index.ts'
import { createChangeAnnouncer } from './platform/changes.ts'
import { createDeadlines } from './deadlines/index.ts'
import { createExposure } from './exposure/index.ts'
import { createLookMeans, createStatus } from './live/status/index.ts'
import { createLetters } from './letters/index.ts'
import { createLive, createReach } from './live/index.ts'
import { explainDiskFailure } from './platform/disk-failure.ts'
import { createDispatch } from './platform/dispatch.ts'
import { createJobRunner } from './platform/jobs.ts'
import { setMeta } from './platform/meta.ts'
import { createMutations } from './platform/mutations.ts'
import { followOfflineSetting } from './platform/net/offline.ts'
import { noSecretStore } from './platform/no-secret-store.ts'
import { type OpenWorkspace, openWorkspace } from './platform/open-workspace.ts'
import { createWriteGate } from './platform/write-gate.ts'
import type { CoreOptions } from './ports.ts'
import { createProviders } from './providers/index.ts'
import { createReservation } from './reservation/index.ts'
import { createRights } from './rights/index.ts'
import { createWatch } from './watch/index.ts'
import { type SampleClock, sampleBeginsDaysAgo, sampleClock } from './sample/sample-clock.ts'
import { createWorkspace } from './workspace/index.ts'

export type { Core } from './core.ts'
export type { CoreOptions, CoreResources } from './ports.ts'
export { restoreBackup } from './platform/restore.ts'

/** A command line has no later: it waits a little for the tokens of what it has just made. */
const timestampsOnCloseMs = 10_000
const onClose = 'on-close'
const backupAfterMs = 60 * 60 * 1000
const backupOnCloseBelowBytes = 256 * 1024 * 1024

/**
 * Opens a workspace and starts the core on it. The same for the window, the command line and the tests.
 * Throws WORKSPACE_MISSING, WORKSPACE_LOCKED, WORKSPACE_NEWER, WORKSPACE_CORRUPT, READ_ONLY or DISK_FULL; nothing
 * is left open then, and nothing is left of a workspace that could not be made.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const begins = options.sample === true && options.create === true ? sampleBeginsDaysAgo : 0
  const clock = sampleClock(options.clock, begins)
  const now = () => new Date(clock.now()).toISOString()
  const workspace = openWorkspace({
    folder: options.workspace,
    create: options.create ?? false,
    migrations: options.resources.migrations,
    sqliteBinding: options.resources.sqliteBinding,
    appVersion: options.appVersion,
    now,
    statements: options.statements,
  })
  try {
    if (!workspace.created) clock.daysAgo(0)
    return await startCore({ ...options, clock: clock.now }, workspace, { now, past: clock })
  } catch (error) {
    workspace.abandon()
    throw explainDiskFailure(workspace.paths.root, workspace.created ? 'create' : 'open', error)
  }
}

async function startCore(
  options: CoreOptions,
  workspace: OpenWorkspace,
  { now, past }: { readonly now: () => string; readonly past: SampleClock },
): Promise<Core> {
  const { db, paths } = workspace
  const announcer = createChangeAnnouncer((tables) => {
    options.emit('data.changed', { tables })
    if (tables.includes('settings')) followOfflineSetting(db)
    if (tables.includes('evidence') || tables.includes('settings')) trust.timestamps.changed()
    live.changed(tables)
  })
  const touched: CoreContext['touched'] = (...tables) => {
    announcer.touched(...tables)
  }
  const actor = options.actor ?? 'window'
  const mutations = createMutations(db, { now, touched, actor })
  const gate = createWriteGate()
  const jobs = createJobRunner(db, {
    clock: options.clock,
    now,
    emit: options.emit,
    touched,
    log: options.log,
  })
  const context: CoreContext = {
    db,
    paths,
    resources: options.resources,
    secrets: options.secrets ?? noSecretStore,
    appVersion: options.appVersion,
    readOnly: false,
    actor,
    mutations,
    custody: createCustodyLog({ db, now, appVersion: options.appVersion }),
    jobs,
    gate,
    now,
    clock: options.clock,
    emit: options.emit,
    touched,
    log: options.log,
  }
  const trust = createTrust(context)
  const reach = createReach(context, options.live)
  const live = createLive(context, reach)
  const catalog = createCatalog(context)
  const rights = createRights(context, { keepFile, copyKeptFile })
  const status = createStatus(context, {
    ...createLookedCases(context),
    ...{ startFindingsCapture, captureHosts: settingHosts },
    means: createLookMeans(reach, () => settingHosts(db)),
  })
  const handlers: Handlers = {
    ...createWorkspace(context, mutations),
    ...jobs.handlers,
    ...catalog,
    ...rights,
    ...createAudio(context),
    ...createEditing(context, { ...catalog, ...rights }),
    ...createFindings(context),
    ...createWatch(context, { settleNewFindings, sealFindingsOfFile: sealSourceRows }),
    ...live.handlers,
    ...createCases(context, { storeObject, keepFile, copyKeptFile, readKeptFile }),
    ...status.handlers,
    ...createLetters(),
    ...createDeadlines(context),
    ...createProviders(context),
    ...createExposure(context),
    ...createReservation(),
    ...createEvidence(context, trust),
    ...createExport(context),
  }
  // Loading the shipped directory is no work of the artist's: it alone calls for no backup.
  const writesAtOpen = changesSoFar(context)
  if (workspace.created) recordCreation(context)
  const call = createDispatch(handlers, {
    gate,
    beforeWrite: jobs.storeWaiting,
    log: options.log,
    clock: options.clock,
  })
  if (workspace.created && options.sample === true) {
    const { fillWithSample } = await import('./sample/index.ts')
    try {
      await fillWithSample(context, call, past)
    } catch (error) {
      await jobs.stop()
      throw error
    }
  }
  if (options.resumeJobs ?? true) {
    jobs.recover()
    trust.timestamps.start()
    live.start()
    recheckWhenDue(context)
    status.start()
  }

  return {
    call,
    async close() {
      live.stop()
      status.stop()
      await jobs.stop()
      trust.ring.close()
      await trust.timestamps.stop(actor === 'window' ? 0 : timestampsOnCloseMs)
      try {
        if (changesSoFar(context) > writesAtOpen) backupOnClose(context)
      } catch (error) {
        options.log(`backup on close failed: ${String(error)}`)
      } finally {
        workspace.close()
      }
    },
  }
}

function recordCreation(context: CoreContext): void {
  context.mutations.once(['custody'], () => {
    context.custody.append({ action: 'workspace.created', subject: 'workspace', actor: 'app' })
    setMeta(context.db, 'created-by', context.appVersion)
  })
}

function changesSoFar(context: CoreContext): number {
  const row = context.db.prepare('SELECT total_changes() AS n').get()
  return typeof row === 'object' && row !== null && 'n' in row && typeof row.n === 'number' ? row.n : 0
}

/** The newest state is always backed up; of those of one hour only the last is kept. */
function backupOnClose(context: CoreContext): void {
  const { db, paths } = context
  const pages = Number(db.pragma('page_count', { simple: true }))
  const pageSize = Number(db.pragma('page_size', { simple: true }))
  if (pages * pageSize > backupOnCloseBelowBytes) {
    context.log('the workspace is too large to be backed up at every close')
    return
  }
  const last = listBackups(paths.backups)[0]
  writeBackup(db, paths.backups, context.now(), onClose, context.resources.sqliteBinding)
  const replaced = last?.reason === onClose && context.clock() - Date.parse(last.at) < backupAfterMs
  if (replaced) rmSync(last.file, { force: true })
}
