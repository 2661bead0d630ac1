import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CoreContext } from '../../../electron/core/context.ts'
import {
  createCustodyLog,
  createEvidence,
  sealSourceRows,
  storeObject,
} from '../../../electron/core/evidence/index.ts'
import { createJobRunner } from '../../../electron/core/platform/jobs.ts'
import { createMutations } from '../../../electron/core/platform/mutations.ts'
import { noSecretStore } from '../../../electron/core/platform/no-secret-store.ts'
import { openWorkspace } from '../../../electron/core/platform/open-workspace.ts'
import { createWriteGate } from '../../../electron/core/platform/write-gate.ts'
import type { SecretStore } from '../../../electron/core/ports.ts'
import { testResources } from '../../support/resources.ts'
import type { Job } from '../../../shared/contract/jobs.ts'

const appVersion = '0.0.0-test'

/** The evidence module on a real store, with the platform it runs on and nothing else. */
export interface EvidenceWorkspace {
  readonly folder: string
  readonly context: CoreContext
  readonly evidence: ReturnType<typeof createEvidence>
  readonly logLines: string[]
  job(jobId: number): Job
  cancel(jobId: number): void
  /** Waits until the job is in a final state. */
  finished(jobId: number): Promise<Job>
  close(): Promise<void>
  dispose(): Promise<void>
}

/** A clock that starts at a fixed time and moves on by one second whenever it is read. */
export function steppingClock(start = Date.UTC(2026, 10, 22, 10, 0, 0)): () => number {
  let now = start
  return () => (now += 1000)
}

/** Opens a workspace, new or as an earlier run left it. */
export function openEvidenceWorkspace(
  options: { folder?: string; clock?: () => number; recover?: boolean; secrets?: SecretStore } = {},
): EvidenceWorkspace {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'refrain-evidence-'))
  const clock = options.clock ?? steppingClock()
  const now = () => new Date(clock()).toISOString()
  const resources = testResources()
  const { migrations, sqliteBinding } = resources
  const workspace = openWorkspace({ folder, create: true, migrations, sqliteBinding, appVersion, now })
  const { db, paths } = workspace
  const logLines: string[] = []
  const log = (line: string) => logLines.push(line)
  const touched = () => undefined
  const emit = () => undefined
  const jobs = createJobRunner(db, { clock, now, emit, touched, log })
  const context: CoreContext = {
    db,
    paths,
    resources,
    secrets: options.secrets ?? noSecretStore,
    appVersion,
    readOnly: false,
    actor: 'window',
    mutations: createMutations(db, { now, touched }),
    custody: createCustodyLog({ db, now, appVersion }),
    jobs,
    gate: createWriteGate(),
    now,
    clock,
    emit,
    touched,
    log,
  }
  const evidence = createEvidence(context)
  if (options.recover === true) jobs.recover()
  let open = true
  const callContext = { signal: new AbortController().signal }
  const job = (jobId: number) => jobs.handlers['jobs.get']({ jobId }, callContext) as Job
  const close = async () => {
    if (!open) return
    open = false
    await jobs.stop()
    workspace.close()
  }
  return {
    folder,
    context,
    evidence,
    logLines,
    job,
    cancel: (jobId) => void jobs.handlers['jobs.cancel']({ jobId }, callContext),
    async finished(jobId) {
      while (['queued', 'running'].includes(job(jobId).state)) {
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      return job(jobId)
    },
    close,
    async dispose() {
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One listing to be found: what it is called and where it stands. */
export interface SeedListing {
  readonly title: string
  readonly artist?: string
  readonly url?: string | null
  readonly raw?: Uint8Array
}

export interface SeededCase {
  readonly caseId: number
  readonly sweepFileId: number
  readonly findingIds: readonly number[]
}

/** Puts a case with one confirmed finding per listing into the store, as a sweep and the artist would. */
export function seedCase(
  { context }: EvidenceWorkspace,
  listings: readonly SeedListing[],
  names: { caseTitle?: string; provider?: string; fileName?: string } = {},
): SeededCase {
  const { db } = context
  const at = context.now()
  const run = (sql: string, ...values: unknown[]) => Number(db.prepare(sql).run(...values).lastInsertRowid)
  return db.transaction(() => {
    run(
      `INSERT INTO profile (id, legal_name, artist_name, address, email, role, updated_at)
       VALUES (1, 'Mara Lindqvist', 'Harbour Lights', 'Secret Street 1', 'mara@example.org', 'owner', ?)
       ON CONFLICT DO NOTHING`,
      at,
    )
    const sweep = run(`INSERT INTO sweep (title, state, started_at) VALUES ('Sweep', 'done', ?)`, at)
    const content = Buffer.concat(listings.map(rawOf))
    const sweepFileId = run(
      `INSERT INTO sweep_file (sweep_id, position, path, file_name, bytes, modified_ms, sha256, state)
       VALUES (?, 0, '/dump.csv', ?, ?, 0, ?, 'done')`,
      sweep,
      names.fileName ?? 'dump.csv',
      content.length,
      createHash('sha256').update(content).digest('hex'),
    )
    const provider = run(
      `INSERT INTO provider (name, domains, source, checked_on, confidence)
       VALUES (?, '["leak.example"]', 'test', '2026-01-01', 'low')`,
      names.provider ?? `Provider ${String(sweep)}`,
    )
    const caseId = run(
      `INSERT INTO enforcement_case (provider_id, title, state, opened_at) VALUES (?, ?, 'draft', ?)`,
      provider,
      names.caseTitle ?? 'Leak at Provider',
      at,
    )
    let offset = 0
    const findingIds = listings.map((listing, index) => {
      const raw = rawOf(listing)
      const listingId = run(
        `INSERT INTO listing (sweep_file_id, row, byte_offset, byte_length, raw, title, artist, isrc, url, domain, offers, found_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'GBAYE6800011', ?, 'leak.example', 'page', ?)`,
        sweepFileId,
        index + 1,
        offset,
        raw.length,
        raw,
        listing.title,
        listing.artist ?? 'Harbour Lights',
        listing.url ?? null,
        at,
      )
      offset += raw.length
      const recording = run(
        `INSERT INTO recording (title, artist, right_held, title_key, artist_key, notes, created_at, updated_at)
         VALUES (?, 'Harbour Lights', 'sound-recording', 'k', 'k', 'private note', ?, ?)`,
        listing.title,
        at,
        at,
      )
      const finding = run(
        `INSERT INTO finding (listing_id, recording_id, score, verdict, reasons, claimable, state, decided_at, found_at)
         VALUES (?, ?, 0.98, 'match', '["same ISRC"]', 1, 'confirmed', ?, ?)`,
        listingId,
        recording,
        at,
        at,
      )
      run(
        `INSERT INTO case_item (finding_id, case_id, right_held, fair_use) VALUES (?, ?, 'sound-recording', ?)`,
        finding,
        caseId,
        JSON.stringify({
          purpose: 'private reasoning',
          nature: '',
          amount: '',
          market: '',
          conclusion: 'not-fair-use',
          consideredAt: at,
        }),
      )
      return finding
    })
    context.custody.append({
      action: 'case.grouped',
      subject: `case:${String(caseId)}`,
      actor: 'artist',
      detail: { items: findingIds.length },
      caseId,
    })
    return { caseId, sweepFileId, findingIds }
  })()
}

/** Seeds a case, seals its rows, stores one exported notice and attaches the given files to its first finding. */
export async function completeCase(
  workspace: EvidenceWorkspace,
  listings: readonly SeedListing[],
  attachments: readonly string[] = [],
): Promise<SeededCase> {
  const seeded = seedCase(workspace, listings)
  const { context, evidence } = workspace
  await sealSourceRows(context, seeded.sweepFileId)
  context.mutations.once([], () => {
    const notice = Number(
      context.db
        .prepare(
          `INSERT INTO notice (case_id, regime, template_version, status, updated_at)
           VALUES (?, 'us-512c3', '1', 'exported', ?)`,
        )
        .run(seeded.caseId, context.now()).lastInsertRowid,
    )
    for (const [format, text] of [
      ['txt', 'Dear agent, take this down.\n'],
      ['pdf', '%PDF-1.4 not really a page\n'],
    ] as const) {
      const blob = storeObject(context, Buffer.from(text), `notice.${format}`)
      context.db
        .prepare('INSERT INTO notice_export (notice_id, format, sha256, bytes, at) VALUES (?, ?, ?, ?, ?)')
        .run(notice, format, blob.sha256, blob.bytes, context.now())
    }
    context.custody.append({
      action: 'notice.exported',
      subject: `notice:${String(notice)}`,
      actor: 'artist',
      caseId: seeded.caseId,
    })
  })
  const signal = new AbortController().signal
  for (const path of attachments) {
    await evidence['evidence.attach']({ findingId: seeded.findingIds[0]!, path }, { signal })
  }
  return seeded
}

function rawOf(listing: SeedListing): Buffer {
  return Buffer.from(listing.raw ?? `${listing.title},${listing.artist ?? ''},${listing.url ?? ''}\n`)
}
