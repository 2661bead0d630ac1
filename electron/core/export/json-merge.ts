import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type {
  CatalogueEntry,
  CatalogueSection,
  ContributionEntry,
  SplitEntry,
} from '../../../shared/domain/export/catalogue-json.ts'
import { compact } from '../../../shared/domain/identifiers/compact.ts'
import { gtin14 } from '../../../shared/domain/identifiers/gtin.ts'
import { parseRegistration } from '../../../shared/domain/identifiers/registration.ts'
import { artistKey, titleKey } from '../../../shared/domain/text/fold.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { RowValues } from '../context.ts'
import type { ImportedTable, ImportJournal } from './import-journal.ts'

/** A value of the file that differs from one that is known; what is known stays. */
export interface KeptValue {
  readonly section: CatalogueSection
  readonly entry: number
  readonly title: string
  readonly field: string
  readonly kept: string
  readonly offered: string
}

export interface MergeCounts {
  readonly created: number
  readonly completed: number
  readonly unchanged: number
}

/** Takes entries in the order of the file and brings them into the store. */
export interface CatalogueMerge {
  /** Throws VALIDATION when a reference leads nowhere or two entries have the same code. */
  add<S extends CatalogueSection>(section: S, entry: CatalogueEntry<S>, place: number): void
  /** Sets the references that point forward. Call when every entry was added. */
  finish(): void
  counts(): Readonly<Record<CatalogueSection, MergeCounts>>
  /** At most `keptLimit` of them, and how many there are. */
  kept(): { readonly values: readonly KeptValue[]; readonly total: number }
  /** Recordings whose facts may have changed. */
  touchedRecordings(): Iterable<number>
}

/** Differences listed by name; more are counted. */
export const keptLimit = 200

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.instanceof(Buffer)]))
const idSchema = z.int().optional()

/** How far two lengths of the same recording may be apart when nothing but titles identifies it. */
const durationToleranceMs = 2000

type Subject = 'recording' | 'work' | 'release' | 'party' | 'registration'
type NumberedSection = 'parties' | 'documents' | 'works' | 'recordings' | 'releases' | 'registrations'

/**
 * Merges a catalogue into the store: an entry is the row with the same code (ISRC, barcode, IPI, ISNI, ISWC,
 * registration number, SHA-256), else the one row with the same names that was there before and that no other entry
 * is. What is known stays; empty fields are filled; lists are joined. Must run inside the import's transaction.
 */
export function createCatalogueMerge(db: Database, journal: ImportJournal, at: string): CatalogueMerge {
  const ids: Record<NumberedSection, number[]> = {
    parties: [],
    documents: [],
    works: [],
    recordings: [],
    releases: [],
    registrations: [],
  }
  const claimed = new Map<ImportedTable, Map<number, number>>()
  const tallies = new Map<CatalogueSection, { created: number; completed: number; unchanged: number }>()
  const kept: KeptValue[] = []
  let keptTotal = 0
  const touched = new Set<number>()
  const parents: { place: number; recording: number; parent: number; relation: string | null }[] = []
  const before = lastIds(db)
  let current: { section: CatalogueSection; place: number; title: string } = {
    section: 'parties',
    place: 0,
    title: '',
  }

  const wrong = (why: string) =>
    new RefrainError(
      'VALIDATION',
      `Entry ${current.place} of “${current.section}” ${why}. Nothing was imported.`,
      { section: current.section, entry: current.place },
    )

  const refer = (section: NumberedSection, number: number): number => {
    const id = ids[section][number - 1]
    if (id === undefined)
      throw wrong(`refers to number ${number} of “${section}”, which the file does not have`)
    return id
  }

  const find = (sql: string, ...values: readonly unknown[]): number | null =>
    idSchema.parse(
      journal
        .prepare(sql)
        .pluck()
        .get(...values),
    ) ?? null

  /** The one row that was there before the import and is not yet an entry of the file; null when none or several are. */
  const only = (table: ImportedTable, sql: string, ...values: readonly unknown[]): number | null => {
    const found = z.array(z.int()).parse(
      journal
        .prepare(sql)
        .pluck()
        .all(...values),
    )
    const free = found.filter((id) => id <= (before.get(table) ?? 0) && claimed.get(table)?.has(id) !== true)
    return free.length === 1 ? (free[0] ?? null) : null
  }

  const tally = (outcome: 'created' | 'completed' | 'unchanged') => {
    let counts = tallies.get(current.section)
    if (!counts) tallies.set(current.section, (counts = { created: 0, completed: 0, unchanged: 0 }))
    counts[outcome]++
  }

  /** Inserts the row, or fills what an existing one lacks. `stamp` is the column that says when it was changed. */
  const store = (
    table: ImportedTable,
    existing: number | null,
    values: RowValues,
    derived: RowValues,
    stamp: string | null,
  ): { readonly id: number; readonly created: boolean } => {
    const mine = claimed.get(table) ?? new Map<number, number>()
    claimed.set(table, mine)
    if (existing === null) {
      const id = journal.insert(table, { ...values, ...derived })
      mine.set(id, current.place)
      tally('created')
      return { id, created: true }
    }
    const earlier = mine.get(existing)
    if (earlier !== undefined) throw wrong(`has the same code as entry ${earlier}`)
    mine.set(existing, current.place)
    const row = rowSchema.parse(journal.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(existing))
    const filled: Record<string, string | number | null> = {}
    for (const [column, offered] of Object.entries(values)) {
      const known = row[column] ?? null
      if (offered === known || isBlank(offered) || timeColumns.has(column)) continue
      if (isBlank(known)) filled[column] = offered
      else keep(column, String(known), String(offered))
    }
    if (Object.keys(filled).length === 0) {
      tally('unchanged')
      return { id: existing, created: false }
    }
    const follows = Object.entries(derived).filter(([column]) => {
      const source = derivedFrom[column]
      return source !== undefined && source in filled
    })
    const after: RowValues = {
      ...filled,
      ...Object.fromEntries(follows),
      ...(stamp === null ? {} : { [stamp]: at }),
    }
    const changed = Object.fromEntries(Object.keys(after).map((column) => [column, plain(row[column])]))
    journal.update(table, existing, changed, after)
    tally('completed')
    return { id: existing, created: false }
  }

  const keep = (field: string, known: string, offered: string) => {
    keptTotal++
    if (kept.length >= keptLimit) return
    const { section, place, title } = current
    kept.push({
      section,
      entry: place,
      title,
      field,
      kept: known.slice(0, 200),
      offered: offered.slice(0, 200),
    })
  }

  const credits = (type: Subject, id: number, entries: readonly ContributionEntry[]) => {
    for (const entry of entries) {
      const party = refer('parties', entry.party)
      const same = find(
        'SELECT id FROM contribution WHERE subject_type = ? AND subject_id = ? AND party_id = ? AND role = ? AND instrument = ?',
        type, id, party, entry.role, entry.instrument,
      ) // prettier-ignore
      if (same !== null) continue
      journal.insert('contribution', {
        subject_type: type,
        subject_id: id,
        party_id: party,
        role: entry.role,
        instrument: entry.instrument,
        position: entry.position,
        credited_as: entry.creditedAs,
        join_phrase: entry.joinPhrase,
      })
    }
  }

  /** Shares are taken as a whole or not at all: a part of a set would not add up. */
  const shares = (type: Subject, id: number, entries: readonly SplitEntry[], created: boolean) => {
    const taken = new Map<string, boolean>()
    for (const entry of entries) {
      const { right, territory } = entry
      let take = taken.get(right)
      if (take === undefined) {
        const any = created
          ? null
          : find(
              'SELECT id FROM split WHERE subject_type = ? AND subject_id = ? AND right_kind = ? LIMIT 1',
              type,
              id,
              right,
            )
        take = any === null
        taken.set(right, take)
        if (!take && !sameShares(type, id, right, entries)) keep(`shares (${right})`, 'as they are', 'others')
      }
      if (!take) continue
      journal.insert('split', {
        subject_type: type,
        subject_id: id,
        right_kind: right,
        party_id: refer('parties', entry.party),
        share: entry.share,
        territory,
        valid_from: entry.validFrom,
        valid_to: entry.validTo,
        state: entry.state,
        document_id: entry.document === null ? null : refer('documents', entry.document),
        created_at: entry.createdAt,
        updated_at: entry.updatedAt,
      })
    }
  }

  const sameShares = (type: Subject, id: number, right: string, entries: readonly SplitEntry[]): boolean => {
    const stored = journal
      .prepare(
        `SELECT party_id || ':' || share || ':' || territory || ':' || coalesce(valid_from, '') || ':' || coalesce(valid_to, '') AS line
         FROM split WHERE subject_type = ? AND subject_id = ? AND right_kind = ?`,
      )
      .pluck()
      .all(type, id, right)
    const offered = entries
      .filter((entry) => entry.right === right)
      .map((entry) =>
        [
          refer('parties', entry.party),
          entry.share,
          entry.territory,
          entry.validFrom ?? '',
          entry.validTo ?? '',
        ].join(':'),
      )
    return JSON.stringify(z.array(z.string()).parse(stored).sort()) === JSON.stringify(offered.sort())
  }

  const subjectId = (type: Subject, number: number): number => refer(sectionOf[type], number)

  const add: { [S in CatalogueSection]: (entry: CatalogueEntry<S>) => void } = {
    parties(entry) {
      const existing =
        (entry.ipiName === null ? null : find('SELECT id FROM party WHERE ipi_name = ?', entry.ipiName)) ??
        (entry.isni === null ? null : only('party', 'SELECT id FROM party WHERE isni = ?', entry.isni)) ??
        only(
          'party',
          `SELECT id FROM party WHERE name_key = ? AND kind = ?
           AND (ipi_name IS NULL OR ? IS NULL) AND (isni IS NULL OR ? IS NULL)`,
          artistKey(entry.name), entry.kind, entry.ipiName, entry.isni,
        ) // prettier-ignore
      const { id } = store(
        'party',
        existing,
        {
          kind: entry.kind,
          name: entry.name,
          sort_name: entry.sortName,
          ipi_name: entry.ipiName,
          ipi_base: entry.ipiBase,
          isni: entry.isni,
          email: entry.email,
          notes: entry.notes,
          created_at: entry.createdAt,
          updated_at: entry.updatedAt,
        },
        { name_key: artistKey(entry.name) },
        'updated_at',
      )
      ids.parties.push(id)
      for (const name of entry.aliases) {
        if (find('SELECT id FROM party_alias WHERE party_id = ? AND name = ?', id, name) === null) {
          journal.insert('party_alias', { party_id: id, name, name_key: artistKey(name) })
        }
      }
    },

    documents(entry) {
      const existing = only(
        'document',
        'SELECT id FROM document WHERE sha256 = ? AND kind = ?',
        entry.sha256,
        entry.kind,
      )
      const values = {
        sha256: entry.sha256,
        file_name: entry.fileName,
        bytes: entry.bytes,
        kind: entry.kind,
        title: entry.title,
        signed_by: entry.signedBy,
        dated: entry.dated,
        notes: entry.notes,
        added_at: entry.addedAt,
      }
      ids.documents.push(store('document', existing, values, {}, null).id)
    },

    works(entry) {
      const existing =
        (entry.iswc === null ? null : find('SELECT id FROM work WHERE iswc = ?', entry.iswc)) ??
        workByWriters(entry)
      const { id, created } = store(
        'work',
        existing,
        {
          title: entry.title,
          alternative_titles: JSON.stringify(entry.alternativeTitles),
          language: entry.language,
          iswc: entry.iswc,
          notes: entry.notes,
          created_at: entry.createdAt,
          updated_at: entry.updatedAt,
        },
        { title_key: titleKey(entry.title) },
        'updated_at',
      )
      ids.works.push(id)
      credits('work', id, entry.contributions)
      shares('work', id, entry.splits, created)
    },

    recordings(entry) {
      const existing =
        (entry.isrc === null ? null : find('SELECT id FROM recording WHERE isrc = ?', entry.isrc)) ??
        only(
          'recording',
          `SELECT id FROM recording WHERE title_key = ? AND artist_key = ? AND version = ? COLLATE NOCASE AND kind = ?
           AND (isrc IS NULL OR ? IS NULL)
           AND (duration_ms IS NULL OR ? IS NULL OR abs(duration_ms - ?) <= ${durationToleranceMs})`,
          titleKey(entry.title), artistKey(entry.artist), entry.version, entry.kind, entry.isrc,
          entry.durationMs, entry.durationMs,
        ) // prettier-ignore
      const { id, created } = store(
        'recording',
        existing,
        {
          title: entry.title,
          version: entry.version,
          artist: entry.artist,
          isrc: entry.isrc,
          duration_ms: entry.durationMs,
          year: entry.year,
          kind: entry.kind,
          right_held: entry.rightHeld,
          registration_number: entry.registrationNumber,
          authorized_url: entry.authorizedUrl,
          notes: entry.notes,
          published_on: entry.publishedOn,
          country: entry.country,
          p_line: entry.pLine,
          genre: entry.genre,
          explicit: entry.explicit,
          created_at: entry.createdAt,
          updated_at: entry.updatedAt,
        },
        { title_key: titleKey(entry.title), artist_key: artistKey(entry.artist) },
        'updated_at',
      )
      ids.recordings.push(id)
      touched.add(id)
      if (entry.parent !== null || entry.parentRelation !== null) {
        const { parent, parentRelation: relation } = entry
        parents.push({ place: current.place, recording: id, parent: parent ?? 0, relation })
      }
      for (const { scheme, value, raw, source, state, createdAt } of entry.identifiers) {
        const same = find(
          'SELECT id FROM identifier WHERE recording_id = ? AND scheme = ? AND value = ?',
          id, scheme, value,
        ) // prettier-ignore
        if (same !== null) continue
        journal.insert('identifier', {
          recording_id: id,
          scheme,
          value,
          raw,
          source,
          state,
          created_at: createdAt,
        })
      }
      for (const { work, relation } of entry.works) {
        const workId = refer('works', work)
        const same = find('SELECT id FROM recording_work WHERE recording_id = ? AND work_id = ?', id, workId)
        if (same === null) journal.insert('recording_work', { recording_id: id, work_id: workId, relation })
      }
      credits('recording', id, entry.contributions)
      shares('recording', id, entry.splits, created)
      for (const { answers, conclusion, rule, note, decidedAt } of entry.isrcDecisions) {
        const same = find(
          'SELECT id FROM isrc_decision WHERE recording_id = ? AND decided_at = ? AND answers = ?',
          id, decidedAt, answers,
        ) // prettier-ignore
        if (same !== null) continue
        const values = { recording_id: id, answers, conclusion, rule, note, decided_at: decidedAt }
        journal.insert('isrc_decision', values)
      }
    },

    releases(entry) {
      const code = entry.gtin === null ? null : gtin14(entry.gtin)
      const existing =
        (code === null ? null : only('release', 'SELECT id FROM release WHERE gtin14 = ?', code)) ??
        only(
          'release',
          `SELECT id FROM release WHERE title_key = ? AND artist = ? COLLATE NOCASE AND (gtin14 IS NULL OR ? IS NULL)
           AND (type = '' OR ? = '' OR type = ?)`,
          titleKey(entry.title), entry.artist, code, entry.type, entry.type,
        ) // prettier-ignore
      const { id } = store(
        'release',
        existing,
        {
          title: entry.title,
          artist: entry.artist,
          label: entry.label,
          gtin: entry.gtin,
          release_date: entry.releaseDate,
          notes: entry.notes,
          type: entry.type,
          catalogue_number: entry.catalogueNumber,
          p_line: entry.pLine,
          c_line: entry.cLine,
          genre: entry.genre,
          created_at: entry.createdAt,
          updated_at: entry.updatedAt,
        },
        { title_key: titleKey(entry.title), gtin14: code },
        'updated_at',
      )
      ids.releases.push(id)
      for (const { recording, disc, number, alsoSingle, titleOverride } of entry.tracks) {
        const recordingId = refer('recordings', recording)
        touched.add(recordingId)
        const same = find('SELECT id FROM track WHERE release_id = ? AND recording_id = ?', id, recordingId)
        if (same !== null) continue
        journal.insert('track', {
          release_id: id,
          recording_id: recordingId,
          disc,
          number,
          also_single: alsoSingle,
          title_override: titleOverride,
        })
      }
      credits('release', id, entry.contributions)
    },

    registrations(entry) {
      const key = registrationKey(entry.authority, entry.number)
      const existing = find(
        'SELECT id FROM registration WHERE authority = ? AND number_key = ?',
        entry.authority,
        key,
      )
      const { id } = store(
        'registration',
        existing,
        {
          authority: entry.authority,
          type: entry.type,
          number: entry.number,
          effective_on: entry.effectiveOn,
          published_on: entry.publishedOn,
          claimant: entry.claimant,
          status: entry.status,
          notes: entry.notes,
          created_at: entry.createdAt,
          updated_at: entry.updatedAt,
        },
        { number_key: key },
        'updated_at',
      )
      ids.registrations.push(id)
      for (const { type, id: number } of entry.subjects) {
        const subject = subjectId(type, number)
        const same = find(
          'SELECT id FROM registration_subject WHERE registration_id = ? AND subject_type = ? AND subject_id = ?',
          id, type, subject,
        ) // prettier-ignore
        if (same !== null) continue
        journal.insert('registration_subject', {
          registration_id: id,
          subject_type: type,
          subject_id: subject,
        })
      }
    },

    documentSubjects(entry) {
      const documentId = refer('documents', entry.document)
      const subject = subjectId(entry.type, entry.id)
      const same = find(
        'SELECT id FROM document_link WHERE document_id = ? AND subject_type = ? AND subject_id = ?',
        documentId, entry.type, subject,
      ) // prettier-ignore
      if (same !== null) {
        tally('unchanged')
        return
      }
      journal.insert('document_link', {
        document_id: documentId,
        subject_type: entry.type,
        subject_id: subject,
      })
      tally('created')
    },

    assets(entry) {
      const recordingId = entry.recording === null ? null : refer('recordings', entry.recording)
      const existing = find('SELECT id FROM asset WHERE sha256 = ?', entry.sha256)
      const { id, created } = store(
        'asset',
        existing,
        {
          recording_id: recordingId,
          role: entry.role,
          sha256: entry.sha256,
          path: entry.path,
          file_name: entry.fileName,
          bytes: entry.bytes,
          modified_ms: entry.modifiedMs,
          container: entry.container,
          codec: entry.codec,
          lossless: entry.lossless ? 1 : 0,
          sample_rate: entry.sampleRate,
          bits: entry.bits,
          channels: entry.channels,
          duration_ms: entry.durationMs,
          tags: entry.tags,
          art_sha256: entry.artSha256,
          added_at: entry.addedAt,
        },
        {},
        null,
      )
      if (!created || entry.fingerprint === null) return
      // Bytes are no part of the journal: undo removes the row as a whole.
      const fingerprint = Buffer.from(entry.fingerprint, 'base64')
      journal.prepare('UPDATE asset SET fingerprint = ? WHERE id = ?').run(fingerprint, id)
    },

    isrcBlocks(entry) {
      const existing = find(
        'SELECT id FROM isrc_block WHERE prefix = ? AND range_from = ? AND range_to = ?',
        entry.prefix, entry.from, entry.to,
      ) // prettier-ignore
      if (entry.from > entry.to) throw wrong('has a range that ends before it begins')
      const values = {
        prefix: entry.prefix,
        range_from: entry.from,
        range_to: entry.to,
        year_from: entry.yearFrom,
        year_to: entry.yearTo,
        note: entry.note,
        created_at: entry.createdAt,
      }
      store('isrc_block', existing, values, {}, null)
    },

    // Append-only, also for undo: a code that ever was in the ledger is never handed out again.
    isrcLedger(entry) {
      const same = find(
        'SELECT seq FROM isrc_ledger WHERE isrc = ? AND state = ? AND at = ? AND reason = ?',
        entry.isrc, entry.state, entry.at, entry.reason,
      ) // prettier-ignore
      if (same !== null) {
        tally('unchanged')
        return
      }
      journal
        .prepare(
          'INSERT INTO isrc_ledger (isrc, state, recording_id, recording_title, reason, at) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(
          entry.isrc,
          entry.state,
          entry.recording === null ? null : refer('recordings', entry.recording),
          entry.recordingTitle,
          entry.reason,
          entry.at,
        )
      tally('created')
    },
  }

  /** A title alone names many songs: without a code a work is known by its title and one of its writers. */
  function workByWriters(entry: CatalogueEntry<'works'>): number | null {
    const writers = entry.contributions.map(({ party }) => refer('parties', party))
    return only(
      'work',
      `SELECT id FROM work w WHERE title_key = ? AND (iswc IS NULL OR ? IS NULL) AND (
         EXISTS (SELECT 1 FROM contribution c JOIN json_each(?) p ON p.value = c.party_id
           WHERE c.subject_type = 'work' AND c.subject_id = w.id)
         OR (? = 0 AND NOT EXISTS (SELECT 1 FROM contribution c WHERE c.subject_type = 'work' AND c.subject_id = w.id)))`,
      titleKey(entry.title), entry.iswc, JSON.stringify(writers), writers.length,
    ) // prettier-ignore
  }

  return {
    add(section, entry, place) {
      current = { section, place, title: titleOf(entry) }
      if (section in ids && 'id' in entry && section !== 'documentSubjects' && entry.id !== place) {
        throw wrong(`has the number ${String(entry.id)}; entries are numbered from 1 in their order`)
      }
      add[section](entry)
    },
    finish() {
      for (const { place, recording, parent, relation } of parents) {
        current = { section: 'recordings', place, title: '' }
        const parentId = parent === 0 ? null : refer('recordings', parent)
        const known = rowSchema.parse(
          journal.prepare('SELECT parent_id, parent_relation FROM recording WHERE id = ?').get(recording),
        )
        if (!isBlank(known.parent_id ?? null) || !isBlank(known.parent_relation ?? null)) continue
        const values = { parent_id: parentId, parent_relation: relation }
        journal.update('recording', recording, { parent_id: null, parent_relation: null }, values)
        if (parentId !== null && find(ancestorSql, parentId, recording) !== null) {
          throw wrong('was made from a recording that was made from it')
        }
      }
    },
    counts() {
      const none = { created: 0, completed: 0, unchanged: 0 }
      const of = (section: CatalogueSection): MergeCounts => ({ ...(tallies.get(section) ?? none) })
      return {
        parties: of('parties'),
        documents: of('documents'),
        works: of('works'),
        recordings: of('recordings'),
        releases: of('releases'),
        registrations: of('registrations'),
        documentSubjects: of('documentSubjects'),
        assets: of('assets'),
        isrcBlocks: of('isrcBlocks'),
        isrcLedger: of('isrcLedger'),
      }
    },
    kept: () => ({ values: kept, total: keptTotal }),
    touchedRecordings: () => touched,
  }
}

/** Finds the second recording among the first and what that was made from. */
const ancestorSql = `
  WITH RECURSIVE line (id) AS (
    VALUES (?) UNION SELECT r.parent_id FROM line JOIN recording r ON r.id = line.id WHERE r.parent_id IS NOT NULL)
  SELECT id FROM line WHERE id = ?`

const sectionOf: Readonly<Record<Subject, NumberedSection>> = {
  recording: 'recordings',
  work: 'works',
  release: 'releases',
  party: 'parties',
  registration: 'registrations',
}

/** Which column a derived one follows. */
const derivedFrom: Readonly<Record<string, string>> = {
  name_key: 'name',
  title_key: 'title',
  artist_key: 'artist',
  gtin14: 'gtin',
  number_key: 'number',
}

/** When a row was made or changed: no fact that could differ. */
const timeColumns: ReadonlySet<string> = new Set(['created_at', 'updated_at', 'added_at'])

/** Values that say nothing. */
function isBlank(value: string | number | null | Buffer): boolean {
  return value === null || value === '' || value === 'unknown' || value === '[]' || value === '{}'
}

function plain(value: string | number | null | Buffer | undefined): string | number | null {
  return value === undefined || Buffer.isBuffer(value) ? null : value
}

/** What registrations are compared by: the stored form where the authority's numbers have one. */
function registrationKey(authority: string, number: string): string {
  const reading = authority === 'US-CO' ? parseRegistration(number) : null
  return reading?.status === 'valid' ? reading.value : compact(number)
}

function titleOf(entry: object): string {
  for (const key of ['title', 'name', 'number', 'isrc', 'fileName', 'prefix']) {
    const value: unknown = Reflect.get(entry, key)
    if (typeof value === 'string') return value
  }
  return ''
}

/** The last row id of each table: rows beyond are the import's own. */
function lastIds(db: Database): ReadonlyMap<ImportedTable, number> {
  const tables = ['party', 'document', 'work', 'recording', 'release'] as const
  return new Map(
    tables.map((table) => {
      return [table, z.int().parse(db.prepare(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get())]
    }),
  )
}
