import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Handlers, Output, Parsed } from '../../../shared/contract/index.ts'
import { reservationFiles } from '../../../shared/domain/notices/reservation/reservation-files.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createOutputFiles } from '../platform/output-files.ts'

/** Files by which the artist's own site reserves text and data mining. */
export function createReservation(): Pick<Handlers, 'reservation.write'> {
  return { 'reservation.write': write }
}

/** Writes all files or none. Throws NOT_FOUND (no such folder), CONFLICT (a file is there), VALIDATION (no https address). */
function write({ folder, policyUrl }: Parsed<'reservation.write'>): Output<'reservation.write'> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new RefrainError('NOT_FOUND', 'This folder is not there. Nothing was written. Choose another.')
  const made = filesOf(policyUrl)
  for (const { path } of made) {
    if (existsSync(join(folder, path))) {
      throw new RefrainError(
        'CONFLICT',
        `“${path}” is there already and was left as it is. Nothing was written. Choose an empty folder and merge the lines yourself.`,
      )
    }
  }
  const files = createOutputFiles({ overwrite: false })
  try {
    for (const { path, content } of made) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      const file = files.open(join(folder, path))
      file.write(content)
    }
    files.commit()
  } finally {
    files.discard()
  }
  return { files: made.map(({ path }) => path) }
}

function filesOf(policyUrl: string | null) {
  try {
    return reservationFiles(policyUrl === '' ? null : policyUrl)
  } catch (error) {
    if (error instanceof RangeError) throw new RefrainError('VALIDATION', error.message)
    throw error
  }
}
