import { z } from 'zod'
import type { captureProviderResult, CaptureSummary } from '../../../../shared/contract/captures.ts'
import type { CaptureRecord } from '../../../../shared/domain/evidence/capture/capture-record.ts'
import {
  type ProviderRecord,
  providerLookupSetting,
} from '../../../../shared/domain/evidence/provider/provider-record.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../../context.ts'
import { mustBeOnline } from '../../platform/net/offline.ts'
import { createRequestLog } from '../../platform/outgoing.ts'
import { storeObject } from '../attach.ts'
import { lookUpProvider, type ProviderServices, publicServices } from './look-up.ts'
import { createProvidersRepository } from './providers.repository.ts'

const jobInput = z.object({ captureId: z.int() })

interface KnownCapture {
  readonly summary: CaptureSummary
  readonly record: CaptureRecord
}

/** Tells the job runner how providers are looked up. `services`: whom to ask; tests ask their own. */
export function defineProviderJob(
  context: CoreContext,
  find: (captureId: number) => KnownCapture,
  services: () => ProviderServices = publicServices,
): void {
  context.jobs.define({
    kind: 'capture.provider',
    resumable: false,
    run: (input, control) => lookUp(context, find(jobInput.parse(input).captureId), services(), control),
  })
}

/** Starts a look-up. Throws OFFLINE, and FORBIDDEN while the user has not allowed the app to ask; no job exists then. */
export function startProviderLookUp(
  context: CoreContext,
  { summary, record }: KnownCapture,
  allow = false,
): number {
  mustBeOnline(context.db)
  const allowed = context.db
    .prepare('SELECT value FROM setting WHERE key = ?')
    .pluck()
    .get(providerLookupSetting)
  if (!allow && allowed !== 'true') {
    throw new RefrainError(
      'FORBIDDEN',
      'Asking name servers and registries who is behind an address is switched off in this workspace. Nothing was asked. Allow it first.',
      { setting: providerLookupSetting },
    )
  }
  return context.mutations.once(['jobs'], () =>
    context.jobs.start({
      kind: 'capture.provider',
      title: `Look up ${hostOf(record)}`,
      subjectId: summary.id,
      input: { captureId: summary.id } satisfies z.infer<typeof jobInput>,
    }),
  )
}

async function lookUp(
  context: CoreContext,
  { summary, record }: KnownCapture,
  services: ProviderServices,
  control: JobControl,
): Promise<z.infer<typeof captureProviderResult>> {
  const startedAt = context.now()
  const found = await lookUpProvider(
    {
      host: hostOf(record),
      peer: peerOf(record),
      now: () => context.now(),
      signal: control.signal,
      log: createRequestLog(context.db, () => context.now()),
      progress(done, note) {
        control.progress({ done, total: 3, unit: 'steps', note })
      },
    },
    services,
  )
  const kept: ProviderRecord = {
    format: 'refrain-provider/1',
    capture: summary.recordSha256,
    app: `Refrain ${context.appVersion}`,
    startedAt,
    endedAt: context.now(),
    requests: [...found.requests],
    facts: found.facts,
  }
  const providerId = context.mutations.once(['evidence', 'custody'], () => store(context, summary, kept))
  return { providerId }
}

function store(context: CoreContext, summary: CaptureSummary, record: ProviderRecord): number {
  const bytes = Buffer.from(`${JSON.stringify(record, null, 1)}\n`, 'utf8')
  const blob = storeObject(context, bytes, 'provider.json')
  const { facts, requests } = record
  const custodySeq = context.custody.append({
    action: 'capture.providerLookedUp',
    subject: `capture:${String(summary.id)}`,
    actor: 'artist',
    detail: {
      record: blob.sha256,
      requests: requests.length,
      registration: facts.registration !== null,
      network: facts.network !== null,
    },
    caseId: summary.caseId,
  })
  return createProvidersRepository(context.db).insert({
    captureId: summary.id,
    facts,
    recordSha256: blob.sha256,
    lookedUpAt: record.endedAt,
    custodySeq,
  })
}

function hostOf({ finalUrl, requestedUrl }: CaptureRecord): string {
  return new URL(finalUrl ?? requestedUrl).hostname
}

/** The server the page itself came from, without its port. */
function peerOf({ exchanges, finalUrl }: CaptureRecord): string | null {
  const page = exchanges.findLast(
    ({ type, url, peer }) => type === 'Document' && url === finalUrl && peer !== null,
  )
  return page?.peer?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') ?? null
}
