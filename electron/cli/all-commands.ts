import type { Command } from 'commander'
import { addAudioCommands } from './commands/audio.ts'
import { addBundleCommands } from './commands/bundle.ts'
import { addCaptureCommands } from './commands/captures.ts'
import { addCaseCommands } from './commands/cases.ts'
import { addCatalogCommands } from './commands/catalog.ts'
import { addCustodyCommands } from './commands/custody.ts'
import { addDeadlineCommands } from './commands/deadlines.ts'
import { addDocumentCommands } from './commands/documents.ts'
import { addExposureCommands } from './commands/exposure.ts'
import { addFindingCommands } from './commands/findings.ts'
import { addIdentifierCommands } from './commands/identifiers.ts'
import { addIsrcCommands } from './commands/isrc.ts'
import { addJobCommands } from './commands/jobs.ts'
import { addNetworkCommands } from './commands/network.ts'
import { addNoticeCommands } from './commands/notices.ts'
import { addProfileCommands } from './commands/profile.ts'
import { addProviderCommands } from './commands/providers.ts'
import { addRecordingCommands } from './commands/recordings.ts'
import { addRegistrationCommands } from './commands/registrations.ts'
import { addReleaseCommands } from './commands/releases.ts'
import { addReservationCommands } from './commands/reservation.ts'
import { addRightsCommands } from './commands/rights.ts'
import { addRuleCommands } from './commands/rules.ts'
import { addSigningCommands } from './commands/signing.ts'
import { addStatusCommands } from './commands/status.ts'
import { addSweepCommands } from './commands/sweep.ts'
import { addTimestampCommands } from './commands/timestamps.ts'
import { addTrackCommands } from './commands/tracks.ts'
import { addUndoCommands } from './commands/undo.ts'
import { addWatchCommands } from './commands/watch.ts'
import { addWorkspaceCommands } from './commands/workspace.ts'
import type { Run } from './define.ts'

/** Adds the commands of one group. */
export type AddCommands = (program: Command, run: Run) => void

/** Every command, in the order of the work. */
export const allCommands = [
  addWorkspaceCommands,
  addProfileCommands,
  addIsrcCommands,
  addIdentifierCommands,
  addCatalogCommands,
  addRecordingCommands,
  addReleaseCommands,
  addTrackCommands,
  addRightsCommands,
  addRegistrationCommands,
  addDocumentCommands,
  addAudioCommands,
  addSweepCommands,
  addFindingCommands,
  addRuleCommands,
  addCaseCommands,
  addNoticeCommands,
  // The group of the watch comes first: looks at what was found are commands of it.
  addWatchCommands,
  addStatusCommands,
  addDeadlineCommands,
  addProviderCommands,
  addExposureCommands,
  addReservationCommands,
  addCaptureCommands,
  addCustodyCommands,
  addBundleCommands,
  addSigningCommands,
  addTimestampCommands,
  addNetworkCommands,
  addUndoCommands,
  addJobCommands,
] as const satisfies readonly AddCommands[]
