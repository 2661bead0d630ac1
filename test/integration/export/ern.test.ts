import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkErn } from '../../../electron/core/export/index.ts'
import type { ReleaseDossier } from '../../../shared/domain/export/dossier.ts'
import { buildErn } from '../../../shared/domain/export/ern43.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { sharedData } from '../../support/shared-data.ts'
import {
  type CatalogueSeed,
  exported,
  exportFolder,
  hostileTitles,
  openCatalogueSeed,
  seedFullCatalogue,
  startExport,
} from './full-catalogue.ts'

const sender = 'PA-DPIDA-2007050901-U'
const recipient = 'PADPIDA3897722461G'

describe('ERN 4.3 drafts of a catalogue', () => {
  let core: TestCore
  let seed: CatalogueSeed
  let out: ReturnType<typeof exportFolder>

  beforeEach(async () => {
    core = await openTestCore()
    seed = openCatalogueSeed(core.folder)
    out = exportFolder()
  })
  afterEach(async () => {
    seed.close()
    await core.dispose()
    out.remove()
  })

  it('of a complete release reads back without a finding, marked as a draft', async () => {
    const { release } = seedFullCatalogue(seed)
    const result = await exported(core, {
      format: 'ern43',
      path: out.file('release.xml'),
      selection: { releaseIds: [release], recordingIds: [] },
      options: { senderDpid: sender, recipientDpid: recipient, recipientName: 'Distributor' },
    })
    expect(result).toMatchObject({ needed: 0, fileCount: 1, subjects: 1 })
    const xml = readFileSync(out.file('release.xml'), 'utf8')
    expect(checkErn(xml)).toEqual({
      findings: [],
      draft: true,
      soundRecordings: 2,
      isrcs: ['USS1Z2600001', 'USS1Z2600002'],
      titles: ['Harbour Lights', 'Harbour Lights (Night Remix)', 'Harbour Lights'],
    })
    expect(xml).toContain('<Duration>PT3M1S</Duration>')
    expect(xml).toContain('<ISWC>T0345246801</ISWC>')
    expect(xml).toContain('<Role>ComposerLyricist</Role>')
    expect(xml.split('<TrackRelease>').slice(1).join('')).not.toContain('ISRC')
  })

  it('of an incomplete release says what is missing, in the file and in the result', async () => {
    const { compilation } = seedFullCatalogue(seed)
    const selection = { releaseIds: [compilation], recordingIds: [] }
    const check = await core.call('exports.check', { format: 'ern43', selection })
    expect(check).toMatchObject({ subjects: 1, files: 1, leftOut: 0 })
    const fields = (type: string) =>
      check.problems.filter(({ subject }) => subject.type === type).map(({ field }) => field)
    expect(fields('release')).toEqual(expect.arrayContaining(['barcode', 'label', '℗ line', 'genre']))
    expect(fields('message')).toEqual(['sender DPID', 'recipient DPID'])
    expect(check.problems.filter(({ field }) => field === 'ISRC')).toHaveLength(hostileTitles.length)
    await exported(core, { format: 'ern43', path: out.file('c.xml'), selection })
    const xml = readFileSync(out.file('c.xml'), 'utf8')
    const { findings, draft, titles } = checkErn(xml)
    expect(draft).toBe(true)
    expect(findings.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'ICPN is missing.',
        'ReleaseLabelReference is missing.',
        'PartyId is missing.',
      ]),
    )
    expect(titles).toEqual(expect.arrayContaining([...hostileTitles]))
    expect(xml).toContain('DRAFT for your distributor')
    expect(xml).toMatch(/barcode: Enter the barcode/)
  })

  it('of several releases makes a file each in a folder, with names that any system takes', async () => {
    seedFullCatalogue(seed)
    for (const title of ['CON', 'a/b\\c:d*?', 'a/b\\c:d*?', '...']) seed.release(title)
    const result = await exported(core, { format: 'ern43', path: out.path })
    expect(out.names()).toEqual([
      '190295810726 Luna Vale - Harbour Lights.xml',
      'CON_.xml',
      'Various - Tide & Time, Vol. 1.xml',
      'a b c d (2).xml',
      'a b c d.xml',
      'release 6.xml',
    ])
    expect(result.fileCount).toBe(6)
    const again = await startExport(core, { format: 'ern43', path: out.path })
    expect(again).toMatchObject({ state: 'failed', error: { code: 'CONFLICT' } })
    expect(out.names()).toHaveLength(6)
    const file = await startExport(core, { format: 'ern43', path: out.file('all.xml') })
    expect(file.error).toMatchObject({
      code: 'VALIDATION',
      message: expect.stringMatching(/makes 6 files/) as string,
    })
  })

  it('refuses ids that are none', async () => {
    seedFullCatalogue(seed)
    const wrong = { format: 'ern43' as const, path: out.path, options: { senderDpid: 'PADPIDA2007050901X' } }
    expect(await startExport(core, wrong)).toMatchObject({ state: 'failed', error: { code: 'VALIDATION' } })
    expect(out.names()).toEqual([])
  })
})

describe('the check of a message', () => {
  it('finds nothing to complain about in a message that was validated against the schema', ({ skip }) => {
    const path = sharedData('identifiers/ern43-minimal.xml')
    if (path === null) skip('the shared data is not there')
    expect(checkErn(readFileSync(path!, 'utf8'))).toMatchObject({
      findings: [],
      draft: false,
      soundRecordings: 1,
    })
  })

  const parties = {
    sender: { name: 'A', dpid: 'PADPIDA2007050901U' },
    recipient: { name: 'B', dpid: 'PADPIDA3897722461G' },
  }
  const track = {
    recordingId: 1, disc: 1, number: 1, title: 'T', version: '', artist: 'A', isrc: 'USS1Z2600001', durationMs: 181_000,
    year: 2026, kind: 'audio', explicit: 'not-explicit', genre: '', pLine: '2026 A', publishedOn: null, credits: [], works: [],
  } as const // prettier-ignore
  const release: ReleaseDossier = {
    id: 1, title: 'T', artist: 'A', label: 'L', gtin: '190295810726', releaseDate: '2026-01-02', type: 'single',
    catalogueNumber: '', pLine: '2026 A', cLine: '2026 A', genre: 'Rock', credits: [], tracks: [track],
  } // prettier-ignore
  const build = (change: Partial<ReleaseDossier> = {}) =>
    buildErn(
      {
        messageId: 'M',
        createdAt: '2026-11-20T10:00:00.000Z',
        ...parties,
        release: { ...release, ...change },
      },
      [],
    )

  it('names what is wrong with a message', () => {
    const xml = build()
    const messages = (changed: string) => checkErn(changed).findings.map(({ message }) => message)
    expect(messages(xml)).toEqual([])
    expect(messages(xml.replace('>A1<', '>A9<'))).toContain('“A1” refers to nothing.')
    expect(messages(xml.replace(/<Duration>.*<\/Duration>/, ''))).toContain('Duration is missing.')
    expect(messages(xml.replace('USS1Z2600001', 'USS1Z26OOO01'))).toContain('“USS1Z26OOO01” is not an ISRC.')
    expect(messages(xml.replace('190295810726', '190295810727'))).toContain(
      '“190295810727” is not a barcode number.',
    )
    expect(messages(xml.replace('2007050901U', '2007050901X'))).toContain(
      '“PADPIDA2007050901X” is not a DPID.',
    )
    const coded = xml.replace('<ProprietaryId', '<ISRC>USS1Z2600002</ISRC><ProprietaryId')
    expect(messages(coded)).toContain('An ISRC is not allowed here.')
    expect(messages('<!DOCTYPE a [<!ENTITY x "y">]>' + xml).join()).toMatch(/document type is not allowed/)
    expect(messages(xml.slice(0, 900)).join()).toMatch(/not XML/)
    expect(messages('<a>'.repeat(100_000)).join()).toMatch(/nested deeper/)
  })

  it('of two discs gives each its own group, counted from one', () => {
    const second = { ...track, recordingId: 2, disc: 2, number: 1, isrc: 'USS1Z2600002' }
    const xml = build({ tracks: [track, second] })
    expect(checkErn(xml).findings).toEqual([])
    expect(xml.match(/<ResourceGroup>/g)).toHaveLength(3)
  })

  it('reads back any title as it was, but for what XML cannot hold', () => {
    const texts = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...hostileTitles, '\u0000\u0001', '\ud800', ']]>', '--', '-->', '&#0;'),
      ),
      { minLength: 1, maxLength: 3 },
    )
    fc.assert(
      fc.property(texts, (pieces) => {
        // Titles of the catalogue neither begin nor end with white space.
        const title = `x${pieces.join('')}x`
        const xml = buildErn(
          {
            messageId: 'M',
            createdAt: '2026-11-20T10:00:00.000Z',
            ...parties,
            release: { ...release, title, tracks: [{ ...track, title }] },
          },
          [title, `${title}-`],
        )
        const { findings, titles, draft } = checkErn(xml)

        const held = title.replace(
          /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu,
          '\ufffd',
        )
        expect(titles).toEqual([held, held])
        expect(draft).toBe(true)
        expect(findings.filter(({ message }) => !message.startsWith('A character was lost'))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
