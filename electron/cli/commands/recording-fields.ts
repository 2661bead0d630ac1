import { InvalidArgumentError } from 'commander'
import { parseDuration } from '../../../shared/domain/identifiers/duration.ts'
import { parseIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { parseRegistration } from '../../../shared/domain/identifiers/registration.ts'
import { readAs, wholeNumber } from '../arguments.ts'
import { anyText, type FieldReader, type SettableField, textOrNothing } from '../field-values.ts'

const orNothing =
  (read: FieldReader): FieldReader =>
  (text) =>
    text.trim() === '' ? null : read(text)

/** Fields of a recording as --set names them. */
export const recordingFieldsToSet = {
  title: { key: 'title', read: anyText },
  version: { key: 'version', read: anyText },
  artist: { key: 'artist', read: anyText },
  isrc: { key: 'isrc', read: orNothing(readAs((raw) => parseIsrc(raw))) },
  duration: { key: 'durationMs', read: orNothing(readDuration) },
  year: { key: 'year', read: orNothing(wholeNumber(1860, 2100)) },
  kind: { key: 'kind', read: anyText },
  right: { key: 'rightHeld', read: anyText },
  'registration-number': { key: 'registrationNumber', read: orNothing(readAs(parseRegistration)) },
  'authorized-url': { key: 'authorizedUrl', read: textOrNothing },
  notes: { key: 'notes', read: anyText },
} as const satisfies Readonly<Record<string, SettableField>>

function readDuration(text: string): number {
  const reading = parseDuration(text)
  if (reading.status === 'valid') return reading.ms
  throw new InvalidArgumentError(
    reading.status === 'invalid' ? reading.problem.message : 'expected is a duration, e.g. 3:42',
  )
}
