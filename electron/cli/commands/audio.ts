import { resolve } from 'node:path'
import type { Command } from 'commander'
import {
  type AudioComparison,
  audioComparison,
  type AudioFileFacts,
  type AudioScanFile,
  type PlannedTrack,
} from '../../../shared/contract/audio.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'

/** audio tags, audio scan, audio fingerprint, audio compare */
export function addAudioCommands(program: Command, run: Run): void {
  const audio = define(program, 'audio', {
    description: 'audio files: tags, folders, fingerprints; none is written to',
    examples: ['audio scan masters'],
  })
  define(audio, 'tags', {
    description: 'what an audio file is and says about itself; needs no workspace',
    examples: ['audio tags "01 Harbour Lights.flac"'],
    reports: 'the tags are faulty',
  })
    .argument('<file>')
    .action((file: string) => run((session) => showTags(session, file)))
  define(audio, 'scan', {
    description: 'read a folder of audio files into the catalogue; every rejected file is listed',
    examples: ['audio scan masters --dry-run', 'audio scan masters --fingerprint'],
    reports: 'files were rejected; the others are in the catalogue',
  })
    .argument('<folder>')
    .option('--dry-run', 'read and plan, write nothing to the catalogue')
    .option('--fingerprint', 'compute the fingerprints too')
    .action((folder: string, options: { dryRun?: boolean; fingerprint?: boolean }) =>
      run((session) => scanFolder(session, folder, options)),
    )
  define(audio, 'fingerprint', {
    description: 'compute the fingerprints that are missing',
    examples: ['audio fingerprint --retry'],
    reports: 'of some files no fingerprint could be made',
  })
    .option('--retry', 'also try files again that failed before')
    .action((options: { retry?: boolean }) =>
      run(async (session) => {
        const state = await session.withCore((core) => fingerprint(core, options.retry === true))
        session.output.result(state, [fingerprintLine(state)])
        return state.failed > 0 ? exit.reported : exit.done
      }),
    )
  define(audio, 'compare', {
    description: 'compare a file with every fingerprint of the catalogue; exits 1 when it resembles one',
    examples: ['audio compare found.mp3 --json'],
    reports: 'the file resembles a recording of yours',
  })
    .argument('<file>')
    .action((file: string) => run((session) => compare(session, file)))
}

async function showTags(session: Session, path: string): Promise<ExitCode> {
  // Loaded for this command alone: the parsers are many.
  const { readAudioFile } = await import('../../core/audio/read-audio-file.ts')
  const file = await readAudioFile(resolve(path), () => {
    if (session.signal.aborted) throw new RefrainError('CANCELLED', 'Cancelled.')
  })
  session.output.result(file, describeFile({ ...file, problems: [...file.problems] }))
  return file.problems.length > 0 ? exit.reported : exit.done
}

function describeFile(file: AudioFileFacts): string[] {
  const { tags } = file
  const place = (number: number | null, total: number | null) =>
    number === null ? '' : `${number}${total === null ? '' : ` of ${total}`}`
  const rows: (readonly [string, string])[] = [
    ['File', file.fileName],
    ['Format', [file.container, file.codec, file.lossless ? 'lossless' : 'lossy'].join(' · ')],
    ['Sound', soundOf(file)],
    ['SHA-256', file.sha256],
    ['Title', tags.title],
    ['Version', tags.version],
    ['Artist', tags.artist],
    ['Album', tags.album],
    ['Album artist', tags.albumArtist],
    ['Track', place(tags.trackNumber, tags.trackTotal)],
    ['Disc', place(tags.discNumber, tags.discTotal)],
    ['Date', tags.date ?? ''],
    ['Label', tags.label],
    ['Barcode', tags.barcode],
    ['Catalogue no.', tags.catalogueNumber],
    ['Composers', tags.composers.join('; ')],
    ['Copyright', tags.copyright],
    ['℗ line', tags.pLine],
    ['Genre', tags.genre],
    ...tags.isrcs.map(({ raw, source }) => ['ISRC', `${raw} (${source})`] as const),
    ['Art', file.art === null ? '' : `${file.art.type}, ${file.art.bytes} bytes, SHA-256 ${file.art.sha256}`],
    ...file.problems.map(({ field, message }) => ['Problem', `${field}: ${message}`] as const),
  ]
  return rows.filter(([, value]) => value !== '').map(([label, value]) => `${label.padEnd(14)} ${value}`)
}

function soundOf({ durationMs, sampleRate, bits, channels }: AudioFileFacts): string {
  return [
    durationMs === null ? '' : clock(durationMs),
    sampleRate === null ? '' : `${sampleRate} Hz`,
    bits === null ? '' : `${bits} bit`,
    channels === null ? '' : channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

async function scanFolder(
  session: Session,
  folder: string,
  options: { readonly dryRun?: boolean; readonly fingerprint?: boolean },
): Promise<ExitCode> {
  const report = await session.withCore(async (core) => {
    const { scanId, jobId } = await core.call('audio.scan', { path: resolve(folder) })
    await core.finish(jobId)
    const scan = await core.call('audio.scanGet', { scanId })
    const tracks = await allTracks(core, scanId)
    const { rows: releases, counts } = await core.call('audio.preview', { scanId, limit: 500 })
    const rejected = await allFiles(core, scanId, 'rejected')
    const warnings = await allFiles(core, scanId, 'warnings')
    if (options.dryRun === true) await core.call('audio.discard', { scanId })
    else await core.finish((await core.call('audio.commit', { scanId })).jobId)
    const fingerprints = options.fingerprint === true ? await fingerprint(core, false) : null
    return { scan: scan.counts, plan: counts, releases, tracks, rejected, warnings, fingerprints }
  })
  const verb = options.dryRun === true ? 'would be added' : 'added'
  const { scan, plan } = report
  session.output.result({ dryRun: options.dryRun === true, ...report }, [
    `${scan.files} audio files: ${scan.read} read, ${scan.unchanged} unchanged, ${scan.rejected} rejected; ${scan.others} other files passed over`,
    `${plan.create} recordings and ${plan.newReleases} releases ${verb}, ${plan.link} files belong to known recordings, ${plan.unchanged} were linked before, ${plan.rejected} lack a title or an artist`,
    ...describeTracks(report.tracks),
    ...[...report.rejected, ...report.warnings].map(
      ({ path, outcome, problems }) =>
        `  ${path}, ${outcome === 'rejected' ? 'rejected' : 'warning'}: ${problems.join(' ')}`,
    ),
    ...(report.fingerprints === null ? [] : [fingerprintLine(report.fingerprints)]),
  ])
  return scan.rejected + plan.rejected > 0 ? exit.reported : exit.done
}

function describeTracks(tracks: readonly PlannedTrack[]): string[] {
  if (tracks.length === 0) return []
  const rows = tracks.map((track) => [
    track.releaseTitle === '' ? '-' : track.releaseTitle,
    `${track.disc}.${track.number ?? '-'}`,
    track.title,
    track.artist === '' ? '-' : track.artist,
    track.isrc ?? '-',
    track.matchedBy === null ? track.action : `${track.action} (${track.matchedBy})`,
    track.problems.join(' '),
  ])
  return table(['RELEASE', 'TRACK', 'TITLE', 'ARTIST', 'ISRC', 'OUTCOME', 'REMARKS'], rows)
}

async function allTracks({ call }: OpenCore, scanId: number): Promise<PlannedTrack[]> {
  const all: PlannedTrack[] = []
  for (;;) {
    const { rows, total } = await call('audio.previewTracks', { scanId, offset: all.length, limit: 500 })
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) return all
  }
}

async function allFiles(
  { call }: OpenCore,
  scanId: number,
  only: 'rejected' | 'warnings',
): Promise<AudioScanFile[]> {
  const all: AudioScanFile[] = []
  for (;;) {
    const { rows, total } = await call('audio.files', { scanId, only, offset: all.length, limit: 500 })
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) return all
  }
}

async function fingerprint({ call, finish }: OpenCore, retry: boolean) {
  const { jobId } = await call('audio.fingerprint', { retry })
  await finish(jobId)
  return call('audio.fingerprintState', {})
}

function fingerprintLine({
  computed,
  waiting,
  failed,
}: {
  computed: number
  waiting: number
  failed: number
}): string {
  return `Fingerprints: ${computed} computed, ${waiting} waiting, ${failed} not possible`
}

async function compare(session: Session, path: string): Promise<ExitCode> {
  const result = await session.withCore(async ({ call, finish }) => {
    const { jobId } = await call('audio.compare', { path: resolve(path) })
    return audioComparison.parse((await finish(jobId)).result)
  })
  session.output.result(result, describeComparison(result))
  return result.verdict === 'none' ? exit.done : exit.reported
}

const verdicts = { match: 'Match', possible: 'Possible match: listen to both', none: 'No match' } as const

function describeComparison(result: AudioComparison): string[] {
  const searched = result.speedsSearched ? ', also at 6 % slower to 6 % faster' : ''
  return [
    `${verdicts[result.verdict]} · ${result.fileName} (${clock(result.durationMs)}) against ${result.compared} fingerprints${searched}`,
    ...(result.withoutFingerprint === 0
      ? []
      : [`${result.withoutFingerprint} files of the catalogue have no fingerprint and were not compared.`]),
    ...result.matches.map(
      (match) =>
        `  ${match.verdict}  ${match.title} · ${match.artist} · ${match.fileName}: ${clock(match.compared.fromMs)}–${clock(match.compared.toMs)} is ${clock(match.catalogue.fromMs)}–${clock(match.catalogue.toMs)}, ${(match.bitErrorRate * 100).toFixed(1)} % of bits differ${speedText(match.faster)}`,
    ),
  ]
}

function speedText(faster: number): string {
  if (Math.abs(faster) < 0.0005) return ''
  return `, ${(Math.abs(faster) * 100).toFixed(1)} % ${faster > 0 ? 'faster' : 'slower'}`
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
