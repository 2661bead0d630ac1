import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CoreProcedureName, Input, Output } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import type { Core } from '../core.ts'
import { setMeta } from '../platform/meta.ts'
import { artist, isrcBlock, label } from './artist.ts'
import { followUpSome, uploadsCsv } from './follow-up.ts'
import type { SampleClock } from './sample-clock.ts'
import { watchForWeeks } from './live.ts'
import { addSampleRights } from './rights.ts'
import { catalogueCsv, mirrorJsonLines, scrapeCsv, shopCsv } from './listings.ts'

type Call = <P extends CoreProcedureName>(name: P, input: Input<P>) => Promise<Output<P>>

/**
 * Fills a new workspace with a fictional artist, a catalogue, four swept sources, decided findings, and cases
 * from the first draft to a counter-notice.
 * It goes through the same procedures the window uses, so the sample is made of nothing but the product. When it
 * fails, its files are removed.
 */
export async function fillWithSample(
  context: CoreContext,
  rawCall: Core['call'],
  past: SampleClock,
): Promise<void> {
  const folder = join(context.paths.root, 'sample')
  try {
    await fill(context, rawCall, { folder, past })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  } finally {
    past.daysAgo(0)
  }
}

async function fill(
  context: CoreContext,
  rawCall: Core['call'],
  { folder, past }: { readonly folder: string; readonly past: SampleClock },
): Promise<void> {
  const call: Call = async (name, input) => {
    const result = await rawCall(name, input)
    if (result.ok) return result.value
    throw new RefrainError(result.error.code, result.error.message, result.error.details)
  }
  const files = writeFiles(folder)
  await call('profile.save', artist)
  await call('isrc.blockAdd', isrcBlock)
  await importCatalogue(call, files.catalogue)
  await holdRights(call)
  await addSampleRights(call, folder)
  await call('rules.create', { kind: 'label', value: label, note: 'My own label: its deliveries are mine' })
  for (const [path, title] of files.listings) {
    const { jobId } = await call('sweeps.start', { paths: [path], title })
    await finished(call, jobId)
  }
  await decideSome(call)
  await call('cases.group', {})
  await followUpSome(call, () => context.clock(), past)
  past.daysAgo(0)
  await watchForWeeks(context, call)
  setMeta(context.db, 'sample', 'yes')
}

function writeFiles(folder: string): {
  readonly catalogue: string
  readonly listings: readonly (readonly [path: string, title: string])[]
} {
  mkdirSync(folder, { recursive: true })
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  return {
    catalogue: write('catalogue.csv', catalogueCsv()),
    listings: [
      [write('streaming-scrape-2025-07.csv', scrapeCsv(20_000)), 'Streaming scrape, July 2025'],
      [write('mirror-listings.jsonl.gz', mirrorJsonLines(2_400)), 'Mirror sites'],
      [write('shop-listings.csv', shopCsv()), 'Shop listings'],
      [write('uploads-reported.csv', uploadsCsv()), 'Uploads reported by listeners'],
    ],
  }
}

async function importCatalogue(call: Call, path: string): Promise<void> {
  const { dialect, mapping } = await call('imports.inspect', { path })
  const { importId, jobId } = await call('imports.preview', { path, dialect, mapping })
  await finished(call, jobId)
  await finished(call, (await call('imports.commit', { importId })).jobId)
}

async function holdRights(call: Call): Promise<void> {
  const { rows } = await call('recordings.list', { limit: 500 })
  for (const row of rows) {
    const authorizedUrl = `${artist.website}/music/${row.title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
    await call('recordings.update', { recordingId: row.id, patch: { rightHeld: 'both', authorizedUrl } })
  }
}

async function decideSome(call: Call): Promise<void> {
  const metadata = await call('findings.list', { limit: 500, filter: { state: 'new', claimable: false } })
  await decide(call, metadata.rows.slice(0, 24), 'monitor', '')
  const vault = await call('findings.list', {
    limit: 500,
    filter: { state: 'new', domain: 'files.tunevault.example' },
  })
  await decide(call, vault.rows, 'confirm', '')
  const videos = await call('findings.list', { limit: 500, filter: { state: 'new', domain: 'youtube.com' } })
  await decide(call, videos.rows.slice(0, 6), 'confirm', '')
  await decide(call, videos.rows.slice(6, 8), 'dismiss', 'A review that plays a few seconds: fair use')
}

async function decide(
  call: Call,
  rows: readonly { readonly id: number }[],
  decision: 'confirm' | 'monitor' | 'dismiss',
  reason: string,
): Promise<void> {
  if (rows.length === 0) return
  await call('findings.decide', { findingIds: rows.map((row) => row.id), decision, reason })
}

async function finished(call: Call, jobId: number): Promise<void> {
  for (;;) {
    const job = await call('jobs.get', { jobId })
    if (job.state === 'done') return
    if (job.error) throw new RefrainError(job.error.code, job.error.message, job.error.details)
    if (job.state !== 'queued' && job.state !== 'running')
      throw new RefrainError('INTERNAL', 'The sample could not be made.')
    await wait(20)
  }
}
