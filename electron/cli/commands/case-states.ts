import { type Command, Option } from 'commander'
import { resolve } from 'node:path'
import type { CaseHistory } from '../../../shared/contract/case-states.ts'
import { type RecordedState, recordedStates } from '../../../shared/domain/cases/case-states.ts'
import { rejectionReason, rejectionReasons } from '../../../shared/domain/cases/rejections.ts'
import { dayArgument, idArgument, optionalWords } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { refuseBadTarget, refuseExisting } from '../output-file.ts'
import { table } from '../output.ts'

interface StateOptions {
  readonly case: number
  readonly to: RecordedState
  readonly on?: string
  readonly reason: string
  readonly note: string
  readonly answer?: string
}

/** Today in UTC, for what is recorded without a day. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

/** case state, case history, case correct, case answer */
export function addCaseStateCommands(cases: Command, run: Run): void {
  define(cases, 'state', {
    description:
      'record what became of a case: acknowledged, removed, rejected, countered, silent, closed, …',
    examples: [
      'case state --case 2 --to rejected --reason not-hosted-there --answer reply.eml --on 2026-11-20',
      'case state --case 2 --to countered --on 2026-11-20 --note "forwarded by the agent"',
    ],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .addOption(new Option('--to <state>', 'the new state').choices([...recordedStates]).makeOptionMandatory())
    .option('--on <day>', 'the day it happened, YYYY-MM-DD; today when left out', dayArgument)
    .addOption(
      new Option('--reason <code>', 'of a rejection')
        .choices(rejectionReasons.map(({ code }) => code))
        .default('', ''),
    )
    .option('--note <text>', 'your own words', optionalWords(5000), '')
    .option('--answer <file>', 'the answer, kept byte for byte')
    .action(({ case: caseId, to: state, on, reason, note, answer }: StateOptions) =>
      run(async (session) => {
        const path = answer === undefined ? null : resolve(answer)
        const history = await session.withCore(({ call }) =>
          call('cases.move', { caseId, state, happenedOn: on ?? today(), reason, note, path }),
        )
        session.output.result(history, describeHistory(history))
        return exit.done
      }),
    )
  define(cases, 'history', {
    description: 'what became of a case, line by line',
    examples: ['case history 2'],
  })
    .argument('<id>', 'the case', idArgument)
    .action((caseId: number) =>
      run(async (session) => {
        const history = await session.withCore(({ call }) => call('cases.history', { caseId }))
        session.output.result(history, describeHistory(history))
        return exit.done
      }),
    )
  define(cases, 'correct', {
    description: 'take back the last change of state, by a further line; nothing is rewritten',
    examples: ['case correct --case 2 --note "was the other case"'],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .option('--note <text>', 'why', optionalWords(5000), '')
    .action(({ case: caseId, note }: { case: number; note: string }) =>
      run(async (session) => {
        const history = await session.withCore(({ call }) => call('cases.correct', { caseId, note }))
        session.output.result(history, describeHistory(history))
        return exit.done
      }),
    )
  define(cases, 'answer', {
    description: 'an answer that was kept with a change of state: its words, or the file itself',
    examples: ['case answer 5', 'case answer 5 --out reply.eml'],
  })
    .argument('<line>', 'the line of the history', idArgument)
    .option('--out <file>', 'write the kept file there')
    .action((eventId: number, { out }: { out?: string }) =>
      run(async (session) => {
        if (out !== undefined) {
          const path = resolve(out)
          refuseBadTarget(path)
          refuseExisting(path)
          await session.withCore(({ call }) => call('cases.answerSave', { eventId, path }))
          session.output.result({ path }, [`Written ${path}`])
          return exit.done
        }
        const answer = await session.withCore(({ call }) => call('cases.answer', { eventId }))
        const words = answer.text ?? 'It is no text. Write it to a file with --out.'
        session.output.result(answer, [answer.fileName, '', ...words.split('\n')])
        return exit.done
      }),
    )
}

function describeHistory({ caseId, state, events, moves }: CaseHistory): string[] {
  const rows = events.map((event) => [
    String(event.id),
    event.happenedOn,
    event.corrects === null ? event.state : `takes back ${String(event.corrects)}`,
    [
      event.corrected ? '(taken back)' : '',
      rejectionReason(event.reason)?.title ?? event.reason,
      event.note,
      event.file === null ? '' : `answer: ${event.file.name}`,
    ]
      .filter(Boolean)
      .join(' · '),
  ])
  return [
    `Case ${String(caseId)} is ${state}.`,
    ...(rows.length === 0 ? [] : table(['LINE', 'DAY', 'STATE', 'NOTE'], rows)),
    `It can become: ${moves.join(', ')}`,
  ]
}
