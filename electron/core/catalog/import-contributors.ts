import type { Database } from 'better-sqlite3'
import type { FieldProblem } from '../../../shared/contract/common.ts'
import type { NamedCredit } from '../../../shared/domain/catalogue/credits.ts'
import { type RowWork, workTitleOf } from '../../../shared/domain/catalogue/row-rights.ts'
import { formatIswc } from '../../../shared/domain/identifiers/iswc.ts'
import { artistKey, titleKey } from '../../../shared/domain/text/fold.ts'
import { warning } from './import-match.ts'
import { createPartyFinder, type DraftParty } from './import-parties.ts'
import type { CheckedRow } from './import-rows.ts'
import { createSharePlanner, shareDraftSchema } from './import-shares.ts'
import { createWorkTables, type DraftWork } from './import-works.ts'
import { quoted } from './recording-fields.ts'

/** Tables of the draft for works, people and who did what; the columns are those of the catalogue. */
export const rightsDraftSchema = `
  CREATE TABLE party (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL, ipi_name TEXT, isni TEXT,
    is_new INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX party_key ON party (name_key);
  CREATE INDEX party_ipi ON party (ipi_name) WHERE ipi_name IS NOT NULL;
  CREATE INDEX party_isni ON party (isni) WHERE isni IS NOT NULL;
  CREATE TABLE work (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, title_key TEXT NOT NULL, iswc TEXT, is_new INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX work_key ON work (title_key);
  CREATE INDEX work_iswc ON work (iswc) WHERE iswc IS NOT NULL;
  CREATE TABLE recording_work (
    recording_id INTEGER NOT NULL, work_id INTEGER NOT NULL, relation TEXT NOT NULL, artist_key TEXT NOT NULL,
    PRIMARY KEY (recording_id, work_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX recording_work_work ON recording_work (work_id);
  CREATE TABLE contribution (
    subject_type TEXT NOT NULL, subject_id INTEGER NOT NULL, party_id INTEGER NOT NULL, role TEXT NOT NULL,
    instrument TEXT NOT NULL, position INTEGER NOT NULL, credited_as TEXT NOT NULL,
    PRIMARY KEY (subject_type, subject_id, party_id, role, instrument)
  ) STRICT, WITHOUT ROWID;
${shareDraftSchema}`

/** The recording and the release a row is about, as they stand in the draft. */
export interface RowPlace {
  readonly recordingId: number
  readonly isNew: boolean
  readonly releaseId: number | null
}

type Subject = {
  readonly type: 'recording' | 'work' | 'release'
  readonly id: number
  readonly isNew: boolean
}

const writtenBy = new Set(['composer-lyricist', 'composer', 'lyricist'])

export type RightsPlanner = ReturnType<typeof createRightsPlanner>

/**
 * Plans the works, people and credits that rows bring. What is known already is found again, so importing a file twice
 * adds nothing: a work by its ISWC, else the one the recording is linked to, else one of the same title that shares a
 * writer; a person as `createPartyFinder` says. Both functions return whether the row adds anything.
 */
export function createRightsPlanner(main: Database, draft: Database) {
  const find = createPartyFinder(main, draft)
  const works = createWorkTables(main, draft)
  const credits = createCreditTables(main, draft)
  const planShare = createSharePlanner(main, draft)
  let lastWork: { readonly key: string; readonly work: DraftWork } | null = null

  function partiesOf(
    named: readonly NamedCredit[],
    notes: FieldProblem[],
  ): { readonly found: (readonly [NamedCredit, DraftParty])[]; readonly changed: boolean } {
    const found: (readonly [NamedCredit, DraftParty])[] = []
    let anyChanged = false
    for (const credit of named) {
      const one = find(credit)
      if (one === 'ambiguous') {
        notes.push(
          warning(
            'contributors',
            'several-parties',
            `Several people in the workspace are called ${quoted(credit.name)}, so this credit is left out. Merge them, or give an IPI.`,
          ),
        )
        continue
      }
      anyChanged ||= one.changed
      found.push([credit, one.party])
    }
    return { found, changed: anyChanged }
  }

  function credit(subject: Subject, named: readonly NamedCredit[], notes: FieldProblem[]): boolean {
    const { found, changed } = partiesOf(named, notes)
    let added = changed
    for (const [one, party] of found) added = credits.add(subject, one, party) || added
    return added
  }

  function share(work: DraftWork, collection: RowWork['collection'], notes: FieldProblem[]): boolean {
    if (collection === undefined) return false
    const { found } = partiesOf([collection.collector], [])
    const [one] = found
    if (one !== undefined) return planShare({ ...collection, work, collector: one[1] }, notes)
    const name = quoted(collection.collector.name)
    const message = `Several people in the workspace are called ${name}, so the share is left out. Merge them, or give an IPI.`
    notes.push(warning('collectionShare', 'several-parties', message))
    return false
  }

  /** The work that is meant among those that are known, or null. */
  function knownWork(
    row: CheckedRow,
    wanted: RowWork,
    place: RowPlace | null,
    key: string,
  ): DraftWork | null {
    if (wanted.iswc !== null) {
      const coded = works.byIswc(wanted.iswc)
      if (coded !== null) return coded
    }
    const fits = (work: DraftWork) => wanted.iswc === null || work.iswc === null
    if (lastWork?.key === key) {
      const work = works.get(lastWork.work.id)
      if (work !== null && fits(work)) return work
    }
    const linked = place === null ? [] : works.ofRecording(place.recordingId, place.isNew).filter(fits)
    const workKey = titleKey(wanted.title === '' ? workTitleOf(row.value.title) : wanted.title)
    const same = linked.find((work) => work.title_key === workKey)
    if (same) return same
    if (wanted.title === '' && linked.length === 1) return linked[0] ?? null
    const writers = wanted.credits
      .filter(({ role }) => writtenBy.has(role))
      .map(({ name }) => artistKey(name))
    return (
      works
        .titled(workKey)
        .filter(fits)
        .find((work) => works.isMeant(work, writers, row.artistKey)) ?? null
    )
  }

  /** A recording that is linked to one work with another code is not given a second one unasked. */
  function contradicts(
    wanted: RowWork,
    place: RowPlace | null,
    row: CheckedRow,
    notes: FieldProblem[],
  ): boolean {
    if (wanted.iswc === null || place === null || (row.value.rights?.works.length ?? 0) > 1) return false
    const linked = works.ofRecording(place.recordingId, place.isNew)
    const [only] = linked
    if (linked.length !== 1 || only === undefined || only.iswc === null || only.iswc === wanted.iswc)
      return false
    notes.push(
      warning(
        'iswc',
        'kept-existing',
        `The recording is of the work ${quoted(only.title)} with the ISWC ${formatIswc(only.iswc)}. That stays; ${formatIswc(wanted.iswc)} is left out. Correct the work if the file is right.`,
      ),
    )
    return true
  }

  function planWorkOf(
    row: CheckedRow,
    asked: RowWork,
    place: RowPlace | null,
    notes: FieldProblem[],
  ): boolean {
    const wanted = contradicts(asked, place, row, notes) ? { ...asked, iswc: null } : asked
    const key = asked.continued === true ? `${asked.title}\n${asked.iswc ?? ''}` : ''
    const known = knownWork(row, wanted, place, key === '' ? '\n' : key)
    const title = wanted.title === '' ? workTitleOf(row.value.title) : wanted.title
    let changed = known === null
    let work = known ?? works.add({ title, title_key: titleKey(title), iswc: wanted.iswc })
    if (work.iswc === null && wanted.iswc !== null) {
      work = works.setIswc(work, wanted.iswc)
      changed = true
    }
    if (key !== '') lastWork = { key, work }
    if (place !== null) changed = works.link(place, work, wanted.relation, row.artistKey) || changed
    changed =
      credit({ type: 'work', id: work.id, isNew: work.is_new === 1 }, wanted.credits, notes) || changed
    return share(work, wanted.collection, notes) || changed
  }

  return {
    /** What a row says about its recording and the works it is of. */
    plan(row: CheckedRow, place: RowPlace, notes: FieldProblem[]): boolean {
      const { rights } = row.value
      if (rights === null) return false
      let changed = false
      for (const work of rights.works) changed = planWorkOf(row, work, place, notes) || changed
      const recording = { type: 'recording', id: place.recordingId, isNew: place.isNew } as const
      changed = credit(recording, rights.credits, notes) || changed
      if (rights.releaseCredits.length === 0) return changed
      if (place.releaseId === null) {
        const names = rights.releaseCredits.map(({ name }) => name).join(', ')
        notes.push(
          warning('contributors', 'no-release', `The row has no release to credit ${names} for; left out.`),
        )
        return changed
      }
      const release = { type: 'release', id: place.releaseId, isNew: false } as const
      return credit(release, rights.releaseCredits, notes) || changed
    },
    /** What a row that is about no recording says about a work. */
    planWork(row: CheckedRow, notes: FieldProblem[]): boolean {
      let changed = false
      for (const work of row.value.rights?.works ?? [])
        changed = planWorkOf(row, work, null, notes) || changed
      return changed
    },
  }
}

function createCreditTables(main: Database, draft: Database) {
  const stored = main
    .prepare<[string, number, number], string>(
      'SELECT role || char(10) || instrument FROM contribution WHERE subject_type = ? AND subject_id = ? AND party_id = ?',
    )
    .pluck()
  const planned = draft
    .prepare<[string, number, number], string>(
      'SELECT role || char(10) || instrument FROM contribution WHERE subject_type = ? AND subject_id = ? AND party_id = ?',
    )
    .pluck()
  const last = 'SELECT coalesce(max(position), 0) FROM contribution WHERE subject_type = ? AND subject_id = ?'
  const lastStored = main.prepare<[string, number], number>(last).pluck()
  const lastPlanned = draft.prepare<[string, number], number>(last).pluck()
  const insert = draft.prepare<(string | number)[]>('INSERT INTO contribution VALUES (?, ?, ?, ?, ?, ?, ?)')
  return {
    /** Adds a credit at the end of those of its subject; false when it is there. */
    add(subject: Subject, { role, instrument, name }: NamedCredit, party: DraftParty): boolean {
      const { type, id, isNew } = subject
      const known = [
        ...planned.all(type, id, party.id),
        ...(isNew || party.is_new === 1 ? [] : stored.all(type, id, party.id)),
      ]
      if (known.includes(`${role}\n${instrument}`)) return false
      // "Songwriter" says no more than what is known of who wrote the music, or the words.
      if (role === 'composer-lyricist' && known.some((one) => writtenBy.has(one.slice(0, -1)))) return false
      const position =
        Math.max(lastPlanned.get(type, id) ?? 0, isNew ? 0 : (lastStored.get(type, id) ?? 0)) + 1
      const creditedAs = artistKey(name) === party.name_key ? '' : name
      insert.run(type, id, party.id, role, instrument, position, creditedAs)
      return true
    },
  }
}
