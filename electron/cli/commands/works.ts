import type { Command } from 'commander'
import type { Contribution, WorkDetail } from '../../../shared/contract/rights.ts'
import { formatIswc } from '../../../shared/domain/identifiers/iswc.ts'
import { idArgument } from '../arguments.ts'
import { creditTable } from '../credit-table.ts'
import { define, type Run } from '../define.ts'
import { allPages } from '../each-row.ts'
import { exit } from '../exit.ts'
import { table } from '../output.ts'
import type { OpenCore } from '../session.ts'
import { repeated } from '../subjects.ts'

interface WorkOptions {
  readonly title?: string
  readonly iswc?: string
  readonly language?: string
  readonly aka?: readonly string[]
  readonly writer?: readonly string[]
  readonly recording?: number
}

/** work list, work show, work add, work edit, work delete, work unlink */
export function addWorkCommands(program: Command, run: Run): void {
  const work = define(program, 'work', {
    description: 'musical works: what was written',
    examples: ['work list --search harbour'],
  })
  define(work, 'list', { description: 'works with their writers', examples: ['work list --search harbour'] })
    .option('--search <text>', 'title, writer or ISWC', '')
    .action(({ search }: { search: string }) =>
      run(async (session) => {
        const rows = await session.withCore((core) =>
          allPages((page) => core.call('works.list', { search, ...page })),
        )
        const lines = rows.map((row) => [
          String(row.id),
          row.iswc === null ? '-' : formatIswc(row.iswc),
          row.title,
          row.writers.join(', '),
          String(row.recordings),
        ])
        session.output.result(rows, table(['ID', 'ISWC', 'TITLE', 'WRITERS', 'RECORDINGS'], lines))
        return exit.done
      }),
    )
  define(work, 'show', {
    description: 'a work, who wrote it and which recordings are of it',
    examples: ['work show 1'],
  })
    .argument('<id>', 'the work', idArgument)
    .action((workId: number) =>
      run(async (session) => {
        const shown = await session.withCore(async ({ call }) => {
          const detail = await call('works.get', { workId })
          const { contributions } = await call('rights.get', { subject: { type: 'work', id: workId } })
          return { ...detail, contributions }
        })
        session.output.result(shown, describe(shown))
        return exit.done
      }),
    )
  addWorkAdd(work, run)
  addWorkEdit(work, run)
  addWorkRemoval(work, run)
}

/** What a work can be given. */
function withWorkOptions(command: Command): Command {
  return command
    .option('--iswc <code>')
    .option('--language <code>', 'of the words, ISO 639')
    .option('--aka <title>', 'another title; may be repeated', repeated(String))
    .option('--writer <name>', 'music and words; may be repeated', repeated(String))
    .option('--recording <id>', 'link to this recording', idArgument)
}

function addWorkAdd(work: Command, run: Run): void {
  withWorkOptions(
    define(work, 'add', {
      description: 'add a work',
      examples: [
        'work add --title "Harbour Lights" --iswc T-034.524.680-1 --writer "Mira Halvorsen" --recording 3',
      ],
    }).requiredOption('--title <title>'),
  ).action((given: WorkOptions & { title: string }) =>
    run(async (session) => {
      const workId = await session.withCore(async (core) => {
        const created = await core.call('works.create', {
          ...fieldsOf(given),
          title: given.title,
          recordingId: given.recording ?? null,
        })
        await creditWriters(core, created.workId, given.writer ?? [])
        return created.workId
      })
      session.output.result({ workId }, [`Work ${String(workId)} added.`])
      return exit.done
    }),
  )
}

function addWorkEdit(work: Command, run: Run): void {
  withWorkOptions(
    define(work, 'edit', {
      description: 'change the fields given; writers are added',
      examples: ['work edit 1 --language en --aka "Lights of the Harbour"'],
    })
      .argument('<id>', 'the work', idArgument)
      .option('--title <title>'),
  ).action((workId: number, given: WorkOptions) =>
    run(async (session) => {
      await session.withCore(async (core) => {
        await core.call('works.update', {
          workId,
          patch: { ...fieldsOf(given), ...(given.title === undefined ? {} : { title: given.title }) },
        })
        await creditWriters(core, workId, given.writer ?? [])
        if (given.recording !== undefined)
          await core.call('works.link', { workId, recordingId: given.recording })
      })
      session.output.result({ workId }, [`Work ${String(workId)} changed.`])
      return exit.done
    }),
  )
}

function addWorkRemoval(work: Command, run: Run): void {
  define(work, 'unlink', {
    description: 'say that a recording is not of this work',
    examples: ['work unlink 1 --recording 3'],
  })
    .argument('<id>', 'the work', idArgument)
    .requiredOption('--recording <id>', 'the recording', idArgument)
    .action((workId: number, { recording: recordingId }: { recording: number }) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('works.unlink', { workId, recordingId }))
        session.output.result({ workId, recordingId, linked: false }, [
          `Recording ${String(recordingId)} is not of work ${String(workId)} any more.`,
        ])
        return exit.done
      }),
    )
  define(work, 'delete', {
    description: 'delete a work; its recordings stay, “refrain undo” brings it back',
    examples: ['work delete 1'],
  })
    .argument('<id>', 'the work', idArgument)
    .action((workId: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('works.delete', { workId }))
        session.output.result({ workId, deleted: true }, [`Work ${String(workId)} is deleted.`])
        return exit.done
      }),
    )
}

function describe(work: WorkDetail & { readonly contributions: readonly Contribution[] }): string[] {
  const recordings = work.recordings.map((recording) => [
    String(recording.id),
    recording.relation,
    recording.isrc ?? '-',
    recording.title,
    recording.artist,
  ])
  const also = work.alternativeTitles.length === 0 ? [] : [`Also ${work.alternativeTitles.join(' · ')}`]
  return [
    `Work ${String(work.id)} · ${work.title} · ${work.iswc === null ? 'no ISWC' : formatIswc(work.iswc)}`,
    ...also,
    ...creditTable(work.contributions),
    ...table(['RECORDING', 'RELATION', 'ISRC', 'TITLE', 'ARTIST'], recordings),
  ]
}

function fieldsOf({ iswc, language, aka }: WorkOptions) {
  return {
    ...(iswc === undefined ? {} : { iswc }),
    ...(language === undefined ? {} : { language }),
    ...(aka === undefined ? {} : { alternativeTitles: [...aka] }),
  }
}

async function creditWriters(core: OpenCore, workId: number, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const subject = { type: 'work' as const, id: workId }
    await core.call('contributions.add', { subject, party: { name }, role: 'composer-lyricist' })
  }
}
