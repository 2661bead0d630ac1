import { type Command, Option } from 'commander'
import { partyKinds } from '../../../shared/contract/parties.ts'
import { formatIswc } from '../../../shared/domain/identifiers/iswc.ts'
import { completedShares, formatShare, parseShare, splitEvenly } from '../../../shared/domain/rights/share.ts'
import {
  rightKinds,
  type RightKind,
  splitStates,
  type SplitState,
} from '../../../shared/domain/rights/splits.ts'
import { collectIds, idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { table } from '../output.ts'
import type { OpenCore } from '../session.ts'
import { repeated, type SubjectArgument, subjectArgument } from '../subjects.ts'
import { UsageError } from '../usage-error.ts'

/** work list, work add, work edit, party list, party merge, split set, split list */
export function addRightsCommands(program: Command, run: Run): void {
  addWorkCommands(program, run)
  addPartyCommands(program, run)
  addSplitCommands(program, run)
}

interface WorkOptions {
  readonly title?: string
  readonly iswc?: string
  readonly language?: string
  readonly aka?: readonly string[]
  readonly writer?: readonly string[]
  readonly recording?: number
}

function addWorkCommands(program: Command, run: Run): void {
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
  const options = (command: Command) =>
    command
      .option('--iswc <code>')
      .option('--language <code>', 'of the words, ISO 639')
      .option('--aka <title>', 'another title; may be repeated', repeated(String))
      .option('--writer <name>', 'music and words; may be repeated', repeated(String))
      .option('--recording <id>', 'link to this recording', idArgument)
  options(
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
  options(
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

function addPartyCommands(program: Command, run: Run): void {
  const party = define(program, 'party', {
    description: 'people, groups and companies',
    examples: ['party list --search halvorsen'],
  })
  define(party, 'list', {
    description: 'everybody who is credited or owns a share',
    examples: ['party list --search halvorsen'],
  })
    .option('--search <text>', 'name, alias, IPI or ISNI', '')
    .action(({ search }: { search: string }) =>
      run(async (session) => {
        const rows = await session.withCore((core) =>
          allPages((page) => core.call('parties.list', { search, ...page })),
        )
        const lines = rows.map((row) => [
          String(row.id),
          row.name,
          row.kind,
          row.ipiName ?? '-',
          row.isni ?? '-',
          String(row.credits),
          String(row.shares),
        ])
        session.output.result(rows, table(['ID', 'NAME', 'KIND', 'IPI', 'ISNI', 'CREDITS', 'SHARES'], lines))
        return exit.done
      }),
    )
  define(party, 'merge', {
    description: 'make others one with the first; undo takes it back',
    examples: ['party merge 4 9 12'],
  })
    .argument('<keep>', 'the party that stays', idArgument)
    .argument('<other...>', 'those that become it', collectIds)
    .action((keepId: number, mergeIds: readonly number[]) =>
      run(async (session) => {
        const { merged } = await session.withCore(({ call }) =>
          call('parties.merge', { keepId, mergeIds: [...mergeIds] }),
        )
        session.output.result({ keepId, merged }, [`${String(merged)} merged into party ${String(keepId)}.`])
        return exit.done
      }),
    )
}

interface SplitOptions {
  readonly right: RightKind
  readonly state: SplitState
  readonly territory: string
  readonly from?: string
  readonly to?: string
  readonly document?: number
  readonly kind: (typeof partyKinds)[number]
  readonly replaceDraft?: boolean
}

function addSplitCommands(program: Command, run: Run): void {
  const split = define(program, 'split', {
    description: 'who owns which share',
    examples: ['split list recording:3'],
  })
  define(split, 'list', {
    description: 'the shares of a recording or a work',
    examples: ['split list recording:3'],
  })
    .argument('<subject>', 'recording:ID or work:ID', subjectArgument(['recording', 'work']))
    .action((subject: SubjectArgument<'recording' | 'work'>) =>
      run(async (session) => {
        const { splits } = await session.withCore(({ call }) => call('rights.get', { subject }))
        const lines = splits.flatMap((set) =>
          set.lines.map(({ name, share }) => [
            set.rightKind,
            set.state,
            set.territory,
            `${set.validFrom ?? ''}..${set.validTo ?? ''}`,
            formatShare(share),
            name,
          ]),
        )
        session.output.result(
          splits,
          table(['RIGHT', 'STATE', 'TERRITORY', 'PERIOD', 'SHARE', 'PARTY'], lines),
        )
        return exit.done
      }),
    )
  define(split, 'set', {
    description: 'put shares on record: NAME=SHARE …, or names alone to divide evenly',
    examples: [
      'split set recording:3 "Mira Halvorsen=50" "Oskar Vane=50" --state agreed',
      'split set work:1 Mira Oskar Tam --right performance',
    ],
  })
    .argument('<subject>', 'recording:ID or work:ID', subjectArgument(['recording', 'work']))
    .argument('<share...>', '“Vela=33 1/3” or “Vela”')
    .addOption(new Option('--right <right>').choices([...rightKinds]).default('master'))
    .addOption(new Option('--state <state>').choices([...splitStates]).default('draft'))
    .addOption(
      new Option('--kind <kind>', 'of parties that are new').choices([...partyKinds]).default('person'),
    )
    .option('--territory <code>', 'ISO 3166-1, or WW for the world', 'WW')
    .option('--from <date>', 'first day, YYYY-MM-DD')
    .option('--to <date>', 'last day, YYYY-MM-DD')
    .option('--document <id>', 'the document that proves it', idArgument)
    .option('--replace-draft', 'take out the draft of the same territory and period')
    .action(
      (subject: SubjectArgument<'recording' | 'work'>, given: readonly string[], options: SplitOptions) =>
        run(async (session) => {
          const place = {
            territory: options.territory,
            validFrom: options.from ?? null,
            validTo: options.to ?? null,
          }
          const { sets } = await session.withCore(({ call }) =>
            call('splits.set', {
              subject,
              rightKind: options.right,
              state: options.state,
              ...place,
              documentId: options.document ?? null,
              shares: readShares(given).map(({ name, share }) => ({
                party: { name, kind: options.kind },
                share,
              })),
              replaces: options.replaceDraft === true ? { ...place, state: 'draft' } : null,
            }),
          )
          session.output.result(sets, ['Shares are on record.'])
          return exit.done
        }),
    )
}

/** `Vela=50 Orin=50`, or `Vela Orin Tam` divided evenly. What `1/3` loses when it is rounded is made good. */
function readShares(given: readonly string[]): readonly { readonly name: string; readonly share: number }[] {
  if (given.every((text) => !text.includes('='))) {
    const even = splitEvenly(given.length)
    return given.map((name, index) => ({ name, share: even[index] ?? 0 }))
  }
  const read = given.map((text) => {
    const at = text.lastIndexOf('=')
    const reading = parseShare(text.slice(at + 1))
    if (at < 1 || reading.status !== 'valid') {
      const why = reading.status === 'invalid' ? reading.problem.message : 'Write NAME=SHARE, e.g. Vela=50.'
      throw new UsageError(`“${text}”: ${why}`)
    }
    return { name: text.slice(0, at), share: reading.share, rounded: reading.rounded }
  })
  const whole = read.some(({ rounded }) => rounded) ? completedShares(read.map(({ share }) => share)) : null
  return read.map(({ name, share }, index) => ({ name, share: whole?.[index] ?? share }))
}

/** Every row of a list that is read in pages of 500. */
async function allPages<Row>(
  load: (page: {
    readonly offset: number
    readonly limit: number
  }) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = await load({ offset: rows.length, limit: 500 })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}
