import { RefrainError } from '../../../shared/errors.ts'

/** Why a scan in this state cannot be written to the catalogue; `committing` while that is under way. */
export function notCommittable(state: string): RefrainError {
  const reasons: Readonly<Record<string, string>> = {
    scanning: 'The folder is still being read.',
    committing: 'These files are being added to the catalogue already.',
    committed: 'These files are in the catalogue already.',
    failed: 'The folder could not be read to the end. Resume the job or read it again.',
    cancelled: 'Reading the folder was cancelled. Resume the job or read it again.',
    discarded: 'This preview was discarded. Read the folder again.',
  }
  return new RefrainError('CONFLICT', `${reasons[state] ?? ''} Nothing was changed.`.trim(), { state })
}

/** Why a scan in this state cannot be discarded. */
export function notDiscardable(state: string): RefrainError {
  const reasons: Readonly<Record<string, string>> = {
    committing: 'These files are being added to the catalogue; cancel that first.',
    committed: 'These files are in the catalogue already; undo that instead.',
  }
  const reason = reasons[state] ?? 'Only a folder that was read can be discarded.'
  return new RefrainError('CONFLICT', `${reason} Nothing was changed.`, { state })
}
