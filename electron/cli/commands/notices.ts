import { type Command, Option } from 'commander'
import { resolve } from 'node:path'
import type { Notice } from '../../../shared/contract/cases.ts'
import { idArgument, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { agreedFormat, refuseBadTarget } from '../output-file.ts'
import { addNoticeCheckCommand } from './notice-check.ts'

const formats = ['txt', 'pdf'] as const
type Format = (typeof formats)[number]

interface SignOptions {
  readonly notice: number
  readonly signature: string
  readonly goodFaith?: boolean
  readonly accurate?: boolean
}

/** notice check, notice draft, notice sign, notice export */
export function addNoticeCommands(program: Command, run: Run): void {
  const notice = define(program, 'notice', {
    description: 'drafts; you read, sign and send them yourself',
    examples: ['notice draft --case 2'],
  })
  addNoticeCheckCommand(notice, run)
  define(notice, 'draft', {
    description: 'draft the notice of a case, or show the draft there is',
    examples: ['notice draft --case 2'],
    reports: 'something is still missing; each element says what',
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .addOption(
      new Option('--regime <regime>', 'the law it follows').choices(['us-512c3']).default('us-512c3'),
    )
    .action((options: { case: number; regime: 'us-512c3' }) =>
      run(async (session) => {
        const drafted = await session.withCore(({ call }) =>
          call('notices.draft', { caseId: options.case, regime: options.regime }),
        )
        session.output.result(drafted, [...describeNotice(drafted), '', ...drafted.text.split('\n')])
        return drafted.complete ? exit.done : exit.reported
      }),
    )
  define(notice, 'sign', {
    description: 'state what the law asks and sign; only you can do this',
    examples: ['notice sign --notice 1 --signature "Mira Halvorsen" --good-faith --accurate'],
    reports: 'something is still missing; each element says what',
  })
    .requiredOption('--notice <id>', 'the notice', idArgument)
    .requiredOption('--signature <name>', 'your full legal name', words('your full legal name', 200))
    .option(
      '--good-faith',
      'you believe in good faith that the use is not authorized by you, your agent or the law',
    )
    .option(
      '--accurate',
      'the information is accurate and, under penalty of perjury, you are authorized to act',
    )
    .action((options: SignOptions) =>
      run(async (session) => {
        const patch = {
          signature: options.signature,
          goodFaith: options.goodFaith === true,
          accurate: options.accurate === true,
        }
        const signed = await session.withCore(({ call }) =>
          call('notices.update', { noticeId: options.notice, patch }),
        )
        session.output.result(signed, describeNotice(signed))
        return signed.complete ? exit.done : exit.reported
      }),
    )
  define(notice, 'export', {
    description: 'write the complete notice to a file, .txt or .pdf; refuses while something is missing',
    examples: ['notice export --notice 1 --out notice.pdf'],
  })
    .requiredOption('--notice <id>', 'the notice', idArgument)
    .requiredOption('--out <file>', 'the file to write; its ending says the format')
    .addOption(new Option('--format <format>', 'the format, where it is to be said').choices([...formats]))
    .action((options: { notice: number; out: string; format?: Format }) =>
      run(async (session) => {
        const path = resolve(options.out)
        const format = agreedFormat(options.out, options.format, formats)
        refuseBadTarget(path)
        const written = await session.withCore(({ call }) =>
          call('notices.export', { noticeId: options.notice, format, path }),
        )
        session.output.result(written, [`Written ${written.path}, SHA-256 ${written.sha256}`])
        return exit.done
      }),
    )
}

/** What a notice holds and what it lacks. */
export function describeNotice(notice: Notice): string[] {
  return [
    `Notice ${String(notice.id)} · ${notice.regime} · ${notice.complete ? 'complete' : 'incomplete'}`,
    ...notice.elements.map((element) => `  ${element.status.padEnd(8)} ${element.title}: ${element.message}`),
  ]
}
