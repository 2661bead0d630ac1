import type { Handlers, Parsed, Table } from '../../../shared/contract/index.ts'
import { formatIswc, parseIswc } from '../../../shared/domain/identifiers/iswc.ts'
import { titleKey } from '../../../shared/domain/text/fold.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext, RowValues } from '../context.ts'
import { removeWithDependents } from '../platform/dependents.ts'
import { fieldError, oneLine, quoted, readIdentifier, requiredLine } from '../platform/typed-fields.ts'
import type { Subjects } from './subjects.ts'
import type { WorksRepository } from './works.repository.ts'

type WorkHandlers = Pick<
  Handlers,
  | 'works.list'
  | 'works.get'
  | 'works.create'
  | 'works.update'
  | 'works.delete'
  | 'works.link'
  | 'works.unlink'
>

const touched: readonly Table[] = ['works', 'recordings', 'rights']

/** Musical works: what was written, linked to the recordings of it. */
export function createWorksService(
  context: CoreContext,
  deps: { readonly works: WorksRepository; readonly subjects: Subjects },
): WorkHandlers {
  const { works, subjects } = deps

  function refuseTakenIswc(iswc: RowValues[string] | undefined, workId: number | null): void {
    if (typeof iswc !== 'string') return
    const holder = works.byIswc(iswc)
    if (holder === null || holder.id === workId) return
    throw new RefrainError(
      'CONFLICT',
      `${formatIswc(iswc)} is already the code of ${quoted(holder.title)}. A code belongs to one work: link that one instead. Nothing was changed.`,
      { field: 'iswc', workId: holder.id },
    )
  }

  function link(
    change: Change,
    request: Pick<Parsed<'works.link'>, 'workId' | 'recordingId' | 'relation'>,
  ): void {
    const { workId, recordingId, relation } = request
    const known = works.worksOf(recordingId).find(({ id }) => id === workId)
    if (known) change.update('recording_work', known.linkId, { relation })
    else change.insert('recording_work', { recording_id: recordingId, work_id: workId, relation })
    const at = context.now()
    subjects.touch(change, { type: 'recording', id: recordingId }, at)
    subjects.touch(change, { type: 'work', id: workId }, at)
  }

  return {
    'works.list': (request) => ({ ...works.list(request), nextCursor: null }),

    'works.get': ({ workId }) => {
      const { alternative_titles: alternativeTitles, ...work } = works.mustGet(workId)
      return { ...work, alternativeTitles, recordings: works.recordingsOf(workId) }
    },

    'works.create': ({ recordingId, relation, ...fields }) => {
      const columns = readWorkFields(fields)
      const title = requiredLine('title', fields.title)
      if (recordingId !== null) subjects.titleOf({ type: 'recording', id: recordingId })
      return context.mutations.undoable(`Add work ${quoted(title)}`, touched, (change) => {
        refuseTakenIswc(columns.iswc, null)
        const at = context.now()
        const workId = change.insert('work', { ...columns, created_at: at, updated_at: at })
        if (recordingId !== null) link(change, { workId, recordingId, relation })
        return { workId }
      })
    },

    'works.update': ({ workId, patch }) => {
      const columns = readWorkFields(patch)
      const label = `Edit work ${quoted(works.mustGet(workId).title)}`
      context.mutations.undoable(label, touched, (change) => {
        refuseTakenIswc(columns.iswc, workId)
        if (change.update('work', workId, columns))
          change.update('work', workId, { updated_at: context.now() })
      })
      return {}
    },

    'works.delete': ({ workId }) => {
      const label = `Delete work ${quoted(works.mustGet(workId).title)}`
      context.mutations.undoable(label, [...touched, 'documents'], (change) => {
        const at = context.now()
        for (const { id } of works.recordingsOf(workId)) subjects.touch(change, { type: 'recording', id }, at)
        removeWithDependents(context.db, change, 'work', workId)
      })
      return {}
    },

    'works.link': (request) => {
      const title = works.mustGet(request.workId).title
      const to = subjects.titleOf({ type: 'recording', id: request.recordingId })
      context.mutations.undoable(`Link ${quoted(to)} to work ${quoted(title)}`, touched, (change) => {
        link(change, request)
      })
      return {}
    },

    'works.unlink': ({ workId, recordingId }) => {
      const known = works.worksOf(recordingId).find(({ id }) => id === workId)
      if (!known) {
        throw new RefrainError('NOT_FOUND', 'The recording is not linked to this work. Nothing was changed.')
      }
      context.mutations.undoable(`Unlink work ${quoted(known.title)}`, touched, (change) => {
        change.remove('recording_work', known.linkId)
        subjects.touch(change, { type: 'recording', id: recordingId }, context.now())
      })
      return {}
    },
  }
}

function readWorkFields(patch: Parsed<'works.update'>['patch']): RowValues {
  const title = patch.title === undefined ? undefined : requiredLine('title', patch.title)
  return {
    ...(title === undefined ? {} : { title, title_key: titleKey(title) }),
    ...(patch.alternativeTitles === undefined
      ? {}
      : { alternative_titles: JSON.stringify([...new Set(patch.alternativeTitles.map(oneLine))]) }),
    ...(patch.language === undefined ? {} : { language: readLanguage(patch.language) }),
    ...(patch.iswc === undefined ? {} : { iswc: readIdentifier('iswc', patch.iswc, parseIswc) }),
    ...(patch.notes === undefined ? {} : { notes: patch.notes.normalize('NFC') }),
  }
}

/** Two or three letters (ISO 639-1, 639-2), `zxx` for music without words. */
function readLanguage(raw: string): string {
  const code = raw.normalize('NFKC').trim().toLowerCase()
  if (code === '' || /^[a-z]{2,3}$/.test(code)) return code
  const message = 'Write the language as its two or three letters (ISO 639), such as en or deu.'
  throw fieldError('language', { code: 'shape', message })
}
