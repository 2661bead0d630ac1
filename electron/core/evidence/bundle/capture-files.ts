import { alteredBlob } from '../objects.ts'
import type { BundleFile, BundleFolder } from './bundle-folder.ts'
import type { CaseState, PlacedCapture } from './case-state.ts'
import { tokenFile } from './token-files.ts'

type CopyBlob = (path: string, sha256: string) => BundleFile

/**
 * Writes the captures of the case: record, files, their sums as they were when the page was taken, the tokens over
 * those sums, and what was downloaded and looked up afterwards. Throws CUSTODY_BROKEN when a file is not the one that was sealed.
 */
export function writeCaptures(folder: BundleFolder, state: CaseState, copy: CopyBlob): void {
  for (const capture of state.captures) {
    writeCapture(folder, state, capture, copy)
    writeSteps(capture, copy)
  }
}

/** What was done after the capture: each step with its sealed record. */
function writeSteps({ downloads, lookUps }: PlacedCapture, copy: CopyBlob): void {
  for (const { folder, file, sha256, bytes, recordSha256 } of downloads) {
    copy(`${folder}/download.json`, recordSha256)
    if (copy(file, sha256).bytes !== bytes) throw alteredBlob(sha256)
  }
  for (const { folder, recordSha256 } of lookUps) copy(`${folder}/provider.json`, recordSha256)
}

function writeCapture(folder: BundleFolder, state: CaseState, capture: PlacedCapture, copy: CopyBlob): void {
  const { repository } = state
  copy(`${capture.folder}/capture.json`, capture.recordSha256)
  for (const { name, sha256, bytes } of repository.captureFiles(capture.id)) {
    if (copy(`${capture.folder}/${name}`, sha256).bytes !== bytes) throw alteredBlob(sha256)
  }
  const sums = `${capture.folder}/sha256sums.txt`
  const { sha256 } = folder.write(sums, [repository.captureSums(capture.id)])
  for (const [index, token] of repository.tokens(sha256).entries()) {
    folder.write(tokenFile(sums, index), [token])
  }
}

/** Writes the stamps of the custody log's head that fall into the bundle's part of the log. */
export function writeLogStamps(folder: BundleFolder, state: CaseState): void {
  const counts = new Map<string, number>()
  for (const { subject, response } of state.repository.logStamps(state.sliceEnd)) {
    const index = counts.get(subject) ?? 0
    counts.set(subject, index + 1)
    folder.write(tokenFile(`data/custody-stamps/${subject.slice('custody:'.length)}`, index), [response])
  }
}
