import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { CoreLaunch } from '../entries/core-protocol.ts'
import { builtResources } from '../entries/resources.ts'
import type { WindowLaunch } from './launch.ts'

/** Where everything of one run of the app lies. */
export interface Locations {
  /** Settings, logs and the app's own workspace. */
  readonly data: string
  readonly workspace: string
  /** What belongs to this workspace's windows on this machine: the browser profile, the window's place. */
  readonly instance: string
  readonly logs: string
  readonly exports: string
  readonly out: string
}

/**
 * Chooses the folders. Each workspace has a browser profile of its own, named by a hash of its path, so
 * that two workspaces can be open at once and one workspace only once.
 */
export function chooseLocations(launch: WindowLaunch, defaultData: string, appFolder: string): Locations {
  const data = resolve(launch.dataFolder ?? defaultData)
  const workspace = resolve(launch.workspace ?? join(data, launch.demo ? 'demo-workspace' : 'workspace'))
  const key = createHash('sha256').update(workspace).digest('hex').slice(0, 16)
  return {
    data,
    workspace,
    instance: join(data, 'instances', key),
    logs: join(data, 'logs'),
    exports: join(workspace, 'exports'),
    out: join(appFolder, 'out'),
  }
}

/**
 * How the core is to be started. The app's own workspaces are created when they are missing; a folder named
 * by the person is not, because a mistyped name must not look like an empty workspace.
 */
export function coreLaunch(
  launch: WindowLaunch,
  locations: Locations,
  appVersion: string,
  sqliteBinding: string | null,
  captureProgram: CoreLaunch['resources']['captureProgram'],
): Omit<CoreLaunch, 'task'> {
  return {
    workspace: locations.workspace,
    create: launch.workspace === null || launch.demo,
    sample: launch.demo,
    appVersion,
    resources: builtResources(locations.out, sqliteBinding, captureProgram),
  }
}

/** The native SQLite build to load, or null for the one better-sqlite3 ships. */
export function findSqliteBinding(
  env: Readonly<Record<string, string | undefined>>,
  packagedResources: string | null,
): string | null {
  const configured = env.REFRAIN_SQLITE_BINDING
  if (configured !== undefined && configured !== '') return configured
  if (packagedResources === null) return null
  const shipped = join(packagedResources, 'native', 'better_sqlite3.node')
  return existsSync(shipped) ? shipped : null
}
