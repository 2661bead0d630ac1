import { type Command, Option } from 'commander'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import { type Profile, roles } from '../../../shared/contract/profile.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { exit, type ExitCode } from '../exit.ts'
import { allocateRelease } from './isrc.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'
import { idArgument } from '../arguments.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>

/** profile show, profile set, isrc block, isrc allocate, isrc void, isrc ledger */
export function addProfileCommands(program: Command, run: Run): void {
  const profile = program.command('profile').description('who claims')
  profile
    .command('show')
    .description('the rights-holder as notices will name them')
    .action(() =>
      run(async (session) => {
        const { profile: current } = await session.withCore(({ call }) => call('profile.get', {}))
        session.output.result(
          current,
          current === null
            ? ['No profile yet.']
            : Object.entries(current).map(([field, value]) => `${field.padEnd(12)} ${value}`),
        )
        return exit.done
      }),
    )
  profile
    .command('set')
    .description('change the fields given')
    .option('--legal-name <name>')
    .option('--artist-name <name>')
    .option('--company <name>')
    .option('--address <text>')
    .option('--country <name>')
    .option('--email <address>')
    .option('--phone <number>')
    .option('--website <url>')
    .addOption(new Option('--role <role>').choices([...roles]))
    .action((options: Partial<Profile>) =>
      run(async (session) => {
        const saved = await session.withCore(async ({ call }) => {
          await call('profile.save', options)
          return call('profile.get', {})
        })
        session.output.result(saved.profile, ['Profile saved.'])
        return exit.done
      }),
    )
  addIsrcCommands(program, run)
}

function addIsrcCommands(program: Command, run: Run): void {
  const isrc = program.command('isrc').description('codes for recordings')
  isrc
    .command('block')
    .description('register the prefix and range an ISRC agency gave you')
    .requiredOption('--prefix <prefix>', 'five characters, e.g. QZABC')
    .option('--from <number>', 'first designation code', '0')
    .option('--to <number>', 'last designation code', '99999')
    .option('--note <text>', 'where it comes from', '')
    .option('--years <from-to>', 'years in which codes may be assigned from it, e.g. 2026-2030')
    .action((options: { prefix: string; from: string; to: string; note: string; years?: string }) =>
      run(async (session) => {
        const input = {
          prefix: options.prefix,
          from: Number(options.from),
          to: Number(options.to),
          note: options.note,
          ...readYears(options.years),
        }
        const added = await session.withCore(({ call }) => call('isrc.blockAdd', input))
        session.output.result(added, [`Block ${String(added.blockId)} registered.`])
        return exit.done
      }),
    )
  isrc
    .command('allocate')
    .description('give a recording the next free code')
    .option('--recording <id>', 'the recording', idArgument)
    .option('--release <id>', 'every track of a release that has none, all or none', idArgument)
    .option('--block <id>', 'the block to take it from', idArgument)
    .option('--dry-run', 'with --release: show which code each track would get')
    .action((options: { recording?: number; release?: number; block?: number; dryRun?: boolean }) =>
      run(async (session) => {
        const { recording, release, ...others } = options
        if (release !== undefined) return allocateRelease(session, { release, ...others })
        if (recording === undefined) {
          throw new RefrainError('VALIDATION', 'Name the recording (--recording) or the release (--release).')
        }
        const input = { recordingId: recording, blockId: options.block ?? null }
        const allocated = await session.withCore(({ call }) => call('isrc.allocate', input))
        session.output.result(allocated, [allocated.isrc])
        return exit.done
      }),
    )
  isrc
    .command('void')
    .description('take a code out of use for ever')
    .argument('<isrc>')
    .requiredOption('--reason <text>')
    .action((code: string, options: { reason: string }) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('isrc.void', { isrc: code, reason: options.reason }))
        session.output.result({ isrc: code, voided: true }, [
          `${code} is void and will never be assigned again.`,
        ])
        return exit.done
      }),
    )
  isrc
    .command('ledger')
    .description('every code ever handed out, newest first')
    .action(() =>
      run(async (session) => {
        await session.withCore(async ({ call }) => {
          const entries = []
          let beforeSeq: number | null = null
          do {
            const page: ProcedureOutput<'isrc.ledger'> = await call('isrc.ledger', { limit: 500, beforeSeq })
            entries.push(...page.entries)
            beforeSeq = page.entries.length === 500 ? (page.entries.at(-1)?.seq ?? null) : null
          } while (beforeSeq !== null)
          const rows = entries.map((entry) => [
            String(entry.seq),
            entry.isrc,
            entry.state,
            entry.at,
            entry.recordingTitle ?? '',
            entry.reason,
          ])
          session.output.result(entries, table(['NO', 'ISRC', 'STATE', 'AT', 'RECORDING', 'REASON'], rows))
        })
        return exit.done
      }),
    )
}

/** `2026-2030`, `2026-` or `-2030`. */
function readYears(text: string | undefined): { yearFrom: number | null; yearTo: number | null } {
  if (text === undefined) return { yearFrom: null, yearTo: null }
  const match = /^(\d{4})?-(\d{4})?$/.exec(text.trim())
  if (!match) throw new RefrainError('VALIDATION', 'Write the years as 2026-2030, 2026- or -2030.')
  const year = (part: string | undefined) => (part === undefined ? null : Number(part))
  return { yearFrom: year(match[1]), yearTo: year(match[2]) }
}
