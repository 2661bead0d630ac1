import { resolve } from 'node:path'
import { existsSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { type AddressKind, addressKinds } from '../../../shared/contract/live-addresses.ts'
import { counted } from '../../../shared/domain/text/counted.ts'
import { idArgument, optionalWords } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { table } from '../output.ts'

interface AddOptions {
  readonly kind?: AddressKind
  readonly note: string
}

/** watch address add, list, remove; watch official */
export function addWatchAddressCommands(watch: Command, run: Run): void {
  const address = define(watch, 'address', {
    description: 'pages, feeds, sitemaps, torrents, magnet links and folders to be looked at',
    examples: ['watch address list'],
  })
  define(address, 'add', {
    description: 'look at these from now on',
    examples: [
      'watch address add https://blog.example/feed.xml',
      'watch address add ./torrents --kind folder',
    ],
    reports: 'some could not be added; the others were',
  })
    .argument('<address...>', 'web addresses, magnet links, files or folders')
    .addOption(
      new Option('--kind <kind>', 'what they are; left out: by how they are written').choices([
        ...addressKinds,
      ]),
    )
    .option('--note <text>', 'why', optionalWords(500), '')
    .action((values: string[], { kind, note }: AddOptions) =>
      run(async (session) => {
        const addresses = values.map((value) => ({
          value: existsSync(value) ? resolve(value) : value,
          kind: kind ?? null,
          note,
        }))
        const done = await session.withCore(({ call }) => call('live.addAddresses', { addresses }))
        for (const { value, message } of done.refused) session.output.note(`${value}: ${message}`)
        session.output.result(done, [
          ...done.added.map((one) => `${String(one.id)}  ${one.kind}  ${one.value}`),
          `${String(done.added.length)} added, ${String(done.known)} known already.`,
        ])
        return done.refused.length === 0 ? exit.done : exit.reported
      }),
    )
  define(address, 'list', { description: 'what is looked at', examples: ['watch address list'] }).action(() =>
    run(async (session) => {
      const { addresses } = await session.withCore(({ call }) => call('live.addresses', {}))
      const rows = addresses.map((one) => [
        ...[String(one.id), one.kind, one.value, one.lastLookedAt ?? 'never'],
        ...[String(one.listings), one.problem?.message ?? ''],
      ])
      session.output.result(
        addresses,
        table(['ID', 'KIND', 'ADDRESS', 'LAST LOOK', 'LISTINGS', 'PROBLEM'], rows),
      )
      return exit.done
    }),
  )
  define(address, 'remove', {
    description: 'look at it no more; what was found there stays',
    examples: ['watch address remove 3'],
  })
    .argument('<id>', 'the address', idArgument)
    .action((addressId: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('live.removeAddress', { addressId }))
        session.output.result({}, ['Removed. What was found there stays.'])
        return exit.done
      }),
    )
  addOfficial(watch, run)
}

function addOfficial(watch: Command, run: Run): void {
  define(watch, 'official', {
    description:
      'your own pages and channels, and your distributor’s label line: what stands there is never reported',
    examples: [
      'watch official https://soundcloud.com/luna-vale https://lunavale.example --dry-run',
      'watch official "℗ 2026 Northlight Records"',
    ],
    reports: 'some could not be used; the others were',
  })
    .argument('<link...>', 'links, or the label line')
    .option('--dry-run', 'only say what they would authorize')
    .action((links: string[], { dryRun }: { readonly dryRun?: boolean }) =>
      run(async (session) => {
        const { read, done } = await session.withCore(async ({ call }) => {
          const { links: said } = await call('live.readLinks', { links })
          const rules = said.flatMap(({ link, proposals }) =>
            proposals
              .filter(({ recommended }) => recommended)
              .map(({ kind, value }) => ({ kind, value, note: `Official: ${link}`.slice(0, 500) })),
          )
          const skip = dryRun === true || rules.length === 0
          return { read: said, done: skip ? null : await call('live.acceptLinks', { rules }) }
        })
        for (const { link, refusal } of read) if (refusal !== null) session.output.note(`${link}: ${refusal}`)
        session.output.result({ links: read, done }, [
          ...read.flatMap(({ proposals }) => proposals.map(({ words }) => `Authorizes ${words}.`)),
          ...(done === null
            ? []
            : [
                `${counted(done.created, 'rule', 'rules')} made, ${counted(done.settled, 'finding', 'findings')} settled.`,
              ]),
        ])
        return read.every(({ refusal }) => refusal === null) ? exit.done : exit.reported
      }),
    )
}
