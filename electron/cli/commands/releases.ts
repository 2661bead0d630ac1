import type { Command } from 'commander'
import type { z } from 'zod'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import { releaseFields, type ReleaseRow } from '../../../shared/contract/catalog.ts'
import { parseGtin } from '../../../shared/domain/identifiers/gtin.ts'
import { idArgument, optionalWords, readAs } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { eachRow } from '../each-row.ts'
import { exit } from '../exit.ts'
import {
  anyText,
  type Assignment,
  collectAssignment,
  readAssignments,
  type SettableField,
  textOrNothing,
} from '../field-values.ts'
import { cells, table } from '../output.ts'
import type { OpenCore } from '../session.ts'
import { UsageError } from '../usage-error.ts'

const releasePatch = releaseFields.partial()
const readGtin = readAs(parseGtin)

/** Fields of a release as --set names them. */
const fields = {
  title: { key: 'title', read: anyText },
  artist: { key: 'artist', read: anyText },
  label: { key: 'label', read: anyText },
  gtin: { key: 'gtin', read: (text) => (text.trim() === '' ? null : readGtin(text)) },
  'release-date': { key: 'releaseDate', read: textOrNothing },
  notes: { key: 'notes', read: anyText },
} as const satisfies Readonly<Record<string, SettableField>>

const setOption = [
  '--set <field=value>',
  `a field and its value; repeat it. Fields: ${Object.keys(fields).join(', ')}`,
  collectAssignment,
] as const

/** release list, release show, release add, release edit, release delete */
export function addReleaseCommands(program: Command, run: Run): void {
  const release = define(program, 'release', {
    description: 'releases: list, show, add, edit, delete',
    examples: ['release list'],
  })
  define(release, 'list', { description: 'releases, one a line', examples: ['release list --search tide'] })
    .option('--search <text>', 'title, artist, label or GTIN', optionalWords(200), '')
    .action((options: { search: string }) =>
      run(async (session) => {
        await session.withCore(async (core) => {
          for await (const row of releases(core, options.search)) {
            const gtin = row.gtin ?? '-'
            session.output.item(row, cells([String(row.id), gtin, row.title, row.artist, String(row.tracks)]))
          }
        })
        return exit.done
      }),
    )
  define(release, 'show', { description: 'a release and its tracks', examples: ['release show 3'] })
    .argument('<id>', 'the release', idArgument)
    .action((releaseId: number) =>
      run(async (session) => {
        const detail = await session.withCore(({ call }) => call('releases.get', { releaseId }))
        session.output.result(detail, describe(detail))
        return exit.done
      }),
    )
  addReleaseEdits(release, run)
}

function addReleaseEdits(release: Command, run: Run): void {
  define(release, 'add', {
    description: 'add a release; a title is needed',
    examples: ['release add --set title="Ropewalk" --set label="Northlight" --set release-date=2024-05'],
  })
    .requiredOption(...setOption)
    .action((options: { set: readonly Assignment[] }) =>
      run(async (session) => {
        const { title, ...others } = readFields(options.set)
        if (title === undefined) throw new UsageError('A release needs --set title=….')
        const added = await session.withCore(({ call }) => call('releases.create', { ...others, title }))
        session.output.result(added, [`Release ${String(added.releaseId)} added.`])
        return exit.done
      }),
    )
  define(release, 'edit', {
    description: 'change fields of a release; the others stay, an empty value clears one',
    examples: ['release edit --id 3 --set gtin=4006381333931'],
  })
    .requiredOption('--id <id>', 'the release', idArgument)
    .requiredOption(...setOption)
    .action((options: { id: number; set: readonly Assignment[] }) =>
      run(async (session) => {
        const patch = readFields(options.set)
        const row = await session.withCore(({ call }) =>
          call('releases.update', { releaseId: options.id, patch }),
        )
        session.output.result(row, [`Release ${String(row.id)} saved: ${row.title}`])
        return exit.done
      }),
    )
  define(release, 'delete', {
    description: 'delete a release; its recordings stay, “refrain undo” brings it back',
    examples: ['release delete 3'],
  })
    .argument('<id>', 'the release', idArgument)
    .action((releaseId: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('releases.delete', { releaseIds: [releaseId] }))
        session.output.result({ releaseId, deleted: true }, [`Release ${String(releaseId)} is deleted.`])
        return exit.done
      }),
    )
}

function readFields(assignments: readonly Assignment[]): z.output<typeof releasePatch> {
  return readAssignments(assignments, fields, releasePatch)
}

function releases(core: OpenCore, search: string): AsyncGenerator<ReleaseRow> {
  return eachRow((place) => core.call('releases.list', { search, ...place }))
}

function describe(detail: ProcedureOutput<'releases.get'>): string[] {
  const rows = detail.tracks.map((track) => [
    String(track.trackNumber ?? '-'),
    String(track.id),
    track.isrc ?? '-',
    track.title,
  ])
  return [
    `Release ${String(detail.id)} · ${detail.title} · ${detail.artist}`,
    `Label ${detail.label || '-'} · GTIN ${detail.gtin ?? '-'} · ${detail.releaseDate ?? 'no date'}`,
    ...table(['TRACK', 'RECORDING', 'ISRC', 'TITLE'], rows),
  ]
}
