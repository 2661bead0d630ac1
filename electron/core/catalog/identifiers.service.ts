import { z } from 'zod'
import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import { identifierStates } from '../../../shared/contract/isrc.ts'
import { parseGtin } from '../../../shared/domain/identifiers/gtin.ts'
import { parseIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { parseIswc } from '../../../shared/domain/identifiers/iswc.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { oneLine, quoted, readIdentifier } from './recording-fields.ts'
import type { RecordingsRepository } from './recordings.repository.ts'

type IdentifierHandlers = Pick<
  Handlers,
  'identifiers.list' | 'identifiers.add' | 'identifiers.update' | 'identifiers.remove'
>

const parsers = { isrc: (raw: string) => parseIsrc(raw), gtin: parseGtin, iswc: parseIswc } as const

const identifierRow = z
  .object({
    id: z.int(),
    recording_id: z.int(),
    scheme: z.string(),
    value: z.string(),
    raw: z.string(),
    source: z.string(),
    state: z.enum(identifierStates),
    created_at: z.string(),
  })
  .transform(({ created_at: createdAt, recording_id: recordingId, ...same }) => ({
    ...same,
    createdAt,
    recordingId,
  }))

/** Codes found in the wild beside a recording's own: aliases, and wrong ones, which are evidence too. */
export function createIdentifiersService(
  context: CoreContext,
  { recordings }: { readonly recordings: RecordingsRepository },
): IdentifierHandlers {
  const { db, mutations } = context
  const list = db.prepare('SELECT * FROM identifier WHERE recording_id = ? ORDER BY id')
  const one = db.prepare('SELECT * FROM identifier WHERE id = ?')
  const same = db.prepare('SELECT id FROM identifier WHERE recording_id = ? AND scheme = ? AND value = ?')

  const mustGet = (id: number) => {
    const row = identifierRow.optional().parse(one.get(id) ?? undefined)
    if (!row) throw new RefrainError('NOT_FOUND', 'This code is not noted any more. Nothing was changed.')
    return row
  }

  function refuseDouble(recordingId: number, scheme: string, value: string): void {
    const recording = recordings.mustGet(recordingId)
    if ((scheme !== 'isrc' || recording.isrc !== value) && same.get(recordingId, scheme, value) === undefined)
      return
    throw new RefrainError(
      'CONFLICT',
      `${value} is already a code of ${quoted(recording.title)}. Nothing was changed.`,
      { field: 'code' },
    )
  }

  return {
    'identifiers.list': ({ recordingId }) => ({
      identifiers: z
        .array(identifierRow)
        .parse(list.all(recordings.mustGet(recordingId).id))
        .map(({ recordingId: _owner, ...noted }) => noted),
    }),

    'identifiers.add': (input) => {
      const { value, raw } = readCode(input)
      const { recordingId, scheme, state } = input
      const label = `Note a code of ${quoted(recordings.mustGet(recordingId).title)}`
      return mutations.undoable(label, ['recordings', 'isrc'], (change) => {
        refuseDouble(recordingId, scheme, value)
        const source = oneLine(input.source) || 'entered by hand'
        return {
          identifierId: change.insert('identifier', {
            ...{ recording_id: recordingId, scheme, value, raw, source, state },
            created_at: context.now(),
          }),
        }
      })
    },

    'identifiers.update': ({ identifierId, state }) => {
      const noted = mustGet(identifierId)
      mutations.undoable(`Mark ${noted.value} as ${state}`, ['recordings', 'isrc'], (change) => {
        change.update('identifier', identifierId, { state })
      })
      return {}
    },

    'identifiers.remove': ({ identifierId }) => {
      const noted = mustGet(identifierId)
      mutations.undoable(`Remove the noted code ${noted.value}`, ['recordings', 'isrc'], (change) => {
        change.remove('identifier', identifierId)
      })
      return {}
    },
  }
}

/** An erroneous code is kept as it was found when it is no code at all. */
function readCode({ scheme, code, state }: Parsed<'identifiers.add'>): { value: string; raw: string } {
  const raw = oneLine(code)
  const reading = parsers[scheme](raw)
  if (reading.status === 'valid') return { value: reading.value, raw }
  if (state === 'erroneous') return { value: raw, raw }
  return { value: readIdentifier('code', raw, parsers[scheme]) ?? raw, raw }
}
