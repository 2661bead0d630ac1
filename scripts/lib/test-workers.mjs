import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { bundleScripts, findWorkers, fingerprint } from './bundles.mjs'
import { copyDocumentFonts } from './document-fonts.mjs'
import { buildFolder } from './files.mjs'
import { inProject } from './paths.mjs'

const target = inProject('.refrain', 'workers')
const inputs = [
  '{shared,electron/core}/**/*.ts',
  'scripts/lib/{bundles,document-fonts,test-workers}.mjs',
  'package-lock.json',
]

/**
 * Bundles the core's worker threads into `.refrain/workers`, with the fonts of papers beside them, for tests and benchmarks that run the core from its
 * sources. A thread that starts from TypeScript would have Node strip its types, with WebAssembly in every thread;
 * under load that ends the whole process with a segmentation fault inside V8 now and then. It also starts slower.
 * Does nothing when no source has changed.
 */
export default async function buildTestWorkers() {
  const stamp = path.join(target, 'build.sha256')
  const wanted = await fingerprint(inputs)
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return
  await buildFolder(target, async (folder) => {
    await bundleScripts(folder, await findWorkers())
    await copyDocumentFonts(path.join(folder, 'fonts'))
    await writeFile(path.join(folder, path.basename(stamp)), wanted)
  })
}
