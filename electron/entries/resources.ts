import { join } from 'node:path'
import type { CoreResources } from '../core/ports.ts'

/** Where the built program keeps what the core needs; `outFolder` is the folder the build script fills. */
export function builtResources(outFolder: string, sqliteBinding: string | null): CoreResources {
  const resource = (name: string) => join(outFolder, 'resources', name)
  const worker = (name: string) => join(outFolder, 'core', `${name}.worker.cjs`)
  return {
    migrations: resource('migrations'),
    fonts: resource('fonts'),
    data: resource('data'),
    sweepWorker: worker('sweep'),
    importWorker: worker('import'),
    importRowsWorker: worker('import-rows'),
    audioWorker: worker('audio'),
    chromaprint: resource('chromaprint.wasm'),
    evidenceWorker: worker('evidence'),
    sqliteBinding,
  }
}
