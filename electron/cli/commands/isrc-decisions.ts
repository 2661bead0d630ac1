import { type Command, Option } from 'commander'
import { decisionQuestions } from '../../../shared/domain/identifiers/isrc-decision.ts'
import { idArgument, optionalWords } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'

type DecideOptions = { readonly recording: number; readonly note: string } & Readonly<Record<string, unknown>>

const questions = [...new Set(decisionQuestions.map(({ id }) => id))]

const conclusions = {
  'new-code': 'It needs a new code.',
  'same-code': 'It keeps the code.',
  'artist-decides': 'You decide.',
} as const

/** isrc decide, isrc decisions */
export function addDecisionCommands(isrc: Command, run: Run): void {
  const decide = define(isrc, 'decide', {
    description: 'does this version need a new code? Records the answers and the rule they lead to',
    examples: [exampleOf('isrc decide --recording 12')],
  })
    .requiredOption('--recording <id>', 'the version in question', idArgument)
    .option('--note <text>', 'what else there is to say', optionalWords(1000), '')
    .addHelpText('after', () => `\nAnswers:\n${answersText()}`)
  for (const id of questions) {
    const choices = decisionQuestions.filter((one) => one.id === id).flatMap(({ options }) => options)
    decide.addOption(
      new Option(`--${id} <answer>`, 'the answer; see below').choices([
        ...new Set(choices.map((option) => option.id)),
      ]),
    )
  }
  decide.action((options: DecideOptions) => run((session) => recordDecision(session, options)))
  define(isrc, 'decisions', {
    description: 'what was decided about the code of a recording, and by which rule',
    examples: ['isrc decisions --recording 12'],
  })
    .requiredOption('--recording <id>', 'the recording', idArgument)
    .action((options: { recording: number }) =>
      run(async (session) => {
        const input = { recordingId: options.recording }
        const { decisions } = await session.withCore(({ call }) => call('isrc.decisions', input))
        const rows = decisions.map(({ decidedAt, conclusion, rule, note }) => [
          decidedAt,
          conclusion,
          rule,
          note,
        ])
        session.output.result(decisions, table(['AT', 'CONCLUSION', 'RULE', 'NOTE'], rows))
        return exit.done
      }),
    )
}

async function recordDecision(session: Session, options: DecideOptions): Promise<ExitCode> {
  const given = questions.flatMap((id) => {
    const answer = options[id]
    return typeof answer === 'string' ? [[id, answer] as const] : []
  })
  if (given.length === 0)
    throw new UsageError(`Answer the questions: ${questions.map((id) => `--${id}`).join(', ')}.`)
  const input = { recordingId: options.recording, answers: Object.fromEntries(given), note: options.note }
  const decided = await session.withCore(({ call }) => call('isrc.decide', input))
  session.output.result(decided, [conclusions[decided.conclusion], decided.rule, `Source: ${decided.source}`])
  return exit.done
}

/** The first question answered with its first answer. */
function exampleOf(begin: string): string {
  const [first] = decisionQuestions
  const answer = first?.options[0]
  return first === undefined || answer === undefined ? begin : `${begin} --${first.id} ${answer.id}`
}

function answersText(): string {
  return decisionQuestions
    .map(({ id, text, options, when }) => {
      const condition = when === undefined ? '' : ` (after --change ${Object.values(when).join()})`
      const answers = options.map((option) => `    --${id} ${option.id.padEnd(12)} ${option.label}`)
      return [`  ${text}${condition}`, ...answers].join('\n')
    })
    .join('\n')
}
