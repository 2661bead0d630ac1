import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import {
  type ExportCheck,
  exportOptions,
  type exportProcedures,
  type ExportResult,
  exportSelection,
} from '../../../shared/contract/export.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { type ExportFormat, exportFormats, formatFacts } from '../../../shared/domain/export/formats.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../context.ts'
import { ernWriter } from './ern-writer.ts'
import type { ExportPlan, ExportSource, ExportTarget, FormatWriter } from './format-writer.ts'
import { importCatalogueJson } from './json-import.ts'
import { createCatalogueImportUndo } from './json-import-undo.ts'
import { labelCopyWriter } from './label-copy-writer.ts'
import { mlcMatchWriter, mlcWriter } from './mlc-writer.ts'
import { createOutputFiles, type OutputFiles, refuseTarget } from '../platform/output-files.ts'
import { createPace } from './pages.ts'
import { openSnapshot } from './snapshot.ts'
import { soundExchangeWriter } from './soundexchange-writer.ts'
import { csvWriter, jsonWriter, xlsxWriter } from './table-writer.ts'
import { tagsWriter } from './tags-writer.ts'

type ExportHandlers = Pick<Handlers, keyof typeof exportProcedures>

const writers: Readonly<Record<ExportFormat, FormatWriter>> = {
  csv: csvWriter,
  xlsx: xlsxWriter,
  json: jsonWriter,
  ern43: ernWriter,
  mlc: mlcWriter,
  'mlc-match': mlcMatchWriter,
  soundexchange: soundExchangeWriter,
  'label-copy': labelCopyWriter,
  tags: tagsWriter,
}

const exportInput = z.object({
  format: z.enum(exportFormats),
  selection: exportSelection,
  path: z.string(),
  overwrite: z.boolean(),
  options: exportOptions,
})
type ExportInput = z.output<typeof exportInput>

const importInput = z.object({ path: z.string(), dryRun: z.boolean() })

const listedFiles = 500

/**
 * Brings the catalogue out: what a format would lack, and writing it as a job with progress and cancel. Files appear
 * whole or not at all, never over one that is there unless the user said so. Also takes a catalogue file back in.
 */
export function createExportsService(context: CoreContext): ExportHandlers {
  createCatalogueImportUndo(context)

  context.jobs.define({
    kind: 'catalog.export',
    resumable: false,
    run: (input, control) => runExport(context, exportInput.parse(input), control),
  })
  context.jobs.define({
    kind: 'catalog.import-json',
    resumable: false,
    run: async (input, control) => {
      const request = importInput.parse(input)
      const result = await context.gate.hold(() => importCatalogueJson(context, request, control))
      if (!request.dryRun) context.touched('recordings', 'releases', 'imports', 'isrc', 'undo')
      return result
    },
  })

  return {
    'exports.check': async ({ format, selection, options }, { signal }): Promise<ExportCheck> => {
      const cancel = new AbortController()
      signal.addEventListener('abort', () => cancel.abort(), { once: true })
      const snapshot = openSnapshot(context, selection)
      try {
        const pace = createPace({ signal: cancel.signal, progress: () => undefined }, 0)
        const source = { context, snapshot, options, pace, signal: cancel.signal }
        const plan = await writers[format].plan(source)
        return {
          format,
          ...reportOf(plan),
          files: plan.files,
          suggestedName: plan.name,
          notes: [...plan.notes],
        }
      } finally {
        snapshot.close()
      }
    },

    'exports.start': ({ format, selection, path, overwrite, options }) => {
      const place = resolve(path)
      if (formatFacts[format].files === 'one') refuseTarget(place, overwrite)
      const input: ExportInput = { format, selection, path: place, overwrite, options }
      const title = `Export: ${formatFacts[format].label}`
      return { jobId: context.jobs.start({ kind: 'catalog.export', title, subjectId: null, input }) }
    },

    'exports.importCatalogue': ({ path, dryRun }) => {
      const input: z.input<typeof importInput> = { path: resolve(path), dryRun }
      const title = dryRun ? 'Check a catalogue file' : 'Import a catalogue file'
      return { jobId: context.jobs.start({ kind: 'catalog.import-json', title, subjectId: null, input }) }
    },
  }
}

async function runExport(
  context: CoreContext,
  input: ExportInput,
  control: JobControl,
): Promise<ExportResult> {
  const snapshot = openSnapshot(context, input.selection)
  const files = createOutputFiles({ overwrite: input.overwrite })
  try {
    const pace = createPace(control, expectedSteps(input.format, snapshot))
    const source: ExportSource = { context, snapshot, options: input.options, pace, signal: control.signal }
    const writer = writers[input.format]
    const plan = await writer.write(source, targetOf(input, files))
    control.signal.throwIfAborted()
    const written = files.commit()
    writer.record?.(source, written)
    return {
      format: input.format,
      ...reportOf(plan),
      files: written.slice(0, listedFiles),
      fileCount: written.length,
      notes: [...plan.notes],
    }
  } finally {
    files.discard()
    snapshot.close()
  }
}

function expectedSteps(format: ExportFormat, snapshot: ReturnType<typeof openSnapshot>): number {
  if (format === 'csv' || format === 'xlsx')
    return Math.max(snapshot.count('recording'), snapshot.count('track'))
  if (format === 'json') {
    return (['party', 'work', 'recording', 'release'] as const).reduce(
      (sum, table) => sum + snapshot.count(table),
      0,
    )
  }
  if (format === 'mlc' || format === 'mlc-match') return snapshot.count('work')
  return snapshot.count(format === 'soundexchange' || format === 'tags' ? 'recording' : 'release')
}

/** One file goes where the user said; several go into the folder the user named. */
function targetOf(input: ExportInput, files: OutputFiles): ExportTarget {
  const isFolder = statSync(input.path, { throwIfNoEntry: false })?.isDirectory() === true
  return {
    files,
    place(name, count) {
      if (formatFacts[input.format].files === 'one') return input.path
      if (isFolder) return join(input.path, name)
      if (count === 1) return input.path
      throw new RefrainError(
        'VALIDATION',
        `This makes ${String(count)} files. Nothing was written. Choose a folder for them that is there.`,
        { files: count },
      )
    },
  }
}

function reportOf(plan: ExportPlan) {
  const { subjects, leftOut, problems } = plan
  return { subjects, leftOut, problems: problems.list(), needed: problems.needed, advised: problems.advised }
}
