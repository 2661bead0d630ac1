import { type Command, Option } from 'commander'
import { resolve } from 'node:path'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import { decisionQuestions } from '../../../shared/domain/identifiers/isrc-decision.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { idArgument } from '../arguments.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>
type ReleasePlan = ProcedureOutput<'isrc.releasePlan'>

/** isrc blocks, isrc reserve, isrc assign, isrc import, isrc decide: added to the group `isrc`. */
export function addIsrcMoreCommands(program: Command, run: Run): void {
  const isrc = program.commands.find((command) => command.name() === 'isrc') ?? program.command('isrc')
  addBlocks(isrc, run)
  addReserveAndAssign(isrc, run)
  addUsedImport(isrc, run)
  addDecide(isrc, run)
}

function addBlocks(isrc: Command, run: Run): void {
  isrc
    .command('blocks')
    .description('your allocations, what is used of them this year, and what comes next')
    .action(() =>
      run(async (session) => {
        const { blocks } = await session.withCore(({ call }) => call('isrc.blocks', {}))
        const rows = blocks.map((block) => [
          String(block.id),
          block.prefix,
          `${five(block.from)}-${five(block.to)}`,
          `${String(block.yearFrom ?? '')}-${String(block.yearTo ?? '')}`,
          `${String(block.usedThisYear)} used, ${String(block.remainingThisYear)} left`,
          block.nextIsrc === null ? 'none' : formatIsrc(block.nextIsrc),
        ])
        for (const block of blocks.filter(({ nearlyUsed }) => nearlyUsed)) {
          session.output.note(
            `Nine tenths of ${block.prefix} ${five(block.from)}-${five(block.to)} are used this year. Ask your agency for another allocation.`,
          )
        }
        session.output.result(blocks, table(['ID', 'PREFIX', 'RANGE', 'YEARS', 'THIS YEAR', 'NEXT'], rows))
        return exit.done
      }),
    )
}

function addReserveAndAssign(isrc: Command, run: Run): void {
  isrc
    .command('reserve')
    .description('take out the next free code for a recording that is not in the catalogue yet')
    .requiredOption('--reason <text>', 'what it is for')
    .option('--block <id>', 'the block to take it from', idArgument)
    .action((options: { reason: string; block?: number }) =>
      run(async (session) => {
        const input = { reason: options.reason, blockId: options.block ?? null }
        const reserved = await session.withCore(({ call }) => call('isrc.reserve', input))
        session.output.result(reserved, [reserved.isrc])
        return exit.done
      }),
    )
  isrc
    .command('assign')
    .description('give a reserved code, or a free one of your allocations, to a recording')
    .argument('<isrc>')
    .requiredOption('--recording <id>', 'the recording', idArgument)
    .option('--reason <text>', 'why this code', '')
    .action((code: string, options: { recording: number; reason: string }) =>
      run(async (session) => {
        const input = { isrc: code, recordingId: options.recording, reason: options.reason }
        const assigned = await session.withCore(({ call }) => call('isrc.assign', input))
        session.output.result(assigned, [`${assigned.isrc} assigned.`])
        return exit.done
      }),
    )
}

function addUsedImport(isrc: Command, run: Run): void {
  isrc
    .command('import')
    .description('enter codes that are used elsewhere, so that they are never handed out')
    .argument('<file>', 'a code a line, a title behind it if you like')
    .requiredOption('--source <text>', 'where they are used, e.g. the label or distributor')
    .option('--dry-run', 'read and count, enter nothing')
    .action((file: string, options: { source: string; dryRun?: boolean }) =>
      run(async (session) => {
        const path = resolve(file)
        if (options.dryRun === true) {
          const { lines, counts } = await session.withCore(({ call }) => call('isrc.usedPreview', { path }))
          const bad = lines.filter(({ outcome }) => outcome === 'bad')
          session.output.result({ dryRun: true, lines, counts }, [
            `${String(counts.new)} would be entered, ${String(counts.known)} known already, ${String(counts.bad)} not readable`,
            ...badLines(bad),
          ])
          return counts.bad > 0 ? exit.reported : exit.done
        }
        const result = await session.withCore(({ call }) =>
          call('isrc.usedImport', { path, source: options.source }),
        )
        session.output.result(result, [
          `${String(result.entered)} entered, ${String(result.known)} known already, ${String(result.bad.length)} not readable`,
          ...badLines(result.bad),
        ])
        return result.bad.length > 0 ? exit.reported : exit.done
      }),
    )
}

function badLines(bad: ProcedureOutput<'isrc.usedImport'>['bad']): string[] {
  return bad.map(({ line, raw, message }) => `  line ${String(line)}: ${message ?? ''} (${raw})`)
}

/** Shows the plan, and carries it out unless only the plan was asked for. */
export async function allocateRelease(
  session: Session,
  options: { readonly release: number; readonly block?: number; readonly dryRun?: boolean },
): Promise<ExitCode> {
  const input = { releaseId: options.release, blockId: options.block ?? null }
  const plan = await session.withCore(async ({ call }) => {
    const planned = await call('isrc.releasePlan', input)
    if (options.dryRun !== true) await call('isrc.allocateRelease', input)
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

function addDecide(isrc: Command, run: Run): void {
  const questions = [...new Set(decisionQuestions.map(({ id }) => id))]
  const decide = isrc
    .command('decide')
    .description('does this version need a new code? Records the answers and the rule they lead to')
    .requiredOption('--recording <id>', 'the version in question', idArgument)
    .option('--note <text>', 'what else there is to say', '')
    .addHelpText('after', () => `\nAnswers:\n${helpText()}`)
  for (const id of questions) {
    const choices = decisionQuestions.filter((one) => one.id === id).flatMap(({ options }) => options)
    decide.addOption(new Option(`--${id} <answer>`).choices([...new Set(choices.map((option) => option.id))]))
  }
  decide.action((options: { recording: number; note: string } & Record<string, unknown>) =>
    run(async (session) => {
      const given = questions.flatMap((id) => {
        const answer = options[id]
        return typeof answer === 'string' ? [[id, answer] as const] : []
      })
      if (given.length === 0) throw new RefrainError('VALIDATION', `Answer the questions.\n${helpText()}`)
      const input = { recordingId: options.recording, answers: Object.fromEntries(given), note: options.note }
      const decided = await session.withCore(({ call }) => call('isrc.decide', input))
      const conclusions = {
        'new-code': 'It needs a new code.',
        'same-code': 'It keeps the code.',
        'artist-decides': 'You decide.',
      } as const
      session.output.result(decided, [
        conclusions[decided.conclusion],
        decided.rule,
        `Source: ${decided.source}`,
      ])
      return exit.done
    }),
  )
}

function helpText(): string {
  return decisionQuestions
    .map(({ id, text, options, when }) => {
      const condition = when === undefined ? '' : ` (after --change ${Object.values(when).join()})`
      return `  ${text}${condition}\n${options.map((option) => `    --${id} ${option.id.padEnd(12)} ${option.label}`).join('\n')}`
    })
    .join('\n')
}

function five(designation: number): string {
  return String(designation).padStart(5, '0')
}
