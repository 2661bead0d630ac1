import type { Command } from 'commander'
import { resolve } from 'node:path'
import type { TimestampAuthority } from '../../../shared/contract/timestamps.ts'
import { idArgument, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { cells } from '../output.ts'

/** timestamps list, authorities, add, remove, run; requests */
export function addTimestampCommands(program: Command, run: Run): void {
  const timestamps = define(program, 'timestamps', {
    description: 'time stamps of independent authorities (RFC 3161)',
    examples: ['timestamps add https://freetsa.org/tsr --root freetsa.pem', 'timestamps run'],
  })
  define(timestamps, 'list', {
    description: 'what is stamped and what waits, newest first',
    examples: ['timestamps list --waiting'],
  })
    .option('--waiting', 'only what is not yet timestamped')
    .option('--subject <subject>', 'only of this, e.g. capture:3', words('a subject', 200))
    .action((options: { waiting?: boolean; subject?: string }) =>
      run(async (session) => {
        const { rows } = await session.withCore(({ call }) =>
          call('timestamps.list', {
            subject: options.subject ?? null,
            waiting: options.waiting === true,
            limit: 500,
          }),
        )
        for (const row of rows) {
          const when = row.stampedAt ?? `not yet timestamped${row.failure === null ? '' : `: ${row.failure}`}`
          session.output.item(row, cells([row.subject, row.authority, when]))
        }
        return exit.done
      }),
    )
  define(timestamps, 'authorities', {
    description: 'who is asked',
    examples: ['timestamps authorities'],
  }).action(() =>
    run(async (session) => {
      const result = await session.withCore(({ call }) => call('timestamps.authorities', {}))
      session.output.result(result, result.authorities.flatMap(describe))
      return exit.done
    }),
  )
  define(timestamps, 'add', {
    description:
      'ask this authority from now on for every capture, every bundle and weekly for the custody log',
    examples: ['timestamps add https://freetsa.org/tsr --root freetsa.pem --name FreeTSA'],
    reports: 'it gave no token yet; it is asked again later',
  })
    .argument('<url>', 'its address')
    .option('--root <file>', 'its root certificate (PEM or DER), which you got from the authority')
    .option('--name <name>', 'what you call it', words('a name', 200))
    .action((url: string, options: { root?: string; name?: string }) =>
      run(async (session) => {
        const added = await session.withCore(({ call }) =>
          call('timestamps.addAuthority', {
            url,
            name: options.name ?? '',
            rootPath: options.root === undefined ? null : resolve(options.root),
          }),
        )
        session.output.result(added, describe(added))
        return added.failure === null ? exit.done : exit.reported
      }),
    )
  define(timestamps, 'remove', {
    description: 'ask this authority no more',
    examples: ['timestamps remove 1'],
  })
    .argument('<id>', 'the authority', idArgument)
    .action((authorityId: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('timestamps.removeAuthority', { authorityId }))
        session.output.result({}, ['Removed. Its time stamps stay.'])
        return exit.done
      }),
    )
  define(timestamps, 'run', {
    description: 'ask now for everything that waits',
    examples: ['timestamps run'],
    reports: 'something is not yet timestamped',
  }).action(() =>
    run(async (session) => {
      const done = await session.withCore(({ call }) => call('timestamps.run', {}))
      session.output.result(done, [`${String(done.stamped)} stamped, ${String(done.waiting)} waiting`])
      return done.waiting === 0 ? exit.done : exit.reported
    }),
  )
  define(program, 'requests', {
    description:
      'what this workspace has asked of servers, newest first; requests of captured pages stand in “capture show”',
    examples: ['requests'],
  }).action(() =>
    run(async (session) => {
      const { rows } = await session.withCore(({ call }) => call('outgoing.list', { limit: 500 }))
      for (const row of rows) {
        const answered =
          row.method === 'DNS' && row.status === 0 ? 'answered' : String(row.status ?? 'no answer')
        const outcome = row.failure ?? answered
        session.output.item(row, cells([row.at, row.purpose, `${row.method} ${row.url}`, outcome]))
      }
      return exit.done
    }),
  )
}

function describe(authority: TimestampAuthority): string[] {
  const root = authority.root ?? 'no root named: its own word'
  return [
    `${String(authority.id)}  ${authority.name}  ${authority.url}`,
    `   Root      ${root}`,
    `   Stamped   ${String(authority.stamped)}, waiting ${String(authority.waiting)}`,
    ...(authority.failure === null ? [] : [`   Problem   ${authority.failure}`]),
  ]
}
