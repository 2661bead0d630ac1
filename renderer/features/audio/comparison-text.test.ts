import { expect, test } from 'vitest'
import type { AudioComparison, AudioComparisonMatch } from '../../../shared/contract/audio.ts'
import { explain, headline, scope } from './comparison-text.ts'

const match: AudioComparisonMatch = {
  assetId: 1,
  recordingId: 2,
  title: 'Harbour Lights',
  artist: 'Luna Vale',
  fileName: 'harbour.flac',
  verdict: 'match',
  bitErrorRate: 0.043,
  faster: 0.03,
  compared: { fromMs: 4000, toMs: 64_000 },
  catalogue: { fromMs: 4000, toMs: 66_000 },
}
const result: AudioComparison = {
  path: '/x/up.mp3',
  fileName: 'up.mp3',
  durationMs: 68_000,
  verdict: 'match',
  matches: [match],
  compared: 120,
  withoutFingerprint: 0,
  speedsSearched: true,
}

test('a match names the recording, the stretch, the likeness and the speed', () => {
  expect(headline(result)).toBe('This is “Harbour Lights”')
  expect(explain(match).join(' ')).toBe(
    'From 0:04 to 1:04 it plays what your file plays from 0:04 to 1:06. 95.7 % of the fingerprint agree. It runs 3 % faster than yours, pitch included.',
  )
})

test('a possible match asks to listen, and says nothing of a speed that is the same', () => {
  const possible: AudioComparisonMatch = { ...match, verdict: 'possible', faster: 0 }
  expect(headline({ ...result, verdict: 'possible', matches: [possible] })).toContain('listen to both')
  expect(explain(possible)).toHaveLength(2)
})

test('no match says so, and what was not compared', () => {
  const none: AudioComparison = { ...result, verdict: 'none', matches: [], withoutFingerprint: 3 }
  expect(headline(none)).toContain('none of your recordings')
  expect(scope(none)).toContain('3 files have no fingerprint')
  expect(scope({ ...result, speedsSearched: false })).toBe('Compared with 120 files of your catalogue.')
})
