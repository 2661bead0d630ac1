import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchApp } from '../../test/e2e/support/app.ts'
import { artist, isrcBlock, label } from '../../electron/core/sample/artist.ts'
import { catalogueCsv, mirrorJsonLines, scrapeCsv, shopCsv } from '../../electron/core/sample/listings.ts'
import { inProject } from '../lib/paths.mjs'
import { runMainJob } from './main-job.ts'

/** The main job, start to end, in the real Electron, on the fictional artist's data. */
const folder = inProject('.refrain', 'demo')
rmSync(folder, { recursive: true, force: true })
const input = join(folder, 'input')
const results = join(folder, 'results')
mkdirSync(input, { recursive: true })
mkdirSync(results, { recursive: true })
const write = (name: string, content: string | Buffer) => {
  const path = join(input, name)
  writeFileSync(path, content)
  return path
}

const began = performance.now()
const app = await launchApp({ dataFolder: join(folder, 'app') })
try {
  console.log(`Refrain is open (${seconds(performance.now() - began)})\n`)
  const report = await runMainJob(
    (name, call) => app.call(name, call),
    {
      profile: artist,
      isrcBlock,
      catalogueFile: write('catalogue.csv', catalogueCsv()),
      listingFiles: [
        write('streaming-scrape.csv', scrapeCsv(200_000)),
        write('mirror-listings.jsonl.gz', mirrorJsonLines(20_000)),
        write('shop-listings.csv', shopCsv()),
      ],
      ownLabel: label,
      outputFolder: results,
    },
    (step) => console.log(`${seconds(step.ms).padStart(8)}  ${step.step}\n          ${step.outcome}`),
  )
  console.log(
    `\n${String(report.findings)} findings, ${String(report.cases)} cases, ${String(report.bundles.length)} verified bundles.`,
  )
  console.log(`Results: ${results}`)
  for (const path of [...report.notices, ...report.bundles]) console.log(`  ${path}`)
} finally {
  await app.close()
}

function seconds(ms: number): string {
  return ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`
}
