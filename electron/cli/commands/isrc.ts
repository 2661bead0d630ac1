import type { Command } from 'commander'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import { parsePrefixCode } from '../../../shared/domain/identifiers/isrc-allocation.ts'
import { parseIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import {
  idArgument,
  optionalWords,
  requiredAs,
  wholeNumber,
  words,
  type Years,
  yearsArgument,
} from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'
import { addAssignmentCommands } from './isrc-assignment.ts'
import { addDecisionCommands } from './isrc-decisions.ts'

const lastDesignation = 99_999

interface BlockOptions {
  readonly prefix: string
  readonly from: number
  readonly to: number
  readonly note: string
  readonly years: Years
}

/** isrc block, isrc blocks, isrc remove-block, isrc void, isrc ledger, and what hands codes out and decides about them */
export function addIsrcCommands(program: Command, run: Run): void {
  const isrc = define(program, 'isrc', {
    description: 'codes for recordings',
    examples: ['isrc block --prefix QZABC', 'isrc allocate --recording 12'],
  })
  addBlockCommands(isrc, run)
  addAssignmentCommands(isrc, run)
  addDecisionCommands(isrc, run)
  define(isrc, 'void', {
    description: 'take a code out of use for ever',
    examples: ['isrc void QZ-ABC-26-00001 --reason "assigned to the wrong mix"'],
  })
    .argument('<isrc>', 'the code', requiredAs('an ISRC', parseIsrc))
    .requiredOption(
      '--reason <text>',
      'why; kept in the ledger',
      words('the reason, which the ledger keeps', 500),
    )
    .action((code: string, options: { reason: string }) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('isrc.void', { isrc: code, reason: options.reason }))
        session.output.result({ isrc: code, voided: true }, [
          `${code} is void and will never be assigned again.`,
        ])
        return exit.done
      }),
    )
  define(isrc, 'ledger', {
    description: 'every code ever handed out, newest first',
    examples: ['isrc ledger'],
  }).action(() => run(showLedger))
}

function addBlockCommands(isrc: Command, run: Run): void {
  define(isrc, 'block', {
    description: 'register the prefix and range an ISRC agency gave you',
    examples: [
      'isrc block --prefix QZABC',
      'isrc block --prefix QZABC --from 100 --to 199 --note "US agency, 2024"',
      'isrc block --prefix QZABC --years 2026-2030',
    ],
  })
    .requiredOption(
      '--prefix <prefix>',
      'five characters, e.g. QZABC',
      requiredAs('a prefix code', parsePrefixCode),
    )
    .option('--from <number>', 'first designation code', wholeNumber(0, lastDesignation), 0)
    .option('--to <number>', 'last designation code', wholeNumber(0, lastDesignation), lastDesignation)
    .option('--note <text>', 'where it comes from', optionalWords(500), '')
    .option(
      '--years <from-to>',
      'years in which codes may be assigned from it, e.g. 2026-2030',
      yearsArgument,
      { yearFrom: null, yearTo: null },
    )
    .action(({ prefix, from, to, note, years }: BlockOptions) =>
      run(async (session) => {
        const input = { prefix, from, to, note, ...years }
        const added = await session.withCore(({ call }) => call('isrc.blockAdd', input))
        session.output.result(added, [`Block ${String(added.blockId)} registered.`])
        return exit.done
      }),
    )
  define(isrc, 'blocks', {
    description: 'your allocations, what is used of them this year, and what comes next',
    examples: ['isrc blocks'],
  }).action(() =>
    run(async (session) => {
      const { blocks } = await session.withCore(({ call }) => call('isrc.blocks', {}))
      const rows = blocks.map((block) => [
        String(block.id),
        block.prefix,
        rangeOf(block),
        block.yearFrom === null && block.yearTo === null
          ? 'any'
          : `${String(block.yearFrom ?? '')}–${String(block.yearTo ?? '')}`,
        String(block.usedThisYear),
        String(block.remainingThisYear),
        block.nextIsrc ?? '-',
        block.note,
      ])
      for (const block of blocks.filter(({ nearlyUsed }) => nearlyUsed)) {
        session.output.note(
          `Nine tenths of ${block.prefix} ${rangeOf(block)} are used this year. Ask your agency for another allocation.`,
        )
      }
      const columns = ['ID', 'PREFIX', 'RANGE', 'YEARS', 'USED', 'LEFT', 'NEXT', 'NOTE']
      session.output.result(blocks, table(columns, rows))
      return exit.done
    }),
  )
  define(isrc, 'remove-block', {
    description: 'take back a block no code was assigned from',
    examples: ['isrc remove-block 2'],
  })
    .argument('<id>', 'the block', idArgument)
    .action((blockId: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('isrc.blockRemove', { blockId }))
        session.output.result({ blockId, removed: true }, [`Block ${String(blockId)} is removed.`])
        return exit.done
      }),
    )
}

async function showLedger(session: Session): Promise<ExitCode> {
  await session.withCore(async ({ call }) => {
    const entries: ProcedureOutput<'isrc.ledger'>['entries'] = []
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
}

function rangeOf({ from, to }: { readonly from: number; readonly to: number }): string {
  return `${String(from)}–${String(to)}`
}
