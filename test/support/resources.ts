import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { electronArguments, readRuntime, runtimeFile } from '../../scripts/setup/runtime.mjs'
import type { CoreResources } from '../../electron/core/ports.ts'

/** Resources where they lie in the source tree, and worker threads as bundles, which the test run has built. */
export function testResources(): CoreResources {
  return {
    migrations: inProject('electron/core/database/migrations'),
    fonts: inProject('.refrain/workers/fonts'),
    data: inProject('electron/core/data'),
    sweepWorker: worker('sweep'),
    importWorker: worker('import'),
    importRowsWorker: worker('import-rows'),
    importSearchWorker: worker('import-search'),
    audioWorker: worker('audio'),
    chromaprint: inProject('node_modules/@unimusic/chromaprint/dist/chromaprint.wasm'),
    evidenceWorker: worker('evidence'),
    captureProgram: builtApp(),
    sqliteBinding: null,
  }
}

/** The built application in the Electron that setup provided, or null before either is there. */
function builtApp(): CoreResources['captureProgram'] {
  const built = inProject('out/capture/capture.cjs')
  if (!existsSync(runtimeFile) || !existsSync(built)) return null
  return { command: readRuntime().electron.path, args: [...electronArguments(), inProject('')] }
}

function worker(name: string): string {
  return inProject(`.refrain/workers/${name}.worker.cjs`)
}

function inProject(file: string): string {
  return fileURLToPath(new URL(`../../${file}`, import.meta.url))
}
