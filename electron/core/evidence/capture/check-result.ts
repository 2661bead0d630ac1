import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CaptureRecord,
  captureRecord,
} from '../../../../shared/domain/evidence/capture/capture-record.ts'
import {
  captureOutputFolder,
  captureRecordFile,
  captureRefusal,
  captureRefusalFile,
} from '../../../../shared/domain/evidence/capture/capture-request.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { systemCode } from '../../platform/failures.ts'

const largestRecord = 64 * 1024 * 1024

/** What a capture process left, found to be what its record says. Hashes are compared when the files are taken in. */
export interface CheckedCapture {
  readonly record: CaptureRecord
  readonly recordPath: string
  readonly recordSha256: string
  /** Folder of the files the record lists. */
  readonly folder: string
}

/**
 * Checks what a capture process left in `folder`: a record of the right shape, for the address that was asked for,
 * and exactly the files it lists as plain files of the size it states.
 * Throws FORBIDDEN when the page led into a private network, CAPTURE_FAILED when what is there cannot be trusted.
 */
export function checkCapture(folder: string, requestedUrl: string): CheckedCapture {
  const refusal = readIfThere(join(folder, captureRefusalFile))
  if (refusal !== null) throw leadsInside(captureRefusal.parse(JSON.parse(refusal)).peer)
  const recordPath = join(folder, captureRecordFile)
  const text = readIfThere(recordPath)
  if (text === null) throw untrusted('it left no record')
  const record = parseRecord(text)
  if (record.requestedUrl !== requestedUrl) throw untrusted('its record is of another address')
  const output = join(folder, captureOutputFolder)
  const present = readdirSync(output).sort()
  const listed = record.files.map(({ name }) => name).sort()
  if (present.join('\n') !== listed.join('\n')) throw untrusted('its record lists other files than it left')
  for (const { name, bytes } of record.files) {
    const stat = lstatSync(join(output, name))
    if (!stat.isFile() || stat.size !== bytes) throw untrusted(`“${name}” is not the file its record lists`)
  }
  const recordSha256 = createHash('sha256').update(text, 'utf8').digest('hex')
  return { record, recordPath, recordSha256, folder: output }
}

/** The failure of a capture that cannot be trusted; nothing of it is kept. */
export function untrusted(reason: string): RefrainError {
  return new RefrainError(
    'CAPTURE_FAILED',
    `What the capture left cannot be trusted: ${reason}. Nothing was kept. Capture the page again.`,
  )
}

function parseRecord(text: string): CaptureRecord {
  try {
    return captureRecord.parse(JSON.parse(text))
  } catch (cause) {
    throw new RefrainError('CAPTURE_FAILED', untrusted('its record cannot be read').message, undefined, {
      cause,
    })
  }
}

function readIfThere(path: string): string | null {
  try {
    if (statSync(path).size > largestRecord) throw untrusted('its record is too large')
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}

function leadsInside(peer: string): RefrainError {
  return new RefrainError(
    'FORBIDDEN',
    `The page made the browser connect to ${peer}, which is not on the public Internet, though its name had resolved to a public address before. Nothing was kept. If that server is yours, allow its host.`,
    { peer },
  )
}
