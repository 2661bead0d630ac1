import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contributionRoles } from '../rights/roles.ts'
import { creditsInWords, mostNames, readCredits } from './credits.ts'
import { validateRow } from './row.ts'
import { workTitleOf } from './row-rights.ts'

const writers = { role: 'composer-lyricist', people: true } as const
const producers = { role: 'producer', people: true } as const
const guests = { role: 'featured-artist', people: false } as const
const anybody = { role: null, people: false } as const

const read = (cell: string, kind: Parameters<typeof readCredits>[1]) =>
  readCredits(cell, kind).credits.map(({ name, role, instrument, ipi }) =>
    [name, instrument === '' ? role : `${role}:${instrument}`, ...(ipi === null ? [] : [ipi])].join(' | '),
  )

describe('cells of names', () => {
  it.each([
    ['Luna Vale', ['Luna Vale | composer-lyricist']],
    ['Luna Vale, Max Roe & Ida Storm', ['Luna Vale', 'Max Roe', 'Ida Storm'].map(as('composer-lyricist'))],
    ['Lennon/McCartney', ['Lennon', 'McCartney'].map(as('composer-lyricist'))],
    ['Vale, Luna; Roe, Max', ['Luna Vale', 'Max Roe'].map(as('composer-lyricist'))],
    ['Luna Vale\nMax Roe | Ida Storm', ['Luna Vale', 'Max Roe', 'Ida Storm'].map(as('composer-lyricist'))],
    ['Sammy Davis, Jr., Luna Vale', ['Sammy Davis Jr.', 'Luna Vale'].map(as('composer-lyricist'))],
    ['Luna Vale (lyrics), Max Roe (C)', ['Luna Vale | lyricist', 'Max Roe | composer']],
    ['Luna Vale (ASCAP) (50%)', ['Luna Vale | composer-lyricist']],
    ['Luna Vale (IPI 00014107338)', ['Luna Vale | composer-lyricist | 00014107338']],
    ['  ;; , ', []],
  ])('of writers: %s', (cell, expected) => {
    expect(read(cell, writers)).toEqual(expected)
  })

  it.each([
    ['Simon & Garfunkel', guests, ['Simon & Garfunkel | featured-artist']],
    ['AC/DC', guests, ['AC/DC | featured-artist']],
    ['Orion, Simon & Garfunkel', guests, ['Orion', 'Simon', 'Garfunkel'].map(as('featured-artist'))],
    ['Prefuse (UK)', guests, ['Prefuse (UK) | featured-artist']],
    ['Luna Vale & Max Roe', producers, ['Luna Vale', 'Max Roe'].map(as('producer'))],
    ['Luna Vale (co-producer)', producers, ['Luna Vale | co-producer']],
  ])('of people in one role: %s', (cell, kind, expected) => {
    expect(read(cell, kind)).toEqual(expected)
  })

  it.each([
    [
      'Luna Vale (Producer, guitar); Max Roe (MasteringEngineer)',
      ['Luna Vale | producer', 'Luna Vale | instrument:guitar', 'Max Roe | mastering-engineer'],
    ],
    [
      'Producer: Luna Vale, Max Roe; Mixed by: Ida Storm',
      ['Luna Vale | producer', 'Max Roe | producer', 'Ida Storm | mixing-engineer'],
    ],
    [
      'Luna Vale [Featured Artist], Max Roe [drummer]',
      ['Luna Vale | featured-artist', 'Max Roe | instrument:drums'],
    ],
    ['Ida Storm (nyckelharpa)', ['Ida Storm | nyckelharpa']],
    ['Luna Vale', ['Luna Vale | other']],
  ])('with roles: %s', (cell, expected) => {
    expect(read(cell, anybody)).toEqual(expected)
  })

  it('says what may be one name', () => {
    expect(readCredits('Vale, Luna', writers).doubts).toEqual([expect.stringContaining('“Luna Vale”')])
    expect(readCredits('Luna Vale, Max Roe', writers).doubts).toEqual([])
  })

  it('never throws, and keeps to the limits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (cell) => {
        for (const kind of [writers, guests, anybody]) {
          const { credits } = readCredits(cell, kind)
          expect(credits.length).toBeLessThanOrEqual(mostNames)
          for (const { name, role } of credits) {
            expect(name.trim()).toBe(name)
            expect(role).not.toBe('')
          }
        }
      }),
    )
    expect(
      readCredits(Array.from({ length: 500 }, (_, i) => `Name ${String(i)}`).join(';'), writers).credits,
    ).toHaveLength(mostNames)
  })

  it('reads back what it writes, for every role', () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}$/)
    const role = fc.constantFrom(
      ...contributionRoles.map(({ code }) => code).filter((code) => code !== 'instrument'),
    )
    const credit = fc.record({ name, role, instrument: fc.constant('') })
    fc.assert(
      fc.property(
        fc.uniqueArray(credit, { minLength: 1, maxLength: 6, selector: (one) => one.name }),
        (credits) => {
          const { credits: again } = readCredits(creditsInWords(credits), anybody)
          expect(again.map(({ name: who, role: what }) => [who, what])).toEqual(
            credits.map(({ name: who, role: what }) => [who, what]),
          )
        },
      ),
    )
  })
})

describe('the rights of a row', () => {
  const row = (fields: Parameters<typeof validateRow>[0]) =>
    validateRow({ title: 'Harbour Lights', artist: 'Vela', ...fields })

  it('are null where nothing is said', () => {
    expect(row({}).value.rights).toBeNull()
    expect(row({ writers: 'n/a', producers: '' }).value.rights).toBeNull()
  })

  it('give writers to the work, artwork to the release, others to the recording', () => {
    const { value, problems } = row({
      ...{ composers: 'Luna Vale', publishers: 'Vale Songs', iswc: 't-034.524.680-1' },
      ...{ featuredArtists: 'Orion', contributors: 'Ida Storm (photography); Max Roe (mixer)' },
    })
    expect(problems).toEqual([])
    expect(value.rights).toMatchObject({
      works: [
        {
          ...{ title: '', iswc: 'T0345246801' },
          credits: [
            { name: 'Luna Vale', role: 'composer' },
            { name: 'Vale Songs', role: 'original-publisher' },
          ],
        },
      ],
      credits: [
        { name: 'Vela', role: 'main-artist' },
        { name: 'Orion', role: 'featured-artist' },
        { name: 'Max Roe', role: 'mixing-engineer' },
      ],
      releaseCredits: [{ name: 'Ida Storm', role: 'photographer' }],
    })
  })

  it('take one writer a row with the number and the role, and no self-publisher twice', () => {
    const { value } = row({
      ...{ writerFirstName: 'Luna', writerLastName: 'Vale', writerIpi: '14107338', writerRole: 'C' },
      ...{ publishers: 'Luna Vale', workTitle: 'Harbour' },
    })
    expect(value.rights?.works).toEqual([
      {
        ...{ title: 'Harbour', iswc: null, relation: 'performance', continued: true },
        credits: [{ name: 'Luna Vale', role: 'composer', instrument: '', ipi: '00014107338', isni: null }],
      },
    ])
  })

  it('leave a broken code out with a sentence, and keep the row', () => {
    const { value, problems } = row({ iswc: 'T-034.524.680-2', composers: 'Luna Vale' })
    expect(value.rights?.works[0]).toMatchObject({ iswc: null })
    expect(problems).toMatchObject([{ field: 'iswc', severity: 'warning' }])
  })

  it.each([
    ['Winter (Live in Lisbon)', 'Winter'],
    ['Winter - Radio Edit', 'Winter'],
    ['Winter [Max Roe Remix]', 'Winter'],
    ['Winter (Is Coming)', 'Winter (Is Coming)'],
    ['(Live)', '(Live)'],
  ])('name the work without the version: %s', (recording, work) => {
    expect(workTitleOf(recording)).toBe(work)
  })

  it('tell audio from video', () => {
    expect(row({ kind: 'Music Video' }).value.kind).toBe('video')
    expect(row({ kind: 'SoundRecording' }).value.kind).toBe('audio')
    expect(row({ kind: 'cassette' })).toMatchObject({ value: { kind: null }, problems: [{ field: 'kind' }] })
  })
})

function as(role: string): (name: string) => string {
  return (name) => `${name} | ${role}`
}
