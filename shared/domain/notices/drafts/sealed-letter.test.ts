import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { DraftBlock } from './draft-blocks.ts'
import { sealedLetter } from './sealed-letter.ts'

const facts = { regime: 'us-512c', subject: '', recipient: '', date: '', ruleVersions: {} }
const sent = readFileSync('test/fixtures/notices/sent-by-first-version.txt', 'utf8')

function wordsOf(block: DraftBlock): readonly string[] {
  switch (block.kind) {
    case 'section':
      return [block.title]
    case 'paragraph':
      return block.sentences.map(({ text }) => text)
    case 'rows':
      return block.rows.flatMap(({ label, value }) => [label, value])
    case 'works':
      return block.works.flatMap(({ rows, materials }) => [
        ...rows.flatMap(({ label, value }) => [label, value]),
        ...(materials.length > 0 ? [block.heading] : []),
        ...materials.flatMap(({ number, url, seen }) => [number, url, seen]),
      ])
  }
}

/** Every word in its order; rulers, colons and the numbers of works are layout. */
const packed = (text: string) =>
  text
    .replaceAll(/^-{3,}$/gm, '')
    .replaceAll(/^Work \d+$/gm, '')
    .replaceAll(/[\s:]+/g, '')

function read(text: string): string {
  const { heading, basis, blocks } = sealedLetter(text, facts)
  return packed([heading, basis, ...blocks.flatMap(wordsOf)].join('\n'))
}

it('a letter of the first version is read back word for word, in its order', () => {
  expect(read(sent)).toBe(packed(sent))
  const works = sealedLetter(sent, facts).blocks.filter(({ kind }) => kind === 'works')
  expect(works).toHaveLength(1)
})

it('loses no line, whatever stands in it', () => {
  const known = sent.split('\n').filter((each) => !/^-+$/.test(each))
  const line = fc.constantFrom(
    ...known,
    'TITLE\n-----',
    'Label:  value',
    '    7.1  https://a.example/x',
    '',
    'plain words',
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
      const text = ['HEADING', '', ...lines].join('\n')
      expect(read(text)).toBe(packed(text))
    }),
    { numRuns: 2000 },
  )
})
