import type { Command } from 'commander'
import { type RecordingDetail, recordingFields } from '../../../shared/contract/catalog.ts'
import { formatDuration } from '../../../shared/domain/identifiers/duration.ts'
import { collectIds, idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { type Assignment, collectAssignment, readAssignments } from '../field-values.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'
import { recordingFieldsToSet as fields } from './recording-fields.ts'

const setOption = [
  '--set <field=value>',
  `a field and its value; repeat it. Fields: ${Object.keys(fields).join(', ')}`,
  collectAssignment,
] as const

/** recording show, check, files, add, edit, delete */
export function addRecordingCommands(program: Command, run: Run): void {
  const recording = define(program, 'recording', {
    description: 'one recording: show, add, edit, delete',
    examples: ['recording show 12'],
  })
  define(recording, 'show', { description: 'a recording and what it lacks', examples: ['recording show 12'] })
    .argument('<id>', 'the recording', idArgument)
    .action((recordingId: number) =>
      run(async (session) => {
        const detail = await session.withCore(({ call }) => call('recordings.get', { recordingId }))
        session.output.result(detail, describe(detail))
        return exit.done
      }),
    )
  addRecordingFacts(recording, run)
  define(recording, 'add', {
    description: 'add a recording; title and artist are needed',
    examples: ['recording add --set title="Harbour Lights" --set artist="Nova Tern" --set duration=3:42'],
  })
    .requiredOption(...setOption)
    .option('--release <id>', 'the release it is a track of', idArgument)
    .action((options: { set: readonly Assignment[]; release?: number }) =>
      run((session) => add(session, options.set, options.release ?? null)),
    )
  define(recording, 'edit', {
    description: 'change fields of a recording; the others stay, an empty value clears one',
    examples: [
      'recording edit --id 12 --set year=2021 --set right=sound-recording',
      'recording edit --id 12 --set version=',
    ],
  })
    .requiredOption('--id <id>', 'the recording', idArgument)
    .requiredOption(...setOption)
    .action((options: { id: number; set: readonly Assignment[] }) =>
      run(async (session) => {
        const patch = readAssignments(options.set, fields, recordingFields.partial())
        const detail = await session.withCore(async ({ call }) => {
          await call('recordings.update', { recordingId: options.id, patch })
          return call('recordings.get', { recordingId: options.id })
        })
        session.output.result(detail, describe(detail))
        return exit.done
      }),
    )
  define(recording, 'delete', {
    description: 'delete recordings nothing was found of; “refrain undo” brings them back',
    examples: ['recording delete --id 12,13'],
  })
    .requiredOption('--id <ids>', 'the recordings', collectIds)
    .action((options: { id: readonly number[] }) =>
      run(async (session) => {
        const deleted = await session.withCore(({ call }) =>
          call('recordings.delete', { recordingIds: [...options.id] }),
        )
        session.output.result(deleted, [`${String(deleted.deleted)} deleted.`])
        return exit.done
      }),
    )
}

function addRecordingFacts(recording: Command, run: Run): void {
  define(recording, 'check', {
    description: 'what a recording lacks before it could be enforced, with the next step',
    examples: ['recording check 12', 'recording check 12 --json'],
    reports: 'something is missing',
  })
    .argument('<id>', 'the recording', idArgument)
    .action((recordingId: number) =>
      run(async (session) => {
        const card = await session.withCore(({ call }) => call('readiness.get', { recordingId }))
        const rows = card.lines.map(({ criterion, state, reason }) => [criterion, state, reason])
        const next = card.next === null ? 'Nothing is missing.' : `Next: ${card.next.reason}`
        session.output.result(card, [...table(['CRITERION', 'STATE', 'WHY'], rows), next])
        return card.missing > 0 ? exit.reported : exit.done
      }),
    )
  define(recording, 'files', {
    description: 'the audio files of a recording, with hash and fingerprint',
    examples: ['recording files 12'],
  })
    .argument('<id>', 'the recording', idArgument)
    .action((recordingId: number) =>
      run(async (session) => {
        const assets = await session.withCore(async ({ call }) => {
          // A recording that is not there is named; without files the list is empty.
          await call('recordings.get', { recordingId })
          return (await call('audio.assets', { recordingId })).assets
        })
        const rows = assets.map((asset) => [
          String(asset.id),
          asset.codec === '' ? asset.container : asset.codec,
          asset.durationMs === null ? '-' : formatDuration(asset.durationMs),
          asset.fingerprint,
          asset.sha256.slice(0, 12),
          asset.path,
        ])
        session.output.result(
          assets,
          table(['ID', 'FORMAT', 'LENGTH', 'FINGERPRINT', 'SHA-256', 'FILE'], rows),
        )
        return exit.done
      }),
    )
}

async function add(
  session: Session,
  assignments: readonly Assignment[],
  releaseId: number | null,
): Promise<ExitCode> {
  const { title, artist, ...others } = readAssignments(assignments, fields, recordingFields.partial())
  if (title === undefined || artist === undefined)
    throw new UsageError('A recording needs --set title=… and --set artist=….')
  const detail = await session.withCore(async ({ call }) => {
    const { recordingId } = await call('recordings.create', { ...others, title, artist, releaseId })
    return call('recordings.get', { recordingId })
  })
  session.output.result(detail, describe(detail))
  return exit.done
}

function describe(detail: RecordingDetail): string[] {
  const line = (name: string, value: string | number | null) =>
    `${name.padEnd(14)} ${String(value ?? '')}`.trimEnd()
  return [
    line('Recording', detail.id),
    line('Title', detail.title),
    line('Version', detail.version),
    line('Artist', detail.artist),
    line('ISRC', detail.isrc),
    line('Duration', detail.durationMs === null ? null : formatDuration(detail.durationMs)),
    line('Year', detail.year),
    line('Kind', detail.kind),
    line('Right held', detail.rightHeld),
    line('Registration', detail.registrationNumber),
    line('Authorized at', detail.authorizedUrl),
    line('Notes', detail.notes.replaceAll('\n', ' ')),
    ...detail.tracks.map((track) => line('On release', `${String(track.releaseId)} ${track.releaseTitle}`)),
    ...detail.missing.map((missing) => line('Missing', `${missing.message} (${missing.severity})`)),
  ]
}
