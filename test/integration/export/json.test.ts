import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImportResult } from '../../../shared/contract/export.ts'
import { catalogueFile, type CatalogueFile } from '../../../shared/domain/export/catalogue-json.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import {
  type CatalogueSeed,
  exported,
  exportFolder,
  hostileTitles,
  openCatalogueSeed,
  seedFullCatalogue,
} from './full-catalogue.ts'

let core: TestCore
let seed: CatalogueSeed
let out: ReturnType<typeof exportFolder>
let other: TestCore

beforeEach(async () => {
  core = await openTestCore()
  other = await openTestCore()
  seed = openCatalogueSeed(core.folder)
  out = exportFolder()
})
afterEach(async () => {
  seed.close()
  await core.dispose()
  await other.dispose()
  out.remove()
})

async function importInto(target: TestCore, path: string, dryRun = false) {
  const { jobId } = await target.call('exports.importCatalogue', { path, dryRun })
  return target.finished(jobId)
}

async function imported(target: TestCore, path: string, dryRun = false) {
  const job = await importInto(target, path, dryRun)
  if (job.state !== 'done')
    throw new Error(`${job.error?.message ?? job.state} ${target.logLines.join('\n')}`)
  return catalogueImportResult.parse(job.result)
}

async function exportJson(from: TestCore, name: string): Promise<Buffer> {
  await exported(from, { format: 'json', path: out.file(name) })
  return readFileSync(out.file(name))
}

const read = (bytes: Buffer): CatalogueFile => catalogueFile.parse(JSON.parse(bytes.toString('utf8')))
const write = (name: string, content: unknown): string => {
  writeFileSync(out.file(name), typeof content === 'string' ? content : JSON.stringify(content))
  return out.file(name)
}

const tables = [
  'party', 'party_alias', 'document', 'work', 'recording', 'release', 'track', 'identifier', 'recording_work',
  'contribution', 'split', 'isrc_decision', 'registration', 'registration_subject', 'document_link', 'asset', 'isrc_block',
] // prettier-ignore
const local = new Set(['id', 'import_id', 'missing'])

/** Every row of a workspace but for what is local to it. */
function rowsOf(folder: string): Record<string, unknown[]> {
  const reader = openCatalogueSeed(folder)
  const rows = Object.fromEntries(
    tables.map((table) => [
      table,
      reader.db
        .prepare(`SELECT * FROM ${table} ORDER BY id`)
        .all()
        .map((row) =>
          Object.fromEntries(
            Object.entries(row as object).filter(([name]) => !local.has(name) && !name.endsWith('_id')),
          ),
        ),
    ]),
  )
  reader.close()
  return rows
}

describe('the catalogue as JSON', () => {
  it('goes into an empty workspace and comes out again to the byte', async () => {
    seedFullCatalogue(seed)
    const first = await exportJson(core, 'one.json')
    const result = await imported(other, out.file('one.json'))
    expect(result).toMatchObject({ keptTotal: 0, dryRun: false })
    expect(result.counts.recordings).toEqual({
      created: 4 + hostileTitles.length,
      completed: 0,
      unchanged: 0,
    })
    expect(result.notes.join()).toMatch(/One document is known by hash only/)
    const second = await exportJson(other, 'two.json')
    expect(second.equals(first)).toBe(true)
    const [before, after] = [rowsOf(core.folder), rowsOf(other.folder)]
    for (const table of tables) {
      const inOrder = (rows: unknown[] | undefined) => rows!.map((row) => JSON.stringify(row)).sort()
      expect(inOrder(after[table]), table).toEqual(inOrder(before[table]))
      expect(before[table]!.length, table).toBeGreaterThan(0)
    }
  })

  it('is the documented format, with every table and every hostile title in it', async () => {
    seedFullCatalogue(seed)
    const file = read(await exportJson(core, 'one.json'))
    expect(file.recordings.map(({ title }) => title)).toEqual(expect.arrayContaining([...hostileTitles]))
    const [first, remix] = file.recordings
    expect(first).toMatchObject({
      id: 1,
      isrc: 'USS1Z2600001',
      works: [{ work: 1, relation: 'performance' }],
    })
    expect(first!.identifiers).toMatchObject([
      { raw: 'qz-9zz-21-00001', state: 'erroneous', source: 'distributor report' },
    ])
    expect(remix).toMatchObject({
      parent: 1,
      parentRelation: 'remix',
      isrcDecisions: [{ conclusion: 'new-code' }],
    })
    expect(file.works[0]!.splits).toMatchObject([
      { share: 666_667, party: 3, document: 1 },
      { share: 333_333, party: 1 },
    ])
    expect(file.parties[0]).toMatchObject({ aliases: ['L. Vale', 'لونا'], ipiName: '00494248817' })
    expect(file.releases[1]!.tracks.at(-1)).toMatchObject({
      disc: 2,
      titleOverride: 'Harbour Lights (From “Tide”)',
    })
    expect(file.documentSubjects).toHaveLength(4)
    expect(file.assets[0]).toMatchObject({ recording: 1, fingerprint: 'AQIDBPr7/P0=' })
    expect(file.isrcLedger.map(({ state, recording }) => [state, recording])).toEqual([
      ['reserved', null],
      ['assigned', 1],
      ['voided', null],
    ])
  })

  it('of a selection holds what belongs to it and nothing else', async () => {
    const { first } = seedFullCatalogue(seed)
    await exported(core, {
      format: 'json',
      path: out.file('part.json'),
      selection: { recordingIds: [first], releaseIds: [] },
    })
    const file = read(readFileSync(out.file('part.json')))
    expect(file.recordings).toHaveLength(1)
    expect(file.works).toHaveLength(1)
    expect(file.parties.map(({ name }) => name)).toEqual(['Luna Vale', 'The "Tide" & Co', 'Harbour Music'])
    expect(file.releases.map(({ tracks }) => tracks.length)).toEqual([1, 1])
    expect(file.registrations).toHaveLength(2)
    expect(file.isrcBlocks).toEqual([])
    await imported(other, out.file('part.json'))
    expect((await exportJson(other, 'again.json')).equals(readFileSync(out.file('part.json')))).toBe(true)
  })
})

describe('importing it again', () => {
  it('into the same workspace changes nothing', async () => {
    seedFullCatalogue(seed)
    const before = await exportJson(core, 'one.json')
    const { counts, keptTotal } = await imported(core, out.file('one.json'))
    for (const [section, { created, completed }] of Object.entries(counts)) {
      expect([section, created, completed]).toEqual([section, 0, 0])
    }
    expect(keptTotal).toBe(0)
    expect((await exportJson(core, 'two.json')).equals(before)).toBe(true)
  })

  it('fills what is empty, keeps what is known and says so', async () => {
    seedFullCatalogue(seed)
    await exportJson(core, 'one.json')
    const target = openCatalogueSeed(other.folder)
    const id = target.recording('Harbour Lights', {
      isrc: 'USS1Z2600001',
      genre: 'Shanty',
      duration_ms: null,
    })
    const release = target.release('Hafenlichter', { gtin: '0190295810726' })
    target.close()
    const result = await imported(other, out.file('one.json'))
    expect(result.counts.recordings.completed).toBe(1)
    expect(result.kept.map(({ field, kept, offered }) => [field, kept, offered])).toEqual([
      ['genre', 'Shanty', 'Folk'],
      ['title', 'Hafenlichter', 'Harbour Lights'],
      ['gtin', '0190295810726', '190295810726'],
    ])
    const recording = await other.call('recordings.get', { recordingId: id })
    expect(recording).toMatchObject({ durationMs: 181_250, registrationNumber: 'SR0000320918' })
    expect(recording.tracks.map(({ releaseId }) => releaseId)).toContain(release)
  })

  it('with a dry run says the same and writes nothing', async () => {
    seedFullCatalogue(seed)
    await exportJson(core, 'one.json')
    const empty = await exportJson(other, 'empty.json')
    const tried = await imported(other, out.file('one.json'), true)
    expect(await exportJson(other, 'still-empty.json')).toEqual(empty)
    expect(await other.call('undo.state', {})).toMatchObject({ undo: null })
    const done = await imported(other, out.file('one.json'))
    expect({ ...done, dryRun: true }).toEqual(tried)
  })

  it('is found by search afterwards, and counted by what it lacks', async () => {
    seedFullCatalogue(seed)
    await exportJson(core, 'one.json')
    await imported(other, out.file('one.json'))
    const found = await other.call('recordings.list', { search: 'Twin' })
    expect(found.rows.map(({ title }) => title)).toEqual(['Twin', 'Twin'])
    const { rows } = await other.call('recordings.list', { limit: 500 })
    for (const { id, missing } of rows.filter(({ kind }) => kind === 'audio')) {
      // An edit counts what is missing anew: the import must have come to the same.
      const edited = await other.call('recordings.update', { recordingId: id, patch: { notes: 'edited' } })
      expect(edited.missing).toBe(missing)
    }
  })
})

describe('undoing the import', () => {
  it('leaves the workspace as it was, with its own rows as they were', async () => {
    seedFullCatalogue(seed)
    await exportJson(core, 'one.json')
    const target = openCatalogueSeed(other.folder)
    target.recording('Harbour Lights', { isrc: 'USS1Z2600001', genre: 'Shanty' })
    target.party('Luna Vale')
    target.close()
    const before = await exportJson(other, 'before.json')
    await imported(other, out.file('one.json'))
    const { label } = await other.call('undo.undo', {})
    expect(label).toMatch(/^Import “one.json” \(\d+ recordings\)$/)
    const after = read(await exportJson(other, 'after.json'))
    // The ledger is append-only: its codes stay out of reach.
    expect({ ...after, isrcLedger: [] }).toEqual(read(before))
    expect(after.isrcLedger.length).toBeGreaterThan(0)
    expect((await other.call('recordings.list', { search: 'Twin' })).rows).toEqual([])
  })

  it('is refused, and nothing touched, once something was edited or depends on it', async () => {
    seedFullCatalogue(seed)
    await exportJson(core, 'one.json')
    await imported(other, out.file('one.json'))
    const { rows } = await other.call('recordings.list', { search: 'USS1Z2600001' })
    const target = openCatalogueSeed(other.folder)
    const before = await exportJson(other, 'before.json')
    target.insert('party_alias', { party_id: 1, name: 'Moon', name_key: 'moon' })
    await expect(other.call('undo.undo', {})).rejects.toMatchObject({
      code: 'UNDO_CONFLICT',
      message: expect.stringMatching(/was given another name since/) as string,
    })
    target.db.prepare("DELETE FROM party_alias WHERE name = 'Moon'").run()
    target.db.prepare("UPDATE recording SET genre = 'Pop' WHERE id = ?").run(rows[0]!.id)
    await expect(other.call('undo.undo', {})).rejects.toMatchObject({
      message: expect.stringMatching(/recording “Harbour Lights” was edited since/) as string,
    })
    target.db.prepare("UPDATE recording SET genre = 'Folk' WHERE id = ?").run(rows[0]!.id)
    target.close()
    expect(await exportJson(other, 'after.json')).toEqual(before)
    await other.call('undo.undo', {})
  })
})

describe('a file that is not what it should be', () => {
  const minimal = { format: 'refrain-catalogue/1' }
  const cases: readonly (readonly [what: string, content: unknown, message: RegExp])[] = [
    ['an empty object', {}, /is not a catalogue written by Refrain/],
    ['another JSON', [1, 2], /does not start with \{/],
    ['text', 'hello', /does not start with \{/],
    ['a newer format', { format: 'refrain-catalogue/2' }, /written by a newer Refrain/],
    ['a format that stands late', { parties: [{}], format: 'refrain-catalogue/1' }, /is not a catalogue/],
    ['an unknown section', { ...minimal, songs: [{}] }, /has “songs”/],
    [
      'sections out of order',
      { ...minimal, assets: [], isrcLedger: [1], works: [1] },
      /isrcLedger.*Invalid input|entry 1 of “isrcLedger”/,
    ],
    ['a section that is no list', { ...minimal, works: { a: 1 } }, /has “works”/],
    [
      'an entry of the wrong shape',
      { ...minimal, recordings: [{ id: 1 }] },
      /entry 1 of “recordings”, title/,
    ],
    ['half a file', '{"format": "refrain-catalogue/1", "parties": [{"id": 1', /ends in the middle/],
    ['something after its end', '{"format": "refrain-catalogue/1"} x', /something after its end/],
    ['deep nesting', `{"format": "refrain-catalogue/1", "works": [${'['.repeat(100_000)}`, /nested deeper/],
    [
      'bytes that are no UTF-8',
      Buffer.from('{"format": "refrain-catalogue/1", "x": "\xff"}', 'latin1'),
      /is not UTF-8/,
    ],
  ]
  it.each(cases)('%s is refused by name', async (_what, content, message) => {
    const path = out.file('bad.json')
    writeFileSync(
      path,
      Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content),
    )
    const job = await importInto(other, path)
    expect(job).toMatchObject({ state: 'failed', error: { code: 'VALIDATION' } })
    expect(job.error!.message).toMatch(message)
    expect(job.error!.message).toContain('bad.json')
    expect(await other.call('undo.state', {})).toMatchObject({ undo: null })
  })

  it('a file that is missing, empty or a folder is refused', async () => {
    for (const [path, code] of [
      [out.file('none.json'), 'FILE_UNREADABLE'],
      [out.path, 'FILE_UNREADABLE'],
      [write('empty.json', ''), 'FILE_EMPTY'],
    ] as const) {
      expect(await importInto(other, path)).toMatchObject({ state: 'failed', error: { code } })
    }
  })

  it('references, codes and versions that contradict are refused with their place', async () => {
    seedFullCatalogue(seed)
    const good = read(await exportJson(core, 'one.json'))
    const changed = (change: (file: CatalogueFile) => void) => {
      const copy = structuredClone(good)
      change(copy)
      return copy
    }
    const trials: readonly (readonly [CatalogueFile, RegExp])[] = [
      [
        changed((f) => (f.recordings[0]!.works[0]!.work = 77)),
        /Entry 1 of “recordings” refers to number 77 of “works”/,
      ],
      [
        changed((f) => (f.recordings[3]!.isrc = 'USS1Z2600001')),
        /Entry 4 of “recordings” has the same code as entry 1/,
      ],
      [changed((f) => (f.recordings[0]!.parent = 2)), /was made from a recording that was made from it/],
      [
        changed((f) => (f.recordings[0]!.isrc = 'USS1Z26O0001')),
        /entry 1 of “recordings”, isrc: must be an ISRC/,
      ],
      [changed((f) => (f.releases[0]!.gtin = '190295810727')), /entry 1 of “releases”, gtin/],
      [changed((f) => (f.works[0]!.splits[0]!.share = 1_000_001)), /entry 1 of “works”, splits.0.share/],
      [changed((f) => (f.parties[1]!.id = 9)), /Entry 2 of “parties” has the number 9/],
    ]
    for (const [file, message] of trials) {
      const job = await importInto(other, write('bad.json', file))
      expect(job.error?.message).toMatch(message)
      expect((await other.call('recordings.list', {})).total).toBe(0)
    }
  })

  it('in mutated copies never crashes, hangs or comes in half', { timeout: 120_000 }, async () => {
    seedFullCatalogue(seed)
    const good = await exportJson(core, 'one.json')
    const empty = await exportJson(other, 'empty.json')
    let state = 20_261_122
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const tokens = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'null',
      '-1',
      '1e999',
      '\u0000',
      '"__proto__":',
      '99999999999999999999',
    ]
    let refused = 0
    for (let round = 0; round < 60; round++) {
      let bytes = Buffer.from(good)
      for (let edits = 1 + random(3); edits > 0; edits--) {
        const place = random(bytes.length)
        const token = Buffer.from(tokens[random(tokens.length)]!)
        const cut = random(4) === 0 ? random(200) : 1
        bytes = Buffer.concat([bytes.subarray(0, place), token, bytes.subarray(place + cut)])
      }
      writeFileSync(out.file('mutant.json'), bytes)
      const job = await importInto(other, out.file('mutant.json'))
      expect(['done', 'failed']).toContain(job.state)
      if (job.state === 'failed') {
        refused++
        expect(job.error!.code, job.error!.message).not.toBe('INTERNAL')
      } else await other.call('undo.undo', {})
    }
    expect(refused).toBeGreaterThan(20)
    const after = read(await exportJson(other, 'after.json'))
    expect({ ...after, isrcLedger: [] }).toEqual(read(empty))
  })
})
