import BetterSqlite, { type Database, type Statement } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportResult } from '../../../shared/contract/export.ts'
import { exportResult } from '../../../shared/contract/export.ts'
import type { Input } from '../../../shared/contract/index.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { gtin14 } from '../../../shared/domain/identifiers/gtin.ts'
import { artistKey, titleKey } from '../../../shared/domain/text/fold.ts'
import type { TestCore } from '../../support/core.ts'
import { defineFunctions } from '../../../electron/core/database/functions.ts'

export const at = '2026-11-20T10:00:00.000Z'
export const later = '2026-11-21T11:30:00.000Z'

/** Titles that break careless writers. */
export const hostileTitles = [
  'Plain',
  'Comma, "quotes" and \'apostrophes\'',
  '=HYPERLINK("http://x.example","y")',
  '+1 (Live)',
  '-Minus-',
  '@home',
  '<b>&amp;</b> ]]> <!-- x -- y -->',
  'אהבה עולם',
  'بحر \u202bالليل\u202c',
  '🎧👩‍👩‍👧 Emoji 🏳️‍🌈',
  'zero\u200bwidth\u200djoiner\u200c',
  'ﬁne Ⅷ ½ ℗ © ™',
  '東京 Nights 夜',
  'e\u0301 composed and é',
  '_x0041_ underscore',
  "'=quoted",
  '\\back\\slash /slash/',
  '%s %d {{x}} ${y} `z`',
] as const

type Values = Readonly<Record<string, string | number | Buffer | null>>

/** Direct writing into the store of an open workspace, as other parts of the program leave it. */
export interface CatalogueSeed {
  readonly db: Database
  insert(table: string, values: Values): number
  recording(title: string, values?: Values): number
  release(title: string, values?: Values): number
  party(name: string, values?: Values): number
  work(title: string, values?: Values): number
  credit(
    type: 'recording' | 'work' | 'release',
    subject: number,
    party: number,
    role: string,
    values?: Values,
  ): number
  close(): void
}

export function openCatalogueSeed(folder: string): CatalogueSeed {
  const db = new BetterSqlite(join(folder, 'refrain.sqlite3'))
  db.pragma('foreign_keys = ON')
  const statements = new Map<string, Statement>()
  const insert: CatalogueSeed['insert'] = (table, values) => {
    const columns = Object.keys(values)
    const sql = `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
    const statement = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, statement)
    return Number(statement.run(...Object.values(values)).lastInsertRowid)
  }
  const times = { created_at: at, updated_at: later }
  let credits = 0
  return {
    db,
    insert,
    recording: (title, values = {}) => {
      const artist = typeof values.artist === 'string' ? values.artist : 'Luna Vale'
      return insert('recording', {
        title,
        title_key: titleKey(title),
        artist,
        artist_key: artistKey(artist),
        ...times,
        ...values,
      })
    },
    release: (title, values = {}) =>
      insert('release', {
        title,
        title_key: titleKey(title),
        gtin14: typeof values.gtin === 'string' ? gtin14(values.gtin) : null,
        ...times,
        ...values,
      }),
    party: (name, values = {}) =>
      insert('party', { kind: 'person', name, name_key: artistKey(name), ...times, ...values }),
    work: (title, values = {}) => insert('work', { title, title_key: titleKey(title), ...times, ...values }),
    credit: (subject_type, subject_id, party_id, role, values = {}) =>
      insert('contribution', { subject_type, subject_id, party_id, role, position: ++credits, ...values }),
    close() {
      db.close()
    },
  }
}

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

/** A catalogue with something in every table and column that is exported. */
export function seedFullCatalogue(seed: CatalogueSeed) {
  const luna = seed.party('Luna Vale', {
    sort_name: 'Vale, Luna',
    ipi_name: '00494248817',
    ipi_base: 'I0000002297',
    isni: '000000012281955X',
    email: 'luna@example.org',
    notes: 'line one\nline two',
  })
  const band = seed.party('The "Tide" & Co', { kind: 'group' })
  const publisher = seed.party('Harbour Music', { kind: 'organisation', ipi_name: '00052210040' })
  seed.insert('party_alias', { party_id: luna, name: 'L. Vale', name_key: artistKey('L. Vale') })
  seed.insert('party_alias', { party_id: luna, name: 'لونا', name_key: artistKey('لونا') })
  const document = seed.insert('document', {
    sha256: sha256('split sheet'),
    file_name: 'Split “Sheet”.pdf',
    bytes: 11,
    kind: 'split-sheet',
    title: 'Harbour Lights',
    signed_by: 'Luna Vale; The Tide',
    dated: '2026-01-02',
    notes: '',
    added_at: at,
  })
  const work = seed.work('Harbour Lights', {
    alternative_titles: '["Lichter im Hafen","港の灯"]',
    language: 'en',
    iswc: 'T0345246801',
  })
  seed.credit('work', work, luna, 'composer-lyricist')
  seed.credit('work', work, publisher, 'original-publisher')
  const split = (subject_type: string, subject_id: number, right_kind: string, party_id: number, share: number, values: Values = {}) =>
    seed.insert('split', {
      subject_type, subject_id, right_kind, party_id, share, state: 'agreed', created_at: at, updated_at: at, ...values,
    }) // prettier-ignore
  split('work', work, 'mechanical', publisher, 666_667, { document_id: document })
  split('work', work, 'mechanical', luna, 333_333)
  const first = seed.recording('Harbour Lights', {
    isrc: 'USS1Z2600001',
    duration_ms: 181_250,
    year: 2026,
    right_held: 'both',
    registration_number: 'SR0000320918',
    authorized_url: 'https://lunavale.example/harbour',
    notes: 'a\tb',
    published_on: '2026-03-06',
    country: 'US',
    p_line: '2026 Luna Vale',
    genre: 'Folk',
    explicit: 'not-explicit',
  })
  const remix = seed.recording('Harbour Lights', {
    version: 'Night Remix',
    isrc: 'USS1Z2600002',
    duration_ms: 240_000,
    year: 2026,
    right_held: 'sound-recording',
    parent_id: first,
    parent_relation: 'remix',
    p_line: '℗ 2026 Luna Vale',
    explicit: 'not-explicit',
    country: 'DE',
  })
  const hostile = hostileTitles.map((title, index) =>
    seed.recording(title, {
      artist: hostileTitles[(index + 3) % hostileTitles.length]!,
      duration_ms: 1000 + index,
    }),
  )
  const twin = [seed.recording('Twin'), seed.recording('Twin')]
  for (const id of [first, remix]) {
    seed.insert('recording_work', { recording_id: id, work_id: work, relation: 'performance' })
    seed.insert('identifier', {
      recording_id: id,
      scheme: 'isrc',
      value: 'QZ9ZZ2100001',
      raw: 'qz-9zz-21-00001',
      source: 'distributor report',
      state: 'erroneous',
      created_at: at,
    })
    seed.credit('recording', id, luna, 'main-artist', { credited_as: 'Luna', join_phrase: ' feat. ' })
  }
  seed.credit('recording', first, band, 'instrument', { instrument: 'double bass' })
  seed.credit('recording', first, band, 'producer')
  split('recording', first, 'master', luna, 1_000_000, {
    territory: 'WW',
    valid_from: '2026-01-01',
    valid_to: '2036-12',
  })
  seed.insert('isrc_decision', {
    recording_id: remix,
    answers: '{"sameMix":false}',
    conclusion: 'new-code',
    rule: 'A different mix is a new recording.',
    decided_at: at,
  })
  const release = seed.release('Harbour Lights', {
    artist: 'Luna Vale',
    label: 'Vale Records',
    gtin: '190295810726',
    release_date: '2026-03-06',
    type: 'single',
    catalogue_number: 'VR-001',
    p_line: '2026 Vale Records',
    c_line: '2026 Vale Records',
    genre: 'Folk',
  })
  const compilation = seed.release('Tide & Time, Vol. "1"', { artist: 'Various', type: 'compilation' })
  seed.credit('release', release, luna, 'main-artist')
  const track = (
    release_id: number,
    recording_id: number,
    disc: number,
    number: number | null,
    values: Values = {},
  ) => seed.insert('track', { release_id, recording_id, disc, number, ...values })
  track(release, first, 1, 1, { also_single: 'yes' })
  track(release, remix, 1, 2, { also_single: 'no' })
  track(compilation, first, 2, 1, { title_override: 'Harbour Lights (From “Tide”)' })
  for (const [index, id] of hostile.entries()) track(compilation, id, 1, index === 0 ? null : index)
  const registration = seed.insert('registration', {
    authority: 'US-CO',
    type: 'SR',
    number: 'SR0000320918',
    number_key: 'SR0000320918',
    effective_on: '2026-04-01',
    published_on: '2026-03-06',
    claimant: 'Luna Vale',
    created_at: at,
    updated_at: at,
  })
  const song = seed.insert('registration', {
    authority: 'MLC',
    number: 'HB1234',
    number_key: 'HB1234',
    created_at: at,
    updated_at: at,
  })
  const covers = (registration_id: number, subject_type: string, subject_id: number) =>
    seed.insert('registration_subject', { registration_id, subject_type, subject_id })
  covers(registration, 'recording', first)
  covers(registration, 'release', release)
  covers(song, 'work', work)
  for (const [type, id] of [
    ['work', work],
    ['recording', first],
    ['party', luna],
    ['registration', registration],
  ] as const) {
    seed.insert('document_link', { document_id: document, subject_type: type, subject_id: id })
  }
  seed.insert('asset', {
    recording_id: first,
    sha256: sha256('master'),
    path: '/music/Harbour Lights.wav',
    file_name: 'Harbour Lights.wav',
    bytes: 6,
    modified_ms: 1_700_000_000_000.5,
    container: 'WAVE',
    codec: 'PCM',
    lossless: 1,
    sample_rate: 48_000,
    bits: 24,
    channels: 2,
    duration_ms: 181_250,
    tags: '{"title":"Harbour Lights","__proto__":{"x":1}}',
    fingerprint: Buffer.from([1, 2, 3, 4, 250, 251, 252, 253]),
    added_at: at,
  })
  seed.insert('isrc_block', {
    prefix: 'USS1Z',
    range_from: 0,
    range_to: 499,
    year_from: 26,
    year_to: 27,
    note: 'mine',
    created_at: at,
  })
  seed.insert('isrc_ledger', { isrc: 'USS1Z2600001', state: 'reserved', reason: 'Session', at })
  seed.insert('isrc_ledger', {
    isrc: 'USS1Z2600001',
    state: 'assigned',
    recording_id: first,
    recording_title: 'Harbour Lights',
    at: later,
  })
  seed.insert('isrc_ledger', {
    isrc: 'USS1Z2600009',
    state: 'voided',
    recording_id: 999,
    recording_title: 'Gone',
    reason: 'Never released',
    at: later,
  })
  defineFunctions(seed.db)
  seed.db.exec('UPDATE recording SET search_key = search_key(title, version, artist, isrc)')
  seed.db.exec('UPDATE release SET search_key = search_key(title, artist, label, gtin)')
  return {
    luna,
    band,
    publisher,
    work,
    first,
    remix,
    hostile,
    twin,
    release,
    compilation,
    document,
    registration,
  }
}

/** A folder for exported files. */
export function exportFolder(): {
  readonly path: string
  file(name: string): string
  names(): string[]
  remove(): void
} {
  const path = mkdtempSync(join(tmpdir(), 'refrain-export-'))
  return {
    path,
    file: (name) => join(path, name),
    names: () => readdirSync(path).sort(),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

export async function startExport(core: TestCore, input: Input<'exports.start'>): Promise<Job> {
  const { jobId } = await core.call('exports.start', input)
  return core.finished(jobId)
}

/** Exports and returns the job's result; fails the test when the job does not succeed. */
export async function exported(core: TestCore, input: Input<'exports.start'>): Promise<ExportResult> {
  const job = await startExport(core, input)
  if (job.state !== 'done')
    throw new Error(`export ${job.state}: ${job.error?.message ?? ''} ${core.logLines.join('\n')}`)
  return exportResult.parse(job.result)
}
