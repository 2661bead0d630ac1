import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { attachFile } from './attach.ts'
import { defineBundleJobs, startExport, startVerify } from './bundle-jobs.ts'
import { createCaptures } from './capture/index.ts'
import { listCustody } from './custody-list.ts'
import { verifyCustody } from './custody-log.ts'
import { createRecheck } from './recheck/index.ts'
import { recoverEvidence } from './recover.ts'
import { createSigning } from './signing/index.ts'
import { createTimestamps } from './timestamps/index.ts'
import { createTrust } from './trust.ts'

export { storeObject } from './attach.ts'
export { createCustodyLog } from './custody-log.ts'
export { copyKeptFile, keepFile, readKeptFile } from './kept-files.ts'
export { sealSourceRows } from './seal.ts'
export { verifyBundle, type VerifyOptions } from './verify/verify.ts'

export { closeBox, openBox } from './signing/passphrase-box.ts'
export { createTrust } from './trust.ts'
export { startFindingsCapture, type StartedFindings } from './capture/start-capture.ts'
export { settingHosts } from './capture/addresses.ts'
export { recheckWhenDue } from './recheck/index.ts'
export { readTrust } from './verify/read-trust.ts'

type EvidenceHandlers = Pick<
  Handlers,
  | 'evidence.attach'
  | 'evidence.recheck'
  | 'evidence.recheckState'
  | 'custody.list'
  | 'custody.verify'
  | 'bundle.export'
  | 'bundle.verify'
> &
  ReturnType<typeof createCaptures> &
  ReturnType<typeof createSigning> &
  ReturnType<typeof createTimestamps>

/**
 * Evidence: sealed records, captures, the custody log, bundles, their signatures and time stamps, and the checks of all
 * of it. Clears up after a crash first.
 */
export function createEvidence(context: CoreContext, trust = createTrust(context)): EvidenceHandlers {
  if (!context.readOnly) recoverEvidence(context)
  defineBundleJobs(context, trust)
  return {
    'evidence.attach': (request, { signal }) => attachFile(context, request, signal),
    ...createRecheck(context),
    'custody.list': (request) => listCustody(context.db, request),
    'custody.verify': () => verifyCustody(context.db),
    'bundle.export': async (request) => ({ jobId: await startExport(context, trust, request) }),
    ...createCaptures(context),
    ...createSigning(context, trust.ring),
    ...createTimestamps(context, trust.timestamps),
    'bundle.verify': ({ path }) => ({ jobId: startVerify(context, path) }),
  }
}
