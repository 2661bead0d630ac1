import { isRefrainError } from '../../shared/errors.ts'
import { toast } from '../ui/toasts.tsx'
import { call } from './client.ts'
import { toUserError } from './use-command.ts'

export interface FileFilter {
  readonly name: string
  readonly extensions: readonly string[]
}

async function orReport<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isRefrainError(error) || error.code !== 'CANCELLED') toast.error(toUserError(error))
    return otherwise
  }
}

/** Opens the system's file dialog. Resolves with no path when the user cancels. */
export async function pickFiles(options: {
  readonly title: string
  readonly multiple?: boolean
  readonly filters?: readonly FileFilter[]
}): Promise<readonly string[]> {
  const filters = (options.filters ?? []).map(({ name, extensions }) => ({
    name,
    extensions: [...extensions],
  }))
  const picked = call('host.pickFiles', {
    title: options.title,
    multiple: options.multiple ?? false,
    filters,
  })
  return (await orReport(picked, { paths: [] })).paths
}

/** Opens the system's folder dialog. Resolves with null when the user cancels. */
export async function pickFolder(title: string): Promise<string | null> {
  return (await orReport(call('host.pickFolder', { title }), { path: null })).path
}

/** Opens the system's save dialog. Resolves with null when the user cancels. */
export async function pickSave(options: {
  readonly title: string
  readonly defaultName: string
}): Promise<string | null> {
  return (await orReport(call('host.pickSave', options), { path: null })).path
}

/** Shows a file or folder in the system's file manager. */
export async function reveal(path: string): Promise<void> {
  await orReport(call('host.reveal', { path }), {})
}
