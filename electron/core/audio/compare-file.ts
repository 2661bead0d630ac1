import type { Database } from 'better-sqlite3'
import { basename } from 'node:path'
import type { AudioComparison, AudioComparisonMatch } from '../../../shared/contract/audio.ts'
import { type Alignment, bestAlignment, weightOf } from '../../../shared/domain/audio/align.ts'
import {
  decodeFingerprint,
  type Fingerprint,
  itemMs,
  itemSpanMs,
} from '../../../shared/domain/audio/fingerprint.ts'
import { indexProbes, type Probe } from '../../../shared/domain/audio/probe-index.ts'
import { searchedSpeeds, speedsAround, verdictOf } from '../../../shared/domain/audio/verdict.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { openPlain } from '../database/open.ts'
import type { TaskProgress } from './audio-task.ts'
import type { Chromaprint } from './chromaprint.ts'
import { fingerprintAndKeep, fingerprintAtSpeed, type SoundStretch } from './fingerprint-file.ts'

export interface CompareRequest {
  readonly path: string
  readonly database: string
  readonly sqliteBinding: string | null
  readonly chromaprint: Chromaprint
  readonly pause: () => void
  readonly progress: (update: TaskProgress) => void
}

/** The stretch from the middle of the file whose other speeds are searched; enough to tell songs apart. */
const speedStretchSeconds = 60
const mostMatches = 20

interface StoredPrint {
  readonly id: number
  readonly fingerprint: Uint8Array
}

/** A catalogue file that runs parallel to the compared one. */
interface Found {
  readonly assetId: number
  readonly target: Fingerprint
  readonly probe: Probe
  /** Where the probe's first item lies in the compared file. */
  readonly startMs: number
  readonly alignment: Alignment
}

/**
 * Compares one audio file with every fingerprint of the store: first as it is; when nothing matches, at 49 others from
 * 6 % slower to 6 % faster. Opens the store for reading only.
 * @throws RefrainError what `fingerprintFile` throws; VALIDATION when the sound is too short to be compared.
 */
export async function compareFile(request: CompareRequest): Promise<AudioComparison> {
  const { path, chromaprint, pause, progress } = request
  progress({ done: 0, total: 3, note: 'Listening to the file' })
  const { fingerprint, stretch } = await fingerprintAndKeep(path, chromaprint, pause, speedStretchSeconds)
  if (fingerprint.items.length < shortest) throw tooShort(basename(path))
  const db = openPlain(request.database, { sqliteBinding: request.sqliteBinding, readonly: true })
  try {
    progress({ done: 1, total: 3, note: 'Comparing with the catalogue' })
    const asItIs = search(db, [{ items: fingerprint.items, speed: 1 }], 0, pause)
    const speedsSearched = !asItIs.found.some(({ alignment }) => verdictOf(alignment) === 'match')
    const found = [...asItIs.found]
    if (speedsSearched) {
      progress({ done: 2, total: 3, note: 'Searching other speeds' })
      found.push(...searchSpeeds(db, stretch, chromaprint, pause))
    }
    const matches = describe(db, strongestOfEach(found))
    return {
      path,
      fileName: basename(path),
      durationMs: fingerprint.durationMs,
      verdict: matches.some(({ verdict }) => verdict === 'match') ? 'match' : (matches[0]?.verdict ?? 'none'),
      matches,
      compared: asItIs.compared,
      withoutFingerprint: countWithout(db),
      speedsSearched,
    }
  } finally {
    db.close()
  }
}

const shortest = 60

function search(
  db: Database,
  probes: readonly Probe[],
  startMs: number,
  pause: () => void,
): { readonly found: readonly Found[]; readonly compared: number } {
  const look = indexProbes(probes)
  const found: Found[] = []
  let compared = 0
  const prints = db.prepare<[], StoredPrint>(
    'SELECT id, fingerprint FROM asset WHERE fingerprint IS NOT NULL',
  )
  for (const { id, fingerprint } of prints.iterate()) {
    if (compared++ % 64 === 0) pause()
    const target = decodeFingerprint(fingerprint)
    for (const { probe: number, shift } of look(target)) {
      const probe = probes[number]
      const alignment = probe === undefined ? null : bestAlignment(probe.items, target, [shift])
      if (probe === undefined || alignment === null) continue
      found.push({ assetId: id, target, probe, startMs, alignment })
    }
  }
  return { found, compared }
}

function searchSpeeds(
  db: Database,
  stretch: SoundStretch,
  chromaprint: Chromaprint,
  pause: () => void,
): readonly Found[] {
  const probeAt = (speed: number): Probe => {
    pause()
    return { speed, items: fingerprintAtSpeed(stretch, chromaprint, speed) }
  }
  const probes = searchedSpeeds.filter((speed) => speed !== 1).map(probeAt)
  const best = strongestOfEach(search(db, probes, stretch.startMs, pause).found).slice(0, mostMatches)
  const exact = new Map<number, Probe>()
  return best.map((found) => {
    // Half a percent off leaves errors of its own: the speed is told exactly before the verdict.
    let better = found
    for (const speed of speedsAround(found.probe.speed)) {
      const probe = exact.get(speed) ?? probeAt(speed)
      exact.set(speed, probe)
      const { aFrom, bFrom } = found.alignment
      const shift = bFrom - aFrom
      const alignment = bestAlignment(probe.items, found.target, [shift - 3, shift, shift + 3])
      if (alignment !== null && weightOf(alignment) > weightOf(better.alignment))
        better = { ...found, probe, alignment }
    }
    return better
  })
}

/** Of several alignments with one file the best, best files first; those that are no match at all left out. */
function strongestOfEach(found: readonly Found[]): readonly Found[] {
  const best = new Map<number, Found>()
  for (const one of found) {
    const known = best.get(one.assetId)
    if (known === undefined || weightOf(one.alignment) > weightOf(known.alignment)) best.set(one.assetId, one)
  }
  return [...best.values()].sort((a, b) => weightOf(b.alignment) - weightOf(a.alignment))
}

interface Named {
  readonly recordingId: number | null
  readonly title: string
  readonly artist: string
  readonly fileName: string
}

function describe(db: Database, found: readonly Found[]): AudioComparisonMatch[] {
  const named = db.prepare<[number], Named>(
    `SELECT a.recording_id AS recordingId, coalesce(r.title, json_extract(a.tags, '$.title'), '') AS title,
       coalesce(r.artist, json_extract(a.tags, '$.artist'), '') AS artist, a.file_name AS fileName
     FROM asset a LEFT JOIN recording r ON r.id = a.recording_id WHERE a.id = ?`,
  )
  const matches = found.flatMap((one): AudioComparisonMatch[] => {
    const verdict = verdictOf(one.alignment)
    const name = named.get(one.assetId)
    if (verdict === 'none' || name === undefined) return []
    const { aFrom, bFrom, length, ber } = one.alignment
    const { speed } = one.probe
    return [
      {
        assetId: one.assetId,
        ...name,
        verdict,
        bitErrorRate: Math.round(ber * 10_000) / 10_000,
        faster: Math.round((1 / speed - 1) * 10_000) / 10_000,
        compared: segment(one.startMs, aFrom, length, speed),
        catalogue: segment(0, bFrom, length, 1),
      },
    ]
  })
  const order = { match: 0, possible: 1 }
  return matches.sort((a, b) => order[a.verdict] - order[b.verdict]).slice(0, mostMatches)
}

/** Items at a false speed stand closer together or further apart in the file than they seem. */
function segment(startMs: number, from: number, length: number, speed: number) {
  const at = (ms: number) => Math.round(startMs + ms * speed)
  return { fromMs: at(from * itemMs), toMs: at((from + length - 1) * itemMs + itemSpanMs) }
}

function countWithout(db: Database): number {
  const count = db
    .prepare<[], { n: number }>('SELECT count(*) AS n FROM asset WHERE fingerprint IS NULL')
    .get()
  return count?.n ?? 0
}

function tooShort(fileName: string): RefrainError {
  return new RefrainError(
    'VALIDATION',
    `“${fileName}” is too short to be compared: at least ten seconds of sound are needed.`,
  )
}
