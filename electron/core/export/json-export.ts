import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'
import {
  catalogueFormat,
  type CatalogueEntry,
  type CatalogueSection,
  catalogueSections,
  type ContributionEntry,
  type SplitEntry,
} from '../../../shared/domain/export/catalogue-json.ts'
import type { OutputFile } from '../platform/output-files.ts'
import { type Pace, pageRows } from './pages.ts'
import type { Snapshot } from './snapshot.ts'

type Row<S extends CatalogueSection> = CatalogueEntry<S>

/** Rows of one parent, found by its id. */
type Children<T> = (id: number) => T[]

/**
 * Writes the chosen part of the catalogue as `refrain-catalogue/1` (docs/catalogue-json.md): one entry a line, in an
 * order that depends on nothing but the catalogue, so that the same catalogue gives the same bytes.
 */
export async function writeCatalogueJson(snapshot: Snapshot, file: OutputFile, pace: Pace): Promise<void> {
  const readers = createReaders(snapshot)
  file.write(`{\n"format": ${JSON.stringify(catalogueFormat)}`)
  for (const section of catalogueSections) {
    file.write(`,\n${JSON.stringify(section)}: [`)
    let first = true
    for (const page of readers[section]()) {
      const lines = page.map((entry) => JSON.stringify(entry)).join(',\n')
      if (page.length > 0) file.write(`${first ? '\n' : ',\n'}${lines}`)
      first = false
      await pace.step(page.length)
    }
    file.write(first ? ']' : '\n]')
  }
  file.write('\n}\n')
}

/** How many entries the file will have. */
export function countEntries({ db }: Snapshot): number {
  const tables = ['party', 'document', 'work', 'recording', 'release', 'registration']
  const sql = tables.map((table) => `(SELECT count(*) FROM chosen_${table})`).join(' + ')
  return z.int().parse(db.prepare(`SELECT ${sql}`).pluck().get())
}

type Readers = { readonly [S in CatalogueSection]: () => Generator<readonly Row<S>[]> }

function createReaders({ db, whole }: Snapshot): Readers {
  const contributions = contributionsOf(db)
  const splits = splitsOf(db)
  const aliases = strings(db, 'SELECT name FROM party_alias WHERE party_id = ? ORDER BY id')
  const identifiers = children<Row<'recordings'>['identifiers'][number]>(
    db,
    `SELECT scheme, value, raw, source, state, created_at AS createdAt FROM identifier WHERE recording_id = ? ORDER BY id`,
  )
  const works = children<Row<'recordings'>['works'][number]>(
    db,
    `SELECT c.number AS work, x.relation FROM recording_work x JOIN chosen_work c ON c.id = x.work_id
     WHERE x.recording_id = ? ORDER BY x.id`,
  )
  const decisions = children<Row<'recordings'>['isrcDecisions'][number]>(
    db,
    `SELECT answers, conclusion, rule, note, decided_at AS decidedAt FROM isrc_decision WHERE recording_id = ? ORDER BY id`,
  )
  const tracks = children<Row<'releases'>['tracks'][number]>(
    db,
    `SELECT c.number AS recording, t.disc, t.number, t.also_single AS alsoSingle, t.title_override AS titleOverride
     FROM track t JOIN chosen_track ct ON ct.id = t.id JOIN chosen_recording c ON c.id = t.recording_id
     WHERE t.release_id = ? ORDER BY t.disc, t.number IS NULL, t.number, t.id`,
  )
  const registered = children<Row<'registrations'>['subjects'][number]>(
    db,
    `SELECT x.subject_type AS type, coalesce(r.number, w.number, l.number) AS id FROM registration_subject x
     LEFT JOIN chosen_recording r ON x.subject_type = 'recording' AND r.id = x.subject_id
     LEFT JOIN chosen_work w ON x.subject_type = 'work' AND w.id = x.subject_id
     LEFT JOIN chosen_release l ON x.subject_type = 'release' AND l.id = x.subject_id
     WHERE x.registration_id = ? AND coalesce(r.number, w.number, l.number) IS NOT NULL ORDER BY x.id`,
  )
  const blocks = whole ? 'isrc_block' : '(SELECT * FROM isrc_block WHERE false)'
  const ledger = whole
    ? 'isrc_ledger'
    : '(SELECT l.* FROM isrc_ledger l JOIN chosen_recording c ON c.id = l.recording_id)'

  return {
    parties: () =>
      all(db.prepare<[number], Paged<Flat<'parties', 'aliases'>>>(partySql), (row, rowId) => ({
        ...row,
        aliases: aliases(rowId),
      })),
    documents: () => all(db.prepare<[number], Paged<Row<'documents'>>>(documentSql), (row) => row),
    works: () =>
      all(db.prepare<[number], Paged<Flat<'works', 'contributions' | 'splits'>>>(workSql), (row, rowId) => ({
        ...row,
        alternativeTitles: alternativeTitles(row.alternativeTitles),
        contributions: contributions('work', rowId),
        splits: splits('work', rowId),
      })),
    recordings: () =>
      all(
        db.prepare<
          [number],
          Paged<Flat<'recordings', 'identifiers' | 'works' | 'contributions' | 'splits' | 'isrcDecisions'>>
        >(recordingSql),
        (row, rowId) => ({
          ...row,
          identifiers: identifiers(rowId),
          works: works(rowId),
          contributions: contributions('recording', rowId),
          splits: splits('recording', rowId),
          isrcDecisions: decisions(rowId),
        }),
      ),
    releases: () =>
      all(
        db.prepare<[number], Paged<Flat<'releases', 'tracks' | 'contributions'>>>(releaseSql),
        (row, rowId) => ({
          ...row,
          tracks: tracks(rowId),
          contributions: contributions('release', rowId),
        }),
      ),
    registrations: () =>
      all(db.prepare<[number], Paged<Flat<'registrations', 'subjects'>>>(registrationSql), (row, rowId) => ({
        ...row,
        subjects: registered(rowId),
      })),
    documentSubjects: () =>
      all(db.prepare<[number], Paged<Row<'documentSubjects'>>>(documentSubjectSql), (row) => row),
    assets: () =>
      all(
        db.prepare<
          [number],
          Paged<StoredAsset>
        >(`SELECT a.id AS _row, c.number AS recording, a.role, a.sha256, a.path, a.file_name AS fileName, a.bytes,
           a.modified_ms AS modifiedMs, a.container, a.codec, a.lossless, a.sample_rate AS sampleRate, a.bits,
           a.channels, a.duration_ms AS durationMs, a.tags, a.art_sha256 AS artSha256, a.fingerprint, a.added_at AS addedAt
         FROM asset a LEFT JOIN chosen_recording c ON c.id = a.recording_id
         WHERE a.id > ? ${whole ? '' : 'AND c.id IS NOT NULL'} ORDER BY a.id LIMIT ${pageRows}`),
        (row) => ({
          ...row,
          lossless: row.lossless === 1,
          fingerprint: row.fingerprint === null ? null : row.fingerprint.toString('base64'),
        }),
      ),
    isrcBlocks: () =>
      all(
        db.prepare<
          [number],
          Paged<Row<'isrcBlocks'>>
        >(`SELECT id AS _row, prefix, range_from AS "from", range_to AS "to", year_from AS yearFrom, year_to AS yearTo,
           note, created_at AS createdAt FROM ${blocks} WHERE id > ? ORDER BY id LIMIT ${pageRows}`),
        (row) => row,
      ),
    isrcLedger: () =>
      all(
        db.prepare<
          [number],
          Paged<Row<'isrcLedger'>>
        >(`SELECT l.seq AS _row, l.isrc, l.state, c.number AS recording, l.recording_title AS recordingTitle, l.reason, l.at
         FROM ${ledger} l LEFT JOIN chosen_recording c ON c.id = l.recording_id
         WHERE l.seq > ? ORDER BY l.seq LIMIT ${pageRows}`),
        (row) => row,
      ),
  }
}

/** A row with the id after which the next page begins. */
type Paged<T> = T & { readonly _row: number }

/** An entry without its lists, which are read apart. */
type Flat<S extends CatalogueSection, Lists extends keyof Row<S>> = Omit<Row<S>, Lists>

type StoredAsset = Omit<Row<'assets'>, 'lossless' | 'fingerprint'> & {
  readonly lossless: number
  readonly fingerprint: Buffer | null
}

/**
 * The columns of chosen rows in pages; `_row` is the row id to go on after, and never part of an entry. CROSS JOIN keeps
 * the order of the tables: statistics from when a table was small must not turn it into a search within a search.
 */
function chosen(table: string, columns: string, joins = ''): string {
  return `SELECT x.id AS _row, c.number AS id, ${columns}
    FROM ${table} x CROSS JOIN chosen_${table} c ON c.id = x.id ${joins}
    WHERE x.id > ? ORDER BY x.id LIMIT ${pageRows}`
}

const times = 'x.created_at AS createdAt, x.updated_at AS updatedAt'

const partySql = chosen(
  'party',
  `x.kind, x.name, x.sort_name AS sortName, x.ipi_name AS ipiName, x.ipi_base AS ipiBase, x.isni, x.email, x.notes, ${times}`,
)
const documentSql = chosen(
  'document',
  `x.sha256, x.file_name AS fileName, x.bytes, x.kind, x.title, x.signed_by AS signedBy, x.dated, x.notes, x.added_at AS addedAt`,
)
const workSql = chosen(
  'work',
  `x.title, x.alternative_titles AS alternativeTitles, x.language, x.iswc, x.notes, ${times}`,
)
const recordingSql = chosen(
  'recording',
  `x.title, x.version, x.artist, x.isrc, x.duration_ms AS durationMs, x.year, x.kind, x.right_held AS rightHeld,
   x.registration_number AS registrationNumber, x.authorized_url AS authorizedUrl, x.notes, p.number AS parent,
   x.parent_relation AS parentRelation, x.published_on AS publishedOn, x.country, x.p_line AS pLine, x.genre,
   x.explicit, ${times}`,
  'LEFT JOIN chosen_recording p ON p.id = x.parent_id',
)
const releaseSql = chosen(
  'release',
  `x.title, x.artist, x.label, x.gtin, x.release_date AS releaseDate, x.notes, x.type,
   x.catalogue_number AS catalogueNumber, x.p_line AS pLine, x.c_line AS cLine, x.genre, ${times}`,
)
const registrationSql = chosen(
  'registration',
  `x.authority, x.type, x.number, x.effective_on AS effectiveOn, x.published_on AS publishedOn, x.claimant, x.status,
   x.notes, ${times}`,
)
const documentSubjectSql = `
  SELECT x.id AS _row, d.number AS document, x.subject_type AS type,
    coalesce(r.number, w.number, l.number, p.number, g.number) AS id
  FROM document_link x JOIN chosen_document d ON d.id = x.document_id
  LEFT JOIN chosen_recording r ON x.subject_type = 'recording' AND r.id = x.subject_id
  LEFT JOIN chosen_work w ON x.subject_type = 'work' AND w.id = x.subject_id
  LEFT JOIN chosen_release l ON x.subject_type = 'release' AND l.id = x.subject_id
  LEFT JOIN chosen_party p ON x.subject_type = 'party' AND p.id = x.subject_id
  LEFT JOIN chosen_registration g ON x.subject_type = 'registration' AND g.id = x.subject_id
  WHERE x.id > ? AND coalesce(r.number, w.number, l.number, p.number, g.number) IS NOT NULL
  ORDER BY x.id LIMIT ${pageRows}`

/** Reads pages by row id, so that no statement stays open between them. */
function* all<Stored extends object, Entry>(
  statement: Statement<[number], Paged<Stored>>,
  toEntry: (row: Stored, rowId: number) => Entry,
): Generator<readonly Entry[]> {
  let after = 0
  for (;;) {
    const rows = statement.all(after)
    const last = rows.at(-1)
    if (last === undefined) return
    after = last._row
    yield rows.map(({ _row, ...stored }) => toEntry(stored as unknown as Stored, _row))
    if (rows.length < pageRows) return
  }
}

/** True when the table a query reads first has no row: then it need not be asked for every entry. */
function isEmpty(db: Database, sql: string): boolean {
  const table = /\bFROM (\w+)/.exec(sql)?.[1]
  if (table === undefined) throw new Error('a query that reads no table')
  return db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined
}

function children<T>(db: Database, sql: string): Children<T> {
  const statement: Statement<[number], T> = db.prepare(sql)
  return isEmpty(db, sql) ? () => [] : (id) => statement.all(id)
}

function strings(db: Database, sql: string): Children<string> {
  const statement = db.prepare(sql).pluck()
  return (id) => z.array(z.string()).parse(statement.all(id))
}

function contributionsOf(
  db: Database,
): (type: 'recording' | 'work' | 'release', id: number) => ContributionEntry[] {
  const sql = `SELECT c.number AS party, x.role, x.instrument, x.position, x.credited_as AS creditedAs, x.join_phrase AS joinPhrase
     FROM contribution x JOIN chosen_party c ON c.id = x.party_id
     WHERE x.subject_type = ? AND x.subject_id = ? ORDER BY x.position, x.id`
  const statement = db.prepare<[string, number], ContributionEntry>(sql)
  return isEmpty(db, sql) ? () => [] : (type, id) => statement.all(type, id)
}

function splitsOf(db: Database): (type: 'recording' | 'work', id: number) => SplitEntry[] {
  const sql = `SELECT x.right_kind AS "right", c.number AS party, x.share, x.territory, x.valid_from AS validFrom,
       x.valid_to AS validTo, x.state, d.number AS document, x.created_at AS createdAt, x.updated_at AS updatedAt
     FROM split x JOIN chosen_party c ON c.id = x.party_id LEFT JOIN chosen_document d ON d.id = x.document_id
     WHERE x.subject_type = ? AND x.subject_id = ? ORDER BY x.id`
  const statement = db.prepare<[string, number], SplitEntry>(sql)
  return isEmpty(db, sql) ? () => [] : (type, id) => statement.all(type, id)
}

const storedTitles = z.array(z.string())

/** The list as it is stored: JSON text. What is no list is kept as one title. */
function alternativeTitles(stored: unknown): string[] {
  const text = z.string().parse(stored)
  try {
    return storedTitles.parse(JSON.parse(text))
  } catch {
    return text.trim() === '' ? [] : [text]
  }
}
