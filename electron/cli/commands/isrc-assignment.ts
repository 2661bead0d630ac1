import type { Command } from 'commander'
import { resolve } from 'node:path'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import { formatIsrc, parseIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { idArgument, optionalWords, requiredAs, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'

type ReleasePlan = ProcedureOutput<'isrc.releasePlan'>

interface AllocateOptions {
  readonly recording?: number
  readonly release?: number
  readonly block?: number
  readonly dryRun?: boolean
}

/** isrc allocate, isrc reserve, isrc assign, isrc import */
export function addAssignmentCommands(isrc: Command, run: Run): void {
  define(isrc, 'allocate', {
    description: 'give a recording, or every track of a release without one, the next free code',
    examples: ['isrc allocate --recording 12', 'isrc allocate --release 3 --dry-run'],
    reports: 'of the release not every track can have a code; none was given',
  })
    .option('--recording <id>', 'the recording', idArgument)
    .option('--release <id>', 'every track of the release that has none, all or none', idArgument)
    .option('--block <id>', 'the block to take it from', idArgument)
    .option('--dry-run', 'with --release: show which code each track would get')
    .action((options: AllocateOptions) => run((session) => allocate(session, options)))
  define(isrc, 'reserve', {
    description: 'take out the next free code for a recording that is not in the catalogue yet',
    examples: ['isrc reserve --reason "single planned for May"'],
  })
    .requiredOption('--reason <text>', 'what it is for', words('what the code is for', 500))
    .option('--block <id>', 'the block to take it from', idArgument)
    .action((options: { reason: string; block?: number }) =>
      run(async (session) => {
        const input = { reason: options.reason, blockId: options.block ?? null }
        const reserved = await session.withCore(({ call }) => call('isrc.reserve', input))
        session.output.result(reserved, [reserved.isrc])
        return exit.done
      }),
    )
  define(isrc, 'assign', {
    description: 'give a reserved code, or a free one of your allocations, to a recording',
    examples: ['isrc assign QZ-ABC-26-00001 --recording 12'],
  })
    .argument('<isrc>', 'the code', requiredAs('an ISRC', parseIsrc))
    .requiredOption('--recording <id>', 'the recording', idArgument)
    .option('--reason <text>', 'why this code; kept in the ledger', optionalWords(500), '')
    .action((code: string, options: { recording: number; reason: string }) =>
      run(async (session) => {
        const input = { isrc: code, recordingId: options.recording, reason: options.reason }
        const assigned = await session.withCore(({ call }) => call('isrc.assign', input))
        session.output.result(assigned, [`${assigned.isrc} assigned.`])
        return exit.done
      }),
    )
  define(isrc, 'import', {
    description: 'enter codes that are used elsewhere, so that they are never handed out',
    examples: ['isrc import used.txt --source "former label"', 'isrc import used.txt --source "x" --dry-run'],
    reports: 'lines held no readable code; the others are entered',
  })
    .argument('<file>', 'a code a line, a title behind it if you like')
    .requiredOption(
      '--source <text>',
      'where they are used, e.g. the label or distributor',
      words('where the codes are used', 500),
    )
    .option('--dry-run', 'read and count, enter nothing')
    .action((file: string, options: { source: string; dryRun?: boolean }) =>
      run((session) => importUsed(session, resolve(file), options)),
    )
}

async function allocate(session: Session, options: AllocateOptions): Promise<ExitCode> {
  const { recording, release, block } = options
  if (recording !== undefined && release !== undefined)
    throw new UsageError('Name a recording (--recording) or a release (--release), not both.')
  const blockId = block ?? null
  if (release !== undefined)
    return allocateRelease(session, { releaseId: release, blockId }, options.dryRun === true)
  if (recording === undefined)
    throw new UsageError(
      'The option --recording <id> is missing; or give a whole release its codes with --release <id>.',
    )
  if (options.dryRun === true) throw new UsageError('--dry-run is for a whole release: --release <id>.')
  const allocated = await session.withCore(({ call }) =>
    call('isrc.allocate', { recordingId: recording, blockId }),
  )
  session.output.result(allocated, [allocated.isrc])
  return exit.done
}

/** Shows the plan, and carries it out unless only the plan was asked for. */
async function allocateRelease(
  session: Session,
  input: { readonly releaseId: number; readonly blockId: number | null },
  dryRun: boolean,
): Promise<ExitCode> {
  const plan = await session.withCore(async ({ call }) => {
    const planned = await call('isrc.releasePlan', input)
    if (!dryRun && planned.possible) await call('isrc.allocateRelease', input)
    return planned
  })
  session.output.result(plan, planLines(plan))
  return plan.possible ? exit.done : exit.reported
}

function planLines({ tracks, obstacle }: ReleasePlan): string[] {
  const rows = tracks.map(({ position, title, isrc, outcome, missing }) => [
    String(position),
    isrc === null ? '-' : formatIsrc(isrc),
    outcome === 'incomplete' ? missing.map(({ message }) => message).join(' ') : outcome,
    title,
  ])
  return [...table(['TRACK', 'ISRC', 'OUTCOME', 'TITLE'], rows), ...(obstacle === null ? [] : [obstacle])]
}

async function importUsed(
  session: Session,
  path: string,
  { source, dryRun }: { readonly source: string; readonly dryRun?: boolean },
): Promise<ExitCode> {
  if (dryRun === true) {
    const { lines, counts } = await session.withCore(({ call }) => call('isrc.usedPreview', { path }))
    session.output.result({ dryRun: true, lines, counts }, [
      `${String(counts.new)} would be entered, ${String(counts.known)} known already, ${String(counts.bad)} not readable`,
      ...badLines(lines.filter(({ outcome }) => outcome === 'bad')),
    ])
    return counts.bad > 0 ? exit.reported : exit.done
  }
  const result = await session.withCore(({ call }) => call('isrc.usedImport', { path, source }))
  session.output.result(result, [
    `${String(result.entered)} entered, ${String(result.known)} known already, ${String(result.bad.length)} not readable`,
    ...badLines(result.bad),
  ])
  return result.bad.length > 0 ? exit.reported : exit.done
}

function badLines(bad: ProcedureOutput<'isrc.usedImport'>['bad']): string[] {
  return bad.map(({ line, raw, message }) => `  line ${String(line)}: ${message ?? ''} (${raw})`)
}
