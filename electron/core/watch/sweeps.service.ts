import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { ListingFile as ListingFileView } from '../../../shared/contract/watch.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import { knownColumns } from './choose-table.ts'
import type { TableSchema } from './engine/database/sqlite-schema.ts'
import type { CoreContext } from '../context.ts'
import { openListing } from './engine/listing-file.ts'
import { listingsIn } from './engine/listings-in.ts'
import { createSweepsRepository, type NewFile } from './sweeps.repository.ts'

export type SweepHandlers = Pick<
  Handlers,
  'sweeps.inspect' | 'sweeps.start' | 'sweeps.list' | 'sweeps.get' | 'sweeps.malformed'
>

/** What the window and the command line can ask of sweeps. */
export function sweepHandlers(context: CoreContext): SweepHandlers {
  const repository = createSweepsRepository(context.db)
  return {
    'sweeps.inspect': async ({ paths }) => {
      const files: ListingFileView[] = []
      const found = await listingsIn(distinct(paths))
      for (const path of found.paths.slice(0, mostShown)) files.push(await inspect(path))
      return { files, more: Math.max(0, found.paths.length - mostShown), remarks: [...found.remarks] }
    },
    'sweeps.start': async ({ paths, title, fuzzy, codesOnly, tables }) => {
      const listings = await listingsIn(distinct(paths))
      if (listings.paths.length === 0) throw nothingIn(listings.remarks)
      const chosen = new Map(tables.map(({ path, ...choice }) => [resolve(path), choice]))
      const files = (await Promise.all(listings.paths.map(lookAt))).map((file) => ({
        ...file,
        choice: chosen.get(file.path) ?? null,
      }))
      const [first] = files
      if (first === undefined || files.every(({ failure }) => failure !== null)) throw nothingToSweep(files)
      if (repository.recordingCount() === 0) throw emptyCatalogue()
      const name = title.trim() === '' ? titleOf(first, files.length) : title.trim()
      return context.mutations.once(['sweeps', 'jobs'], () => {
        const sweepId = repository.insert(name, files, context.now())
        const jobId = context.jobs.start({
          kind: 'sweep',
          title: name,
          subjectId: sweepId,
          input: { sweepId, fuzzy, codesOnly },
        })
        repository.setJob(sweepId, jobId)
        return { sweepId, jobId }
      })
    },
    'sweeps.list': ({ limit }) => ({ sweeps: repository.list(limit) }),
    'sweeps.get': ({ sweepId }) => repository.get(sweepId),
    'sweeps.malformed': ({ sweepId }) => {
      repository.get(sweepId)
      return { rows: [...repository.malformed(sweepId)] }
    },
  }
}

/** Files that are looked at before a sweep begins; of a large folder, the first. */
const mostShown = 200

function nothingIn(remarks: readonly string[]): RefrainError {
  return new RefrainError('FILE_EMPTY', `${remarks.join(' ')} Nothing was started.`)
}

function distinct(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => resolve(path)))]
}

/** What the file is, or what is wrong with it as a warning: one bad file must not hide the others. */
async function inspect(path: string): Promise<ListingFileView> {
  try {
    const file = await openListing(path)
    await file.close()
    const { fileName, bytes, layout, archive, delimiter, fields, warnings } = file
    const { format, compression } = layout
    const kind = archive === null || archive.kind === 'pipe' ? null : archive.kind
    const what = { format, compression, archive: kind, delimiter, fields, warnings: [...warnings] }
    const tables = (file.tables ?? []).map((table) => tableView(table))
    return { path, fileName, bytes, ...what, tables }
  } catch (error) {
    if (!isRefrainError(error)) throw error
    return {
      path,
      fileName: basename(path),
      bytes: 0,
      format: 'csv',
      compression: 'none',
      archive: null,
      delimiter: null,
      fields: {},
      tables: [],
      warnings: [error.message],
    }
  }
}

function tableView(table: TableSchema): ListingFileView['tables'][number] {
  return {
    name: table.name,
    columns: table.columns.map((column) => column.name),
    fields: knownColumns(table),
  }
}

async function lookAt(path: string): Promise<Omit<NewFile, 'choice'>> {
  const fileName = basename(path)
  try {
    const found = await stat(path)
    const failure = found.isFile() ? null : `“${fileName}” is not a file. Choose a file.`
    return { path, fileName, bytes: found.size, modifiedMs: found.mtimeMs, failure }
  } catch {
    const failure = `“${fileName}” is not there, or may not be read with your rights.`
    return { path, fileName, bytes: 0, modifiedMs: 0, failure }
  }
}

function titleOf(first: NewFile, files: number): string {
  return files === 1 ? first.fileName : `${first.fileName} and ${String(files - 1)} more`
}

function nothingToSweep(files: readonly Pick<NewFile, 'failure'>[]): RefrainError {
  const reasons = files.map(({ failure }) => failure).filter((failure) => failure !== null)
  return new RefrainError('FILE_UNREADABLE', `${reasons.join(' ')} Nothing was started.`)
}

function emptyCatalogue(): RefrainError {
  return new RefrainError(
    'VALIDATION',
    'The catalogue holds no recording yet, so there is nothing to look for. Add or import recordings first.',
  )
}
