import { fileURLToPath } from 'node:url'
import type { CoreResources } from '../../electron/core/ports.ts'

/** Resources where they lie in the source tree, and worker threads as bundles, which the test run has built. */
export function testResources(): CoreResources {
  return {
    migrations: inProject('electron/core/database/migrations'),
    fonts: inProject('node_modules/dejavu-fonts-ttf/ttf'),
    data: inProject('electron/core/data'),
    sweepWorker: worker('sweep'),
    importWorker: worker('import'),
    importRowsWorker: worker('import-rows'),
    audioWorker: worker('audio'),
    chromaprint: inProject('node_modules/@unimusic/chromaprint/dist/chromaprint.wasm'),
    evidenceWorker: worker('evidence'),
    sqliteBinding: null,
  }
}

function worker(name: string): string {
  return inProject(`.refrain/workers/${name}.worker.cjs`)
}

function inProject(file: string): string {
  return fileURLToPath(new URL(`../../${file}`, import.meta.url))
}
