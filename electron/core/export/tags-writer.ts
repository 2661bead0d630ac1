import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { chmod, copyFile, stat } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { z } from 'zod'
import type { ExportProblem } from '../../../shared/domain/export/formats.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createNameSet, fileNameOf } from './file-names.ts'
import {
  createProblemTally,
  type ExportPlan,
  type ExportSource,
  type FormatWriter,
  type ProblemTally,
} from './format-writer.ts'
import type { WrittenFile } from '../platform/output-files.ts'
import { taggableExtensions, writeTags } from './tag-file.ts'
import { createTagReader, type TagValues } from './tag-values.ts'

const assetRow = z.object({
  id: z.int(),
  recordingId: z.int(),
  title: z.string(),
  role: z.string(),
  sha256: z.string(),
  path: z.string(),
  fileName: z.string(),
  container: z.string(),
  codec: z.string(),
  lossless: z.int(),
  sampleRate: z.int().nullable(),
  bits: z.int().nullable(),
  channels: z.int().nullable(),
  durationMs: z.int().nullable(),
})
type AssetRow = z.infer<typeof assetRow>

interface Copy {
  readonly asset: AssetRow
  readonly values: TagValues
  readonly name: string
}

/** What was written, until it stands in its place and can be recorded. */
const written = new WeakMap<ExportSource, readonly Copy[]>()

/**
 * Copies of audio files with the catalogue's facts in their tags. A master is opened for reading only; its SHA-256 is
 * taken before and after, must be the one on record, and the copy's is recorded beside it.
 */
export const tagsWriter: FormatWriter = {
  async plan(source) {
    return (await readCopies(source)).plan
  },

  async write(source, target) {
    const { copies, plan } = await readCopies(source)
    if (copies.length === 0) {
      throw new RefrainError(
        'VALIDATION',
        'None of the recordings has an audio file that can be tagged. No copies were made. Add the audio files to the catalogue first.',
        { problems: plan.problems.list() },
      )
    }
    for (const copy of copies) {
      const path = target.place(copy.name, copies.length)
      await target.files.make(path, (part) => makeCopy(copy, part, source.signal))
      await source.pace.step(1)
    }
    written.set(source, copies)
    return plan
  },

  record(source, files) {
    const copies = written.get(source) ?? []
    source.context.mutations.once(['recordings'], () => {
      for (const [index, file] of files.entries()) {
        const copy = copies[index]
        if (copy) recordCopy(source, copy, file)
      }
    })
  },
}

async function makeCopy({ asset, values }: Copy, part: string, signal: AbortSignal): Promise<void> {
  const before = await hashOf(asset.path, signal)
  if (before !== asset.sha256) {
    throw new RefrainError(
      'FILE_CHANGED',
      `“${asset.fileName}” is not the file any more that the catalogue knows. No copies were made. Add it to the catalogue again.`,
      { path: asset.path, sha256: before, known: asset.sha256 },
    )
  }
  await copyFile(asset.path, part, constants.COPYFILE_EXCL)
  // A master may be write-protected; its copy must not be.
  await chmod(part, 0o644)
  await writeTags(part, values, asset.fileName)
  if ((await hashOf(asset.path, signal)) !== before) {
    throw new RefrainError(
      'FILE_CHANGED',
      `“${asset.fileName}” changed while it was copied, by something else than Refrain. No copies were made.`,
    )
  }
}

async function readCopies(
  source: ExportSource,
): Promise<{ readonly copies: readonly Copy[]; readonly plan: ExportPlan }> {
  const problems = createProblemTally()
  const tagsOf = createTagReader(source.snapshot)
  const unique = createNameSet()
  const copies: Copy[] = []
  const assets = await chosenAssets(source, problems)
  for (const asset of assets) {
    const subject = { type: 'recording' as const, id: asset.recordingId, title: asset.title }
    const reason = await unusable(asset)
    if (reason !== null) {
      problems.add([
        { subject, field: 'audio file', message: `${reason} It is left out.`, severity: 'needed' },
      ])
      continue
    }
    const values = tagsOf(asset.recordingId)
    if (values.isrc === null) {
      problems.add([
        {
          subject,
          field: 'ISRC',
          message: 'Without an ISRC the copy has none in its tags.',
          severity: 'advised',
        },
      ])
    }
    const name = unique(stemOf(values), extname(asset.fileName).slice(1).toLowerCase())
    copies.push({ asset, values, name })
    await source.pace.step(0)
  }
  const leftOut = assets.length - copies.length
  const plan = {
    subjects: copies.length,
    files: copies.length,
    leftOut,
    problems,
    name: copies[0]?.name ?? '',
    notes: [],
  }
  return { copies, plan }
}

const assetSql = `SELECT a.id, a.recording_id AS recordingId, r.title, a.role, a.sha256, a.path, a.file_name AS fileName,
    a.container, a.codec, a.lossless, a.sample_rate AS sampleRate, a.bits, a.channels, a.duration_ms AS durationMs
  FROM asset a JOIN recording r ON r.id = a.recording_id`

/**
 * The files that copies are made of. What is lossy has the role of an export as the copies have that Refrain wrote; only
 * what was found in a folder is the artist's own, and to somebody who has no master it is the best there is.
 */
const isOwnFile = `(a.role <> 'export' OR EXISTS (SELECT 1 FROM asset_path p WHERE p.asset_id = a.id))`

/** One file a recording, the master if there is one; or the given files, each of which the catalogue must know. */
async function chosenAssets(source: ExportSource, problems: ProblemTally): Promise<AssetRow[]> {
  const { db } = source.snapshot
  if (source.options.audioPaths.length > 0) return givenAssets(source)
  const rows = z.array(assetRow).parse(
    db
      .prepare(
        `${assetSql} JOIN chosen_recording c ON c.id = r.id WHERE ${isOwnFile}
         ORDER BY c.number, a.role <> 'master', a.lossless DESC, a.id`,
      )
      .all(),
  )
  const first = new Map<number, AssetRow>()
  for (const row of rows) if (!first.has(row.recordingId)) first.set(row.recordingId, row)
  const without = db
    .prepare<[], { id: number; title: string }>(
      `SELECT r.id, r.title FROM chosen_recording c JOIN recording r ON r.id = c.id
       WHERE NOT EXISTS (SELECT 1 FROM asset a WHERE a.recording_id = r.id AND ${isOwnFile}) ORDER BY c.number`,
    )
    .all()
  problems.add(
    without.map(({ id, title }): ExportProblem => {
      const subject = { type: 'recording' as const, id, title }
      return {
        subject,
        field: 'audio file',
        message: 'The catalogue knows no audio file of it.',
        severity: 'needed',
      }
    }),
  )
  return [...first.values()]
}

async function givenAssets({ snapshot, options, signal }: ExportSource): Promise<AssetRow[]> {
  const bySha = snapshot.db.prepare(`${assetSql} WHERE a.sha256 = ?`)
  const found: AssetRow[] = []
  for (const given of options.audioPaths) {
    const path = resolve(given)
    const sha256 = await hashOf(path, signal).catch((error: unknown) => {
      throw signal.aborted ? error : unreadable(path, error)
    })
    const row = assetRow.optional().parse(bySha.get(sha256))
    if (!row) {
      throw new RefrainError(
        'NOT_FOUND',
        `“${basename(path)}” is not in the catalogue, so its recording is not known. No copies were made. Add the file to the catalogue first.`,
        { path },
      )
    }
    found.push({ ...row, path, fileName: basename(path) })
  }
  return found
}

/** Why a file cannot be copied and tagged, as a sentence; null when it can. */
async function unusable({ path, fileName }: AssetRow): Promise<string | null> {
  if (!taggableExtensions.has(extname(fileName).toLowerCase())) {
    return `The tags of “${fileName}” cannot be written: its format has none that are known.`
  }
  const there = await stat(path).catch(() => null)
  return there?.isFile() === true ? null : `“${fileName}” is not at its place any more.`
}

function stemOf({ artist, album, discNumber, discTotal, trackNumber, title }: TagValues): string {
  const disc = discTotal !== null && discTotal > 1 ? `${String(discNumber)}-` : ''
  const number = trackNumber === null ? '' : `${disc}${String(trackNumber).padStart(2, '0')}`
  return fileNameOf([artist, album, number, title].filter((part) => part !== '').join(' - '), 'track')
}

function recordCopy({ context }: ExportSource, { asset, values }: Copy, file: WrittenFile): void {
  const tags = {
    title: values.title,
    version: '',
    artist: values.artist,
    albumArtist: values.albumArtist,
    album: values.album,
    isrcs: values.isrc === null ? [] : [{ raw: values.isrc, source: 'Refrain' }],
    trackNumber: values.trackNumber,
    trackTotal: values.trackTotal,
    discNumber: values.discNumber,
    discTotal: values.discTotal,
    date: values.date,
    label: values.label,
    barcode: '',
    catalogueNumber: '',
    composers: values.composers,
    copyright: values.copyright,
    pLine: '',
    genre: values.genre,
  }
  context.db
    .prepare(
      `INSERT INTO asset (recording_id, role, sha256, path, file_name, bytes, modified_ms, container, codec, lossless,
         sample_rate, bits, channels, duration_ms, tags, added_at)
       VALUES (?, 'export', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (sha256) DO UPDATE SET path = excluded.path, file_name = excluded.file_name WHERE role = 'export'`,
    )
    .run(
      asset.recordingId,
      file.sha256,
      file.path,
      basename(file.path),
      file.bytes,
      context.clock(),
      asset.container,
      asset.codec,
      asset.lossless,
      asset.sampleRate,
      asset.bits,
      asset.channels,
      asset.durationMs,
      JSON.stringify(tags),
      context.now(),
    )
}

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { signal })) if (Buffer.isBuffer(chunk)) hash.update(chunk)
  return hash.digest('hex')
}

function unreadable(path: string, cause: unknown): RefrainError {
  return new RefrainError(
    'FILE_UNREADABLE',
    `“${basename(path)}” cannot be read. No copies were made. Choose it again.`,
    { path },
    { cause },
  )
}
