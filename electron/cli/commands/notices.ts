import { type Command, Option } from 'commander'
import { resolve } from 'node:path'
import type { Notice } from '../../../shared/contract/notices.ts'
import { type DraftLanguage, draftLanguages } from '../../../shared/domain/notices/drafts/draft-input.ts'
import { type NoticeFormat, noticeFormats } from '../../../shared/domain/notices/exports/formats.ts'
import { type DraftRegime, draftRegimes } from '../../../shared/domain/notices/rules/regimes.ts'
import { idArgument, optionalWords, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { agreedFormat, refuseBadTarget } from '../output-file.ts'
import { UsageError } from '../usage-error.ts'
import { addNoticeCheckCommand } from './notice-check.ts'

interface DraftOptions {
  readonly case: number
  readonly regime?: DraftRegime
  readonly lang?: DraftLanguage
  readonly format?: NoticeFormat
  readonly out?: string
}

interface SignOptions {
  readonly notice: number
  readonly signature: string
  readonly zone?: string
  readonly goodFaith?: boolean
  readonly accurate?: boolean
  readonly complete?: boolean
  readonly capacity?: Capacity
  readonly owner?: string
}

const capacities = ['owner', 'exclusive-licensee', 'agent'] as const
type Capacity = (typeof capacities)[number]

/** notice check, notice draft, notice sign, notice words, notice licenses, notice export, notice form */
export function addNoticeCommands(program: Command, run: Run): void {
  const notice = define(program, 'notice', {
    description: 'drafts; you read, sign and send them yourself',
    examples: ['notice draft --case 2'],
  })
  addNoticeCheckCommand(notice, run)
  addDraft(notice, run)
  addSign(notice, run)
  addLicenses(notice, run)
  addOutgoing(notice, run)
}

function addDraft(notice: Command, run: Run): void {
  define(notice, 'draft', {
    description:
      'draft the notice of a case, or show the draft there is; with --out also write it, once it is complete',
    examples: [
      'notice draft --case 2',
      'notice draft --case 2 --regime eu-dsa-16 --lang de',
      'notice draft --case 2 --format docx --out notice.docx',
    ],
    reports: 'something is still missing; each element says what',
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .addOption(
      new Option(
        '--regime <regime>',
        'the law it follows; what its recipient should get when left out',
      ).choices([...draftRegimes]),
    )
    .addOption(new Option('--lang <language>', 'the language it is written in').choices([...draftLanguages]))
    .addOption(
      new Option('--format <format>', 'the format, where it is to be said').choices([...noticeFormats]),
    )
    .option('--out <file>', 'the file to write; its ending says the format')
    .action((options: DraftOptions) =>
      run(async (session) => {
        const { out, regime, lang } = options
        if (out === undefined && options.format !== undefined)
          throw new UsageError('Say where to write it: --out FILE.')
        const format = out === undefined ? null : agreedFormat(out, options.format, noticeFormats)
        const path = out === undefined ? '' : resolve(out)
        if (format !== null) refuseBadTarget(path)
        const { drafted, written } = await session.withCore(async ({ call }) => {
          const shown = await call('notices.draft', {
            caseId: options.case,
            ...(regime === undefined ? {} : { regime }),
            ...(lang === undefined ? {} : { language: lang }),
          })
          if (format === null) return { drafted: shown, written: null }
          const file = await call('notices.export', { noticeId: shown.id, format, path })
          return { drafted: shown, written: file }
        })
        const letter = written
          ? [`Written ${written.path}, SHA-256 ${written.sha256}`]
          : ['', ...drafted.text.split('\n')]
        session.output.result(written ? { ...drafted, written } : drafted, [
          ...describeNotice(drafted),
          ...letter,
        ])
        return drafted.complete ? exit.done : exit.reported
      }),
    )
}

function addSign(notice: Command, run: Run): void {
  define(notice, 'sign', {
    description: 'state what the law asks and sign; only you can do this',
    examples: [
      'notice sign --notice 1 --signature "Mira Halvorsen" --good-faith --accurate',
      'notice sign --notice 1 --signature "Mira Halvorsen" --complete --capacity agent --owner "Nova Tern"',
    ],
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
    .option('--complete', 'you believe the information to be accurate and complete (Art. 16 DSA)')
    .addOption(
      new Option(
        '--capacity <capacity>',
        'in which capacity you sign; as in your profile when left out',
      ).choices([...capacities]),
    )
    .option('--owner <name>', 'the owner you act for as an agent', words('the owner', 200))
    .option(
      '--zone <zone>',
      'your time zone, e.g. Europe/Berlin: the letter bears the day there; that of this machine when left out',
      words('a time zone', 60),
    )
    .action((options: SignOptions) =>
      run(async (session) => {
        const { capacity, owner, zone } = options
        const choices = {
          goodFaith: options.goodFaith === true,
          accurate: options.accurate === true,
          accurateAndComplete: options.complete === true,
          ...(capacity === undefined ? {} : { role: capacity }),
          ...(owner === undefined ? {} : { owner }),
          ...(zone === undefined ? {} : { zone }),
        }
        const patch = { ...choices, signature: options.signature }
        const signed = await session.withCore(({ call }) =>
          call('notices.update', { noticeId: options.notice, patch }),
        )
        session.output.result(signed, describeNotice(signed))
        return signed.complete ? exit.done : exit.reported
      }),
    )
  define(notice, 'words', {
    description: 'put words of your own into the letter, or take them out; they are checked again',
    examples: ['notice words --notice 1 --text "I wrote to the uploader twice."'],
    reports: 'something is still missing; each element says what',
  })
    .requiredOption('--notice <id>', 'the notice', idArgument)
    .requiredOption('--text <text>', 'your words; empty takes them out', optionalWords(4000))
    .action((options: { notice: number; text: string }) =>
      run(async (session) => {
        const patch = { freeText: options.text }
        const changed = await session.withCore(({ call }) =>
          call('notices.update', { noticeId: options.notice, patch }),
        )
        session.output.result(changed, describeNotice(changed))
        return changed.complete ? exit.done : exit.reported
      }),
    )
}

interface LicenseOptions {
  readonly notice: number
  readonly deny?: string
  readonly allow?: string
}

/** The licenses that label lines name: denied in the letter, or taken to be granted again. */
function addLicenses(notice: Command, run: Run): void {
  define(notice, 'licenses', {
    description:
      'the licenses that label lines name; with --deny the letter says that you granted no such license',
    examples: ['notice licenses --notice 1', 'notice licenses --notice 1 --deny "Quay Records"'],
    reports: 'something is still missing; each element says what',
  })
    .requiredOption('--notice <id>', 'the notice', idArgument)
    .option('--deny <name>', 'to whom you granted none', words('to whom you granted none', 300))
    .option('--allow <name>', 'takes that back', words('whose license is not denied', 300))
    .action(({ notice: noticeId, deny, allow }: LicenseOptions) =>
      run(async (session) => {
        const changed = await session.withCore(async ({ call }) => {
          const before = await call('notices.update', { noticeId, patch: {} })
          const unknown = [deny, allow].find(
            (name) => name !== undefined && !before.labelLicenses.includes(name),
          )
          if (unknown !== undefined)
            throw new UsageError(
              `No label line names a license to “${unknown}”. They name: ${before.labelLicenses.join(', ') || 'none'}.`,
            )
          const denied = (before.details.deniedLicenses ?? []).filter(
            (name) => name !== deny && name !== allow,
          )
          const deniedLicenses = [...denied, ...(deny === undefined ? [] : [deny])]
          return deny === undefined && allow === undefined
            ? before
            : call('notices.update', { noticeId, patch: { details: { deniedLicenses } } })
        })
        const lines = changed.labelLicenses.map(
          (name) =>
            `  ${changed.details.deniedLicenses?.includes(name) === true ? 'denied' : 'open  '}   ${name}`,
        )
        session.output.result(changed, [
          ...describeNotice(changed),
          ...(lines.length === 0 ? [] : ['Licenses:', ...lines]),
        ])
        return changed.complete ? exit.done : exit.reported
      }),
    )
}

function addOutgoing(notice: Command, run: Run): void {
  define(notice, 'export', {
    description: `write the complete notice to a file (${noticeFormats.join(', ')}); refuses while something is missing`,
    examples: ['notice export --notice 1 --out notice.pdf', 'notice export --notice 1 --out notice.eml'],
  })
    .requiredOption('--notice <id>', 'the notice', idArgument)
    .requiredOption('--out <file>', 'the file to write; its ending says the format')
    .addOption(
      new Option('--format <format>', 'the format, where it is to be said').choices([...noticeFormats]),
    )
    .action((options: { notice: number; out: string; format?: NoticeFormat }) =>
      run(async (session) => {
        const path = resolve(options.out)
        const format = agreedFormat(options.out, options.format, noticeFormats)
        refuseBadTarget(path)
        const written = await session.withCore(({ call }) =>
          call('notices.export', { noticeId: options.notice, format, path }),
        )
        session.output.result(written, [`Written ${written.path}, SHA-256 ${written.sha256}`])
        return exit.done
      }),
    )
  define(notice, 'form', {
    description: "the parts of the complete notice for the fields of the provider's web form",
    examples: ['notice form --notice 1'],
  })
    .requiredOption('--notice <id>', 'the notice', idArgument)
    .action((options: { notice: number }) =>
      run(async (session) => {
        const { form, fields, email } = await session.withCore(({ call }) =>
          call('notices.fields', { noticeId: options.notice }),
        )
        session.output.result({ form, email, fields }, [
          form ?? 'No web form of this provider is known.',
          ...fields
            .filter(({ id }) => id !== 'text')
            .flatMap(({ label, value }) => ['', `${label}:`, ...value.split('\n')]),
        ])
        return exit.done
      }),
    )
}

/** What a notice holds and what it lacks. */
export function describeNotice(notice: Notice): string[] {
  const { id, regime, language, complete, proposal, elements, warnings } = notice
  const other =
    proposal.regime === regime
      ? []
      : [`  its recipient should get ${proposal.regime}: ${proposal.regimeReason}`]
  return [
    `Notice ${String(id)} · ${regime} · ${language} · ${complete ? 'complete' : 'incomplete'}`,
    ...other,
    ...elements.map(
      ({ stop, status, title, message }) => `  ${(stop ? 'stop' : status).padEnd(8)} ${title}: ${message}`,
    ),
    ...warnings.map(({ title, message }) => `  to know  ${title}: ${message}`),
  ]
}
