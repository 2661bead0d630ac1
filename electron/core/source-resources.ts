import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CoreResources } from './ports.ts'

/** Resources where they lie in the source tree: for the tests and for the command line run from the repository. */
export function sourceResources(sqliteBinding: string | null = null): CoreResources {
  const here = dirname(fileURLToPath(import.meta.url))
  return {
    migrations: join(here, 'database', 'migrations'),
    fonts: join(here, '..', '..', 'node_modules', 'dejavu-fonts-ttf', 'ttf'),
    data: join(here, 'data'),
    sweepWorker: join(here, 'watch', 'sweep.worker.ts'),
    importWorker: join(here, 'catalog', 'import.worker.ts'),
    audioWorker: join(here, 'audio', 'audio.worker.ts'),
    chromaprint: join(
      here,
      '..',
      '..',
      'node_modules',
      '@unimusic',
      'chromaprint',
      'dist',
      'chromaprint.wasm',
    ),
    evidenceWorker: join(here, 'evidence', 'evidence.worker.ts'),
    sqliteBinding,
  }
}
