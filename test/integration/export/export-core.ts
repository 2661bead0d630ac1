import { afterEach, beforeEach } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { type CatalogueSeed, exportFolder, openCatalogueSeed } from './full-catalogue.ts'

/** What a test of an export works with; each test gets its own. */
export interface ExportTest {
  core: TestCore
  seed: CatalogueSeed
  out: ReturnType<typeof exportFolder>
}

/** A core on a new workspace, a way to fill it, and a folder to export to; read it inside the tests. */
export function useExportCore(): ExportTest {
  const current = {} as ExportTest
  beforeEach(async () => {
    current.core = await openTestCore()
    current.seed = openCatalogueSeed(current.core.folder)
    current.out = exportFolder()
  })
  afterEach(async () => {
    current.seed.close()
    await current.core.dispose()
    current.out.remove()
  })
  return current
}
