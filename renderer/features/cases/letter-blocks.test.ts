import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeLetter } from '../../../shared/domain/notices/letter.ts'
import { renderLetterText } from '../../../shared/domain/notices/letter-text.ts'
import type { NoticeInput } from '../../../shared/domain/notices/notice-input.ts'
import { completeNotice, noticeItemWith } from '../../../test/support/notice-input.ts'
import { letterBlocks, markMissing, type LetterBlock } from './letter-blocks.ts'

const textOf = (input: NoticeInput) => renderLetterText(composeLetter(input))

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '' && !/^-{3,}$/.test(word))
}

function wordsIn(blocks: readonly LetterBlock[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'facts') return block.facts.flatMap(({ label, value }) => wordsOf(`${label} ${value}`))
    if (block.kind === 'places') {
      return block.places.flatMap(({ number, address, note }) => wordsOf(`${number} ${address} ${note}`))
    }
    return wordsOf(block.text)
  })
}

describe('letterBlocks', () => {
  it('takes a complete notice apart', () => {
    const blocks = letterBlocks(textOf(completeNotice()))
    expect(blocks.map(({ kind }) => kind)).toEqual(
      [
        ['title', 'paragraph', 'facts', 'paragraph', 'paragraph'],
        ['heading', 'work', 'facts', 'label', 'places', 'work', 'facts', 'label', 'places'],
        ['heading', 'facts'],
        ['heading', 'paragraph', 'paragraph', 'paragraph'],
        ['heading', 'facts'],
      ].flat(),
    )
    expect(blocks[2]).toMatchObject({
      facts: [
        { label: 'Date:', value: '22 November 2026' },
        { label: 'To:', value: 'TuneVault, designated copyright agent\ndmca@tunevault.example' },
        { label: 'From:', value: 'Ana Valera Ruiz' },
      ],
    })
    expect(blocks[9]).toEqual({
      kind: 'places',
      places: [
        {
          number: '1.1',
          address: 'https://files.tunevault.example/d/8f3a/harbour-lights.mp3',
          note: 'first seen 2026-11-20 10:00:00 UTC',
        },
        {
          number: '1.2',
          address: 'https://files.tunevault.example/d/91bc/harbour-lights-320.mp3',
          note: 'first seen 2026-11-20 10:00:00 UTC',
        },
      ],
    })
  })

  it('joins a wrapped value again', () => {
    const title =
      'A very long title of a recording that goes on and on until it does not fit one line of the letter'
    const blocks = letterBlocks(textOf(completeNotice({ items: [noticeItemWith({ title })] })))
    const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
    expect(facts).toContainEqual({ label: 'Sound recording:', value: title })
  })

  it('keeps every word of any letter, in order, and adds none', () => {
    const words = fc.string({ maxLength: 120, unit: 'grapheme' })
    const tricky = fc.oneof(
      words,
      fc.constantFrom('Work 2', 'Name:  x', '-----', '1.1  x', 'To:', '  a:', ''),
    )
    const item = fc
      .record({
        title: tricky,
        artist: tricky,
        isrc: fc.option(tricky),
        registrationNumber: fc.option(tricky),
        authorizedUrl: fc.option(tricky),
        url: fc.option(tricky),
        rightHeld: fc.constantFrom('unknown', 'sound-recording', 'composition', 'both', 'none'),
        recordingId: fc.nat(2),
      })
      .map((fields) => noticeItemWith(fields))
    const claimant = fc.record({
      legalName: tricky,
      artistName: tricky,
      company: tricky,
      address: tricky,
      country: tricky,
      email: tricky,
      phone: tricky,
      role: fc.constantFrom('owner', 'exclusive-licensee', 'agent'),
    })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), fc.option(claimant), tricky, (items, who, name) => {
        const signature = { name, signedOn: null, coversLetter: false }
        const text = textOf(completeNotice({ items, claimant: who, signature }))
        expect(wordsIn(letterBlocks(text))).toEqual(wordsOf(text))
      }),
    )
  })

  it('takes any text at all', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(wordsIn(letterBlocks(text))).toEqual(wordsOf(text))
      }),
    )
    expect(letterBlocks('')).toEqual([])
  })
})

describe('markMissing', () => {
  it('finds the reminders', () => {
    expect(markMissing('I am [ missing: your legal name ]. Each …')).toEqual([
      { text: 'I am ', missing: false },
      { text: '[ missing: your legal name ]', missing: true },
      { text: '. Each …', missing: false },
    ])
    expect(markMissing('nothing')).toEqual([{ text: 'nothing', missing: false }])
    expect(markMissing('')).toEqual([])
  })
})
