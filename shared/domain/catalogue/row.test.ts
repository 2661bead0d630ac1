import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared-data.ts'
import { isIsrc } from '../identifiers/isrc.ts'
import { safeCsvCell } from '../text/csv-cell.ts'
import { distributorIn } from './distributor-note.ts'
import { catalogueFields } from './fields.ts'
import { hasErrors } from './row-problem.ts'
import { pickFields, validateRow } from './row.ts'
import type { RowFields } from './row.ts'

const song: RowFields = { title: 'Hey', artist: 'Me' }

function problemsOf(fields: RowFields): string[] {
  return validateRow(fields).problems.map(({ field, code, severity }) => `${severity} ${field}: ${code}`)
}

describe('validateRow', () => {
  it.each([
    ['DistroKid', undefined, 'Distributor: DistroKid'],
    [' Tidewater  Digital ', 'Old master', 'Distributor: Tidewater Digital\nOld master'],
    ['n/a', 'Old master', 'Old master'],
    ['', undefined, ''],
  ])('keeps who distributes it in its notes: %s', (distributor, notes, kept) => {
    const fields: RowFields = { ...song, distributor, ...(notes === undefined ? {} : { notes }) }
    expect(validateRow(fields).value.notes).toBe(kept)
    expect(distributorIn(kept)).toBe(kept.startsWith('Dist') ? kept.split('\n')[0]?.slice(13) : null)
  })

  it('normalises a whole row', () => {
    const fields: RowFields = {
      title: ' Hey\u00a0 You ',
      version: 'Live',
      artist: 'Beyonce\u0301',
      isrc: 'us-s1z-99-00001',
      duration: '3:45',
      year: '1999',
      release: 'All',
      gtin: '0094634396028',
      label: 'Own',
      releaseDate: '13.5.1999',
      trackNumber: '03/12',
      discNumber: '1',
      registrationNumber: 'SR-320-918',
      url: 'https://example.org/hey',
    }
    expect(validateRow(fields)).toEqual({
      value: {
        title: 'Hey You',
        version: 'Live',
        artist: 'Beyoncé',
        isrc: 'USS1Z9900001',
        otherIsrcs: [],
        durationMs: 225_000,
        year: 1999,
        release: 'All',
        gtin: '0094634396028',
        label: 'Own',
        releaseDate: '1999-05-13',
        trackNumber: 3,
        discNumber: 1,
        registrationNumber: 'SR0000320918',
        url: 'https://example.org/hey',
        ...{
          releaseArtist: '',
          releaseType: '',
          catalogueNumber: '',
          genre: '',
          pLine: '',
          releasePLine: '',
        },
        ...{
          cLine: '',
          explicit: null,
          country: '',
          kind: null,
          rightHeld: null,
          alsoSingle: null,
          notes: '',
          rights: null,
        },
      },
      problems: [],
    })
  })

  it('takes blank and placeholder cells for nothing', () => {
    const placeholders = ['', ' ', 'n/a', 'N.A.', 'unknown', 'null', '-', '#N/A']
    for (const cell of placeholders) {
      const fields = {
        ...song,
        isrc: cell,
        duration: cell,
        year: cell,
        gtin: cell,
        releaseDate: cell,
        trackNumber: cell,
        url: cell,
      }
      expect(validateRow(fields)).toMatchObject({
        value: { isrc: null, durationMs: null, year: null, gtin: null },
        problems: [],
      })
    }
    expect(problemsOf({ ...song, duration: '0', year: '0000', releaseDate: '0000-00-00' })).toEqual([])
    expect(validateRow({ title: 'None', artist: 'Unknown' }).value).toMatchObject({
      title: 'None',
      artist: 'Unknown',
    })
  })

  it.each([
    [{ artist: 'Me' }, ['error title: missing']],
    [{ title: '\u200b ', artist: '' }, ['error title: missing', 'error artist: missing']],
    [{ ...song, title: 'x'.repeat(501) }, ['error title: too-long']],
    [{ ...song, isrc: 'USS1Z99O0001' }, ['error isrc: designation-not-digits']],
    [{ ...song, isrc: '190295810726' }, ['error isrc: is-gtin']],
    [{ ...song, isrc: 'XXSKG1912345' }, ['warning isrc: prefix-unknown']],
    [{ ...song, isrc: 'USS1Z9900001;USS1Z9900002' }, ['warning isrc: several-codes']],
    [{ ...song, isrc: 'USS1Z9900001;USS1Z99O0002' }, ['warning isrc: designation-not-digits']],
    [{ ...song, isrc: 'USS1Z9900001;USS1Z9900001' }, []],
    [{ ...song, gtin: '5199703257021' }, ['warning gtin: check-digit']],
    [{ ...song, gtin: '1.90296E+11' }, ['warning gtin: rounded-by-spreadsheet']],
    [{ ...song, duration: '3.75' }, ['warning duration: ambiguous']],
    [{ ...song, duration: '3:45:00' }, ['warning duration: hours-and-minutes']],
    [{ ...song, year: "'99" }, ['warning year: ambiguous']],
    [{ ...song, year: '2901' }, ['warning year: no-such-date']],
    [{ ...song, releaseDate: '05/06/1999' }, ['warning releaseDate: ambiguous']],
    [{ ...song, trackNumber: 'A1' }, ['warning trackNumber: shape']],
    [{ ...song, url: 'javascript:alert(1)' }, ['warning url: shape']],
    [{ ...song, registrationNumber: 'N 1234' }, ['warning registrationNumber: prefix']],
    [{ ...song, title: 'Caf\ufffd' }, ['warning title: characters-lost']],
    [{ ...song, title: '\u202etxt.exe' }, ['warning title: invisible-characters']],
    [{ ...song, artist: 'Ärz\u200bte' }, ['warning artist: invisible-characters']],
    [{ ...song, title: '\ufeffFirst', artist: 'می\u200cخواهم' }, []],
    [{ ...song, isrc: 'AA6Q72000047' }, ['error isrc: documentation-example']],
    [{ ...song, isrc: 'USS1Z9900001;AA6Q72000047' }, ['warning isrc: documentation-example']],
  ] satisfies [RowFields, string[]][])('%j → %j', (fields, expected) => {
    expect(problemsOf(fields)).toEqual(expected)
  })

  it('offers the suggestion of the identifier and says what is left empty', () => {
    expect(validateRow({ ...song, isrc: 'USS1Z99O0001' }).problems[0]).toMatchObject({
      suggestion: 'USS1Z9900001',
    })
    const lost = validateRow({ ...song, gtin: '94634396028' })
    expect(lost).toMatchObject({ value: { gtin: null }, problems: [{ suggestion: '094634396028' }] })
    expect(lost.problems[0]?.message).toMatch(/left empty/)
    expect(hasErrors(lost.problems)).toBe(false)
  })

  it('keeps further codes of a recording', () => {
    expect(validateRow({ ...song, isrc: 'USS1Z9900001;USS1Z9900002' }).value).toMatchObject({
      isrc: 'USS1Z9900001',
      otherIsrcs: ['USS1Z9900002'],
    })
  })

  it('knows the unit of the column and the prefixes of the user', () => {
    expect(validateRow({ ...song, duration: '9000' }, { durationUnit: 'ms' }).value.durationMs).toBe(9000)
    expect(
      validateRow({ ...song, isrc: 'USSIZ9900001' }, { heldPrefixes: ['USS1Z'] }).problems,
    ).toMatchObject([{ code: 'prefix-lookalike' }])
  })

  it('reads cells that were marked as text to keep their zeros', () => {
    const mapping = { title: 0, artist: 1, isrc: 2, gtin: 3 }
    for (const codes of [
      ['="QZABC2400031"', '="094634396028"'],
      ["'QZABC2400031", "'094634396028"],
      ['\'="QZABC2400031"', '\'="094634396028"'],
    ]) {
      const fields = pickFields(["'Round Midnight", '="Say ""Hi"""', ...codes], mapping)
      expect(validateRow(fields)).toMatchObject({
        value: { title: "'Round Midnight", artist: 'Say "Hi"', isrc: 'QZABC2400031', gtin: '094634396028' },
        problems: [],
      })
    }
    const formula = pickFields(['=1+1', safeCsvCell('="x"')], mapping)
    expect(validateRow(formula).value).toMatchObject({ title: '=1+1', artist: '="x"' })
  })

  it('reads back what an export guarded against formulas', () => {
    for (const title of ['=1+1', '-', '+44', '@home', "'Round Midnight"]) {
      expect(validateRow({ title: safeCsvCell(title), artist: 'Me' }).value.title).toBe(title)
    }
  })

  it('never throws, and a row without errors has what a recording needs', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('USS1Z9900001', '3:45', '1999-05-13', '190295810726'),
    )
    const fields = fc.record(Object.fromEntries(catalogueFields.map((field) => [field, cell])), {
      requiredKeys: [],
    })
    fc.assert(
      fc.property(fields, (row) => {
        const { value, problems } = validateRow(row)
        if (!hasErrors(problems)) {
          expect(value.title).not.toBe('')
          expect(value.artist).not.toBe('')
        }
        expect(value.title).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        for (const code of [...value.otherIsrcs, value.isrc ?? 'USS1Z9900001'])
          expect(isIsrc(code)).toBe(true)
      }),
    )
  })
})

describe('pickFields', () => {
  it('takes the first column that is not blank, and survives short rows', () => {
    expect(pickFields(['A', ' ', 'C'], { title: 0, isrc: [1, 2], gtin: 9 })).toEqual({
      title: 'A',
      isrc: 'C',
      gtin: '',
    })
    expect(pickFields([], { title: 0 })).toEqual({ title: '' })
  })
})

const cards = sharedData('hitster-isrc')

it.skipIf(cards === null)('reads every card of hitster-isrc, the malformed codes included', () => {
  const files = readdirSync(cards ?? '').filter((name) => name.endsWith('.csv'))
  let rows = 0
  let codes = 0
  const wrong: string[] = []
  for (const file of files) {
    const table = parse(readFileSync(join(cards ?? '', file), 'utf8'), {
      bom: true,
      columns: true,
      relax_column_count: true,
    })
    for (const card of table as Record<string, string>[]) {
      const fields = {
        title: card.Title ?? '',
        artist: card.Artist ?? '',
        year: card.Year ?? '',
        isrc: card.ISRC ?? '',
      }
      const { value, problems } = validateRow(fields)
      rows++
      if (value.isrc !== null) codes++
      wrong.push(...problems.map(({ field, code }) => `${field}: ${code}`))
    }
  }
  expect({ rows, codes }).toEqual({ rows: 4687, codes: 1766 })
  // Three lines of one file hold delimiters only.
  expect(wrong).toEqual(Array(3).fill(['title: missing', 'artist: missing']).flat())
})
