import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { attachFile } from './attach.ts'
import { defineBundleJobs, startExport, startVerify } from './bundle-jobs.ts'
import { createCaptures } from './capture/index.ts'
import { listCustody } from './custody-list.ts'
import { verifyCustody } from './custody-log.ts'
import { recoverEvidence } from './recover.ts'

export { storeObject } from './attach.ts'
export { createCustodyLog } from './custody-log.ts'
export { copyKeptFile, keepFile, readKeptFile } from './kept-files.ts'
export { sealSourceRows } from './seal.ts'
export { verifyBundle, type VerifyOptions } from './verify/verify.ts'

type EvidenceHandlers = Pick<
  Handlers,
  'evidence.attach' | 'custody.list' | 'custody.verify' | 'bundle.export' | 'bundle.verify'
> &
  ReturnType<typeof createCaptures>

/** Evidence: sealed records, captures, the custody log, bundles and their verification. Clears up after a crash first. */
export function createEvidence(context: CoreContext): EvidenceHandlers {
  if (!context.readOnly) recoverEvidence(context)
  defineBundleJobs(context)
  return {
    'evidence.attach': (request, { signal }) => attachFile(context, request, signal),
    'custody.list': (request) => listCustody(context.db, request),
    'custody.verify': () => verifyCustody(context.db),
    'bundle.export': (request) => ({ jobId: startExport(context, request) }),
    ...createCaptures(context),
    'bundle.verify': ({ path }) => ({ jobId: startVerify(context, path) }),
  }
}
