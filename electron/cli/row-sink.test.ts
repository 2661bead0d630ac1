import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { safeCsvCell } from '../../shared/domain/text/csv-cell.ts'
import { csvLine } from './row-sink.ts'

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('ab ",\r\n;\t=\'é')) }),
  fc.string({ unit: 'binary' }),
)
const row = fc.record({
  ...{ recording_id: cell, listing_id: cell, listing_locator: cell, isrc: cell, title: cell, artist: cell },
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  verdict: fc.constantFrom('match', 'possible'),
  claimable: fc.constantFrom('yes', 'monitor'),
  reasons: cell,
})

it('writes a finding as the library writes its cells', () => {
  fc.assert(
    fc.property(row, (finding) => {
      const cells = [
        ...[finding.recording_id, finding.listing_id, finding.listing_locator, finding.isrc, finding.title],
        ...[finding.artist, String(finding.score), finding.verdict, finding.claimable, finding.reasons],
      ]
      expect(csvLine(finding)).toBe(stringify([cells.map(safeCsvCell)]))
    }),
  )
})
