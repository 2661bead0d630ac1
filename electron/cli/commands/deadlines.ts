import type { Command } from 'commander'
import { resolve } from 'node:path'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { formatByEnding, refuseBadTarget } from '../output-file.ts'
import { table } from '../output.ts'

/** deadlines */
export function addDeadlineCommands(program: Command, run: Run): void {
  define(program, 'deadlines', {
    description: 'what is due in your cases and for your releases, the soonest first',
    examples: ['deadlines', 'deadlines --ics deadlines.ics', 'deadlines --case 2 --json'],
    reports: 'something is overdue or due today',
  })
    .option('--case <id>', 'only of this case', idArgument)
    .option('--ics <file>', 'also write them as a calendar file')
    .action((options: { case?: number; ics?: string }) =>
      run(async (session) => {
        const caseId = options.case ?? null
        const path = options.ics === undefined ? null : resolve(options.ics)
        if (path !== null) {
          formatByEnding('--ics', path, ['ics'])
          refuseBadTarget(path)
        }
        const found = await session.withCore(async ({ call }) => {
          if (path !== null) await call('deadlines.export', { caseId, path })
          return call('deadlines.list', { caseId })
        })
        const rows = found.deadlines.map((deadline) => [
          deadline.day,
          deadline.stand,
          deadline.caseId === null ? '' : String(deadline.caseId),
          deadline.about,
          deadline.calendar === null
            ? deadline.title
            : `${deadline.title} (calendar: ${deadline.calendar.name})`,
        ])
        session.output.result(found, [
          ...(rows.length === 0
            ? ['Nothing is due.']
            : table(['DAY', 'STAND', 'CASE', 'ABOUT', 'WHAT'], rows)),
          ...(path === null ? [] : [`Written ${path}`]),
        ])
        const pressing = found.deadlines.some(({ stand }) => stand === 'overdue' || stand === 'today')
        return pressing ? exit.reported : exit.done
      }),
    )
}
