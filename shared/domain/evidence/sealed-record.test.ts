import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  renderAttachmentRecord,
  renderSealList,
  renderSourceRowRecord,
  sealedContentHash,
  type SourceRowFacts,
} from './sealed-record.ts'

const facts: SourceRowFacts = {
  source: { name: 'dump.csv', bytes: 123, sha256: 'a'.repeat(64) },
  row: 7,
  byteOffset: 90,
  byteLength: 12,
  contentSha256: 'b'.repeat(64),
  listing: {
    ref: '9',
    isrc: 'GBAYE6800011',
    title: 'Harbour “Lights”\n',
    artist: 'Mara',
    album: null,
    label: null,
    url: 'https://leak.example/a?b=<c>',
    account: null,
    durationMs: 1000,
    offers: 'page',
  },
  match: {
    finding: 3,
    recording: { id: 2, isrc: null, title: 'Harbour Lights', artist: 'Mara' },
    verdict: 'match',
    score: 0.98,
    reasons: ['same ISRC'],
  },
  foundAt: '2026-11-22T10:00:00.000Z',
  sealedAt: '2026-11-22T10:00:01.000Z',
  tool: { name: 'refrain', version: '1.0.0' },
}

test('the text of a sealed row is fixed to the byte', () => {
  expect(renderSourceRowRecord(facts)).toMatchInlineSnapshot(`
    "{
      "format": "refrain-source-row/1",
      "source": {
        "name": "dump.csv",
        "bytes": 123,
        "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      },
      "row": 7,
      "byteOffset": 90,
      "byteLength": 12,
      "contentSha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
      "listing": {
        "ref": "9",
        "isrc": "GBAYE6800011",
        "title": "Harbour “Lights”\\n",
        "artist": "Mara",
        "album": null,
        "label": null,
        "url": "https://leak.example/a?b=<c>",
        "account": null,
        "durationMs": 1000,
        "offers": "page"
      },
      "match": {
        "finding": 3,
        "recording": {
          "id": 2,
          "isrc": null,
          "title": "Harbour Lights",
          "artist": "Mara"
        },
        "verdict": "match",
        "score": 0.98,
        "reasons": [
          "same ISRC"
        ]
      },
      "foundAt": "2026-11-22T10:00:00.000Z",
      "sealedAt": "2026-11-22T10:00:01.000Z",
      "tool": {
        "name": "refrain",
        "version": "1.0.0"
      }
    }
    "
  `)
})

test('the order in which facts are handed over does not matter, and nothing unasked gets in', () => {
  const reversed = Object.fromEntries(Object.entries(facts).reverse())
  const more = { ...(reversed as unknown as SourceRowFacts), listing: { raw: 'secret', ...facts.listing } }
  expect(renderSourceRowRecord(more)).toBe(renderSourceRowRecord(facts))
})

test('a record tells the hash of its content; other text tells none', () => {
  expect(sealedContentHash(renderSourceRowRecord(facts))).toBe(facts.contentSha256)
  const file = { name: 'a.png', bytes: 1, sha256: 'c'.repeat(64), modifiedAt: facts.foundAt }
  const attachment = { finding: 1, file, sealedAt: facts.sealedAt, tool: facts.tool }
  expect(sealedContentHash(renderAttachmentRecord(attachment))).toBe(file.sha256)
  for (const text of ['', 'null', '{}', '{"format":1,"contentSha256":2}'])
    expect(sealedContentHash(text)).toBeNull()
})

test('a list of seals does not depend on the order of its records', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[0-9a-f]{64}$/)), (hashes) => {
      expect(renderSealList(hashes.toReversed())).toBe(renderSealList(hashes))
      expect(renderSealList(hashes).length).toBe(hashes.length * 65)
    }),
  )
})
