import { join } from 'node:path'
import type { CaptureProgram, CoreResources } from '../core/ports.ts'

/** Where the built program keeps what the core needs; `outFolder` is the folder the build script fills. */
export function builtResources(
  outFolder: string,
  sqliteBinding: string | null,
  captureProgram: CaptureProgram | null,
): CoreResources {
  const resource = (name: string) => join(outFolder, 'resources', name)
  const worker = (name: string) => join(outFolder, 'core', `${name}.worker.cjs`)
  return {
    migrations: resource('migrations'),
    fonts: resource('fonts'),
    data: resource('data'),
    sweepWorker: worker('sweep'),
    importWorker: worker('import'),
    importRowsWorker: worker('import-rows'),
    importSearchWorker: worker('import-search'),
    audioWorker: worker('audio'),
    chromaprint: resource('chromaprint.wasm'),
    evidenceWorker: worker('evidence'),
    captureProgram,
    sqliteBinding,
  }
}

/** Variable in which the capture program is handed to the command line, as JSON. */
export const captureProgramVariable = 'REFRAIN_CAPTURE_PROGRAM'

/** Reads that variable; anything that is no such program is none. */
export function captureProgramFrom(value: string | undefined): CaptureProgram | null {
  if (value === undefined || value === '') return null
  try {
    const program: unknown = JSON.parse(value)
    return isProgram(program) ? { command: program.command, args: program.args } : null
  } catch {
    return null
  }
}

function isProgram(value: unknown): value is CaptureProgram {
  if (typeof value !== 'object' || value === null || !('command' in value) || !('args' in value)) return false
  const { command, args } = value
  const isList = Array.isArray(args) && args.every((item) => typeof item === 'string')
  return typeof command === 'string' && command !== '' && isList
}
