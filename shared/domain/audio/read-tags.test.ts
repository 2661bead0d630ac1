import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestText, type NativeTag, readTags } from './read-tags.ts'
import { fieldOfTag, tagFormats } from './tag-names.ts'
import { audioTags, noTags } from './tags.ts'

const tag = (format: string, id: string, value: unknown): NativeTag => ({ format, id, value })

describe('readTags', () => {
  test('a file without tags says nothing', () => {
    expect(readTags([])).toEqual({ tags: noTags, problems: [] })
  })

  test.each([
    ['ID3v2.2', 'TRC'],
    ['ID3v2.3', 'TSRC'],
    ['ID3v2.4', 'TSRC'],
    ['ID3v2.4', 'TXXX:ISRC'],
    ['ID3v2.2', 'TXX:isrc'],
    ['vorbis', 'ISRC'],
    ['vorbis', 'isrc'],
    ['APEv2', 'Isrc'],
    ['iTunes', '----:com.apple.iTunes:ISRC'],
    ['BWF axml', 'ISRC'],
  ])('the ISRC of %s %s', (format, id) => {
    expect(readTags([tag(format, id, 'us-s1z-26-00001')]).tags.isrcs).toEqual([
      { raw: 'us-s1z-26-00001', source: `${format} ${id}` },
    ])
  })

  test('characters that hide or reverse text are left out, and named', () => {
    const { tags, problems } = readTags([tag('ID3v2.4', 'TIT2', 'Har\u202ebour\u200b Lights')])
    expect(tags.title).toBe('Harbour Lights')
    expect(problems).toEqual([
      expect.objectContaining({
        field: 'title',
        code: 'invisible-characters',
        message: expect.stringContaining('202E') as string,
      }),
    ])
  })

  test('RIFF INFO ISRC is the source of a file, not its code', () => {
    expect(fieldOfTag('exif', 'ISRC')).toBeNull()
  })

  test('several codes and several kinds of tags are all kept, raw and once', () => {
    const { tags } = readTags([
      tag('ID3v2.3', 'TSRC', 'USS1Z2600001'),
      tag('ID3v2.3', 'TXXX:ISRC', 'USS1Z2600001'),
      tag('APEv2', 'ISRC', 'GBAYE0000351'),
      tag('vorbis', 'ISRC', ['USS1Z2600002', 'broken']),
    ])
    expect(tags.isrcs.map(({ raw }) => raw)).toEqual([
      'USS1Z2600001',
      'GBAYE0000351',
      'USS1Z2600002',
      'broken',
    ])
  })

  test('the richer kind of tag decides, whatever the order', () => {
    const cut = tag('ID3v1', 'title', 'Harbour Lights (Extended V')
    const whole = tag('ID3v2.4', 'TIT2', 'Harbour Lights (Extended Version)')
    for (const order of [
      [cut, whole],
      [whole, cut],
    ])
      expect(readTags(order).tags.title).toBe('Harbour Lights (Extended Version)')
    expect(readTags([cut]).tags.title).toBe('Harbour Lights (Extended V')
  })

  test('positions and totals in each spelling', () => {
    const both = readTags([tag('ID3v2.3', 'TRCK', '3/12'), tag('ID3v2.3', 'TPOS', '1/2')]).tags
    expect([both.trackNumber, both.trackTotal, both.discNumber, both.discTotal]).toEqual([3, 12, 1, 2])
    const apart = readTags([tag('vorbis', 'TRACKNUMBER', '07'), tag('vorbis', 'TOTALTRACKS', '9')]).tags
    expect([apart.trackNumber, apart.trackTotal]).toEqual([7, 9])
    const side = readTags([tag('vorbis', 'TRACKNUMBER', 'A3')])
    expect(side.tags.trackNumber).toBeNull()
    expect(side.problems).toMatchObject([{ field: 'track number', code: 'not-a-number' }])
    expect(readTags([tag('iTunes', 'trkn', '0/0')]).tags.trackNumber).toBeNull()
  })

  test('the date of ID3v2.3 is put together from year and day', () => {
    expect(readTags([tag('ID3v2.3', 'TYER', '2024'), tag('ID3v2.3', 'TDAT', '1305')]).tags.date).toBe(
      '2024-05-13',
    )
    expect(readTags([tag('ID3v2.3', 'TYER', '2024'), tag('ID3v2.3', 'TDAT', '9999')]).tags.date).toBe('2024')
    expect(readTags([tag('ID3v2.4', 'TDRC', '2024-05-13T10:00:00')]).tags.date).toBe('2024-05-13')
    const unreadable = readTags([tag('vorbis', 'DATE', 'soon')])
    expect(unreadable.tags.date).toBeNull()
    expect(unreadable.problems).toMatchObject([{ code: 'not-a-date' }])
  })

  test('UTF-8 in tags without an encoding is recognised, Latin-1 left alone', () => {
    expect(readTags([tag('exif', 'INAM', 'TÃ¯tle')]).tags.title).toBe('Tïtle')
    expect(readTags([tag('ID3v1', 'title', 'Motörhead')]).tags.title).toBe('Motörhead')
    expect(readTags([tag('vorbis', 'TITLE', 'TÃ¯tle')]).tags.title).toBe('TÃ¯tle')
  })

  test('a text beyond any title is named, not cut', () => {
    const { tags, problems } = readTags([
      tag('vorbis', 'TITLE', 'x'.repeat(longestText + 1)),
      tag('ID3v1', 'title', 'short'),
    ])
    expect(tags.title).toBe('short')
    expect(problems).toMatchObject([{ field: 'title', code: 'too-long' }])
  })

  test('any tags give a reading of the right shape', () => {
    const anyTag = fc.record({
      format: fc.constantFrom(...tagFormats, 'unknown'),
      id: fc.oneof(
        fc.constantFrom(
          'TIT2',
          'ISRC',
          'TRC',
          'TRCK',
          'TYER',
          'TDAT',
          '©nam',
          'trkn',
          '__proto__',
          'toString',
        ),
        fc.string(),
      ),
      value: fc.anything(),
    })
    fc.assert(
      fc.property(fc.array(anyTag, { maxLength: 20 }), (native) => {
        expect(audioTags.safeParse(readTags(native).tags).success).toBe(true)
      }),
    )
  })
})
