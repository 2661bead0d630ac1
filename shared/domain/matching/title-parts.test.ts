import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { titleParts } from './title-parts.ts'
import { relateVersions, readQualifier } from './version.ts'

const classesOf = (title: string) => titleParts(title).qualifiers.map((one) => one.class)

describe('titleParts', () => {
  it('takes guests, versions and subtitles apart', () => {
    const parts = titleParts(
      'Slow Down (The Moon Song) (feat. Otis Brack) [Smash Mode Remix] - 2013 Remaster',
    )
    expect(parts.core).toBe('Slow Down')
    expect(parts.asides).toEqual(['The Moon Song'])
    expect(parts.featured).toEqual(['Otis Brack'])
    expect(parts.qualifiers.map(({ class: name, by }) => [name, by])).toEqual([
      ['neutral', []],
      ['remix', ['smash', 'mode']],
    ])
  })

  it.each([
    ['Salt (Karaoke Version)', ['karaoke']],
    ['Salt [Originally Performed by Marla Dune]', ['karaoke']],
    ['Salt (Marla Dune Cover)', ['cover']],
    ['Salt - Live at the Harbour', ['live']],
    ['Salt (Radio Edit)', ['edit']],
    ['Salt (7" Radio Remix)', ['edit']],
    ['Salt (Short Remix)', ['edit']],
    ['Salt (David 7 Remix)', ['remix']],
    ['Salt (Kid Video Remix)', ['remix']],
    ['Salt (Raido Mix)', ['edit']],
    ['Salt (Extended Mix)', ['extended']],
    ['Salt (Original Mix)', ['neutral']],
    ["Salt (Marla's Version)", ['rerecording']],
    ['Salt (Spanish Version)', ['translation']],
    ['Nightcore - Salt', ['speed']],
    ['Salt (slowed + reverb)', ['speed']],
    ['Salt Instrumental', ['instrumental']],
    ['Salt (Official Video) [4K]', ['neutral', 'neutral']],
  ])('reads the versions of %s', (title, classes) => {
    expect(classesOf(title)).toEqual(classes)
  })

  it.each([
    'Live and Let Go',
    'Cover Me',
    'Remix to Ignition Road',
    'Orla Finch - Live Forever',
    'Orla Finch - Video Games',
  ])('takes %s for a title', (title) => {
    expect(titleParts(title).core).toBe(title)
  })

  it('keeps guests of a part before a dash from swallowing the title', () => {
    const parts = titleParts('Marla Dune ft. Pim - Low Tide (Official Video)')
    expect(parts.core).toBe('Marla Dune - Low Tide')
    expect(parts.featured).toEqual(['Pim'])
  })

  it('never throws and never loses a title whole', () => {
    fc.assert(
      fc.property(fc.string(), (title) => {
        expect(titleParts(title).core === '' && title.trim() !== '' && /[\p{L}\p{N}]/u.test(title)).toBe(
          false,
        )
      }),
    )
  })
})

describe('relateVersions', () => {
  const qualifiers = (...texts: string[]) => texts.flatMap((text) => readQualifier(text) ?? [])

  it('knows a remix by somebody else', () => {
    expect(relateVersions(qualifiers('Kolt Remix'), qualifiers('Pim Remix')).kind).toBe('other-remix')
    expect(relateVersions(qualifiers('Kolt Remix'), qualifiers('KOLT RMX')).kind).toBe('same-version')
  })

  it('does not take a short name for part of another one', () => {
    const relation = (one: string, ...others: string[]) =>
      relateVersions(qualifiers(one), qualifiers(...others)).kind
    expect(relation('DS mix', 'DS mix', 'Dandelion Hands Remix')).toBe('other-remix')
    expect(relation('MK Remix', 'Smkins Remix')).toBe('other-remix')
    expect(relation('MK Remix', 'MK & Kolt Remix')).toBe('same-version')
    expect(relation('Kolt Remix', 'DJ Koltmann Remix')).toBe('same-version')
    for (const [one, other] of [
      ['Wax Remix', 'Wax’s Remix'],
      ['Koo Remix', 'DJKoo Remix'],
      ['BT Remix', 'B T & Sasha Remix'],
      ['Mo J Remix', 'MoJ & Max Remix'],
    ] as const) {
      expect(relation(one, other)).toBe('same-version')
      expect(relation(other, one)).toBe('same-version')
    }
  })

  it('takes no notice of remasters', () => {
    expect(relateVersions([], qualifiers('2009 Remaster', 'Bonus Track')).kind).toBe('same')
  })

  it('says which side differs', () => {
    expect(relateVersions([], qualifiers('Live'))).toMatchObject({
      kind: 'differs',
      class: 'live',
      side: 'listed',
    })
  })
})
