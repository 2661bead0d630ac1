import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import type { LiveRun, LiveSource } from '../../../shared/contract/live.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { cells, table } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import { addWatchAddressCommands } from './watch-addresses.ts'
import { addWatchListingCommands } from './watch-listings.ts'
import { addWatchStateCommands } from './watch-state.ts'

const hour = 60 * 60 * 1000

interface SetOptions {
  readonly on?: boolean
  readonly off?: boolean
  readonly every?: number
  readonly base?: string
  readonly ownAddress?: boolean
}

/** watch run, list, show, sources, runs, set, key, address, official, status, settings, weeks, places, removals */
export function addWatchCommands(program: Command, run: Run): void {
  const watch = define(program, 'watch', {
    description: 'live sources: what they show of your recordings now',
    examples: ['watch sources', 'watch set deezer --on --every 7d', 'watch run'],
  })
  addRun(watch, run)
  addSources(watch, run)
  addKey(watch, run)
  addWatchListingCommands(watch, run)
  addWatchAddressCommands(watch, run)
  addWatchStateCommands(watch, run)
}

function addRun(watch: Command, run: Run): void {
  define(watch, 'run', {
    description: 'look now at all sources that are on, or at one; Ctrl-C stops, what was asked is kept',
    examples: ['watch run', 'watch run --source deezer', 'watch run --due'],
    reports: 'something new was found',
  })
    .option('--source <id>', 'only this source, as “watch sources” shows it')
    .option('--due', 'only what is due, as the schedule would')
    .action(({ source, due }: { readonly source?: string; readonly due?: boolean }) =>
      run(async (session) => {
        const began = new Date().toISOString()
        const { result, problems, found } = await session.withCore(async ({ call, finish }) => {
          const { jobId } = await call('live.run', { sourceId: source ?? null, dueOnly: due ?? false })
          const job = await finish(jobId)
          const { sources } = await call('live.sources', {})
          const page = await call('findings.list', {
            filter: { since: began, state: 'new' },
            sort: 'found',
            limit: 500,
          })
          const asked = sources.filter(
            ({ id, enabled }) => enabled && (source === undefined || id === source),
          )
          return {
            result: job.result,
            problems: asked.flatMap(({ problem }) => (problem === null ? [] : [problem.message])),
            found: page.rows,
          }
        })
        for (const problem of problems) session.output.note(problem)
        const lines = found.map((row) => cells([row.recordingTitle, row.locator, row.reasons.join('; ')]))
        session.output.result({ result, problems, findings: found }, [
          ...lines,
          found.length === 0 ? 'Nothing new.' : `${String(found.length)} new.`,
        ])
        return found.length === 0 ? exit.done : exit.reported
      }),
    )
}

function addSources(watch: Command, run: Run): void {
  define(watch, 'sources', {
    description: 'the sources, how they are set and how their last visit went',
    examples: ['watch sources', 'watch sources --json'],
  }).action(() =>
    run(async (session) => {
      const { sources } = await session.withCore(({ call }) => call('live.sources', {}))
      const head = ['ID', 'NAME', 'ON', 'KEY', 'EVERY', 'LAST VISIT', 'UNITS TODAY', 'LISTINGS', 'NEW']
      session.output.result(sources, [
        ...table(head, sources.map(sourceCells)),
        ...sources.flatMap(({ problem }) => (problem === null ? [] : [problem.message])),
      ])
      return exit.done
    }),
  )
  define(watch, 'runs', {
    description: 'the last visits to a source, newest first',
    examples: ['watch runs deezer'],
  })
    .argument('<source>', 'the source')
    .action((sourceId: string) =>
      run(async (session) => {
        const { runs } = await session.withCore(({ call }) => call('live.runs', { sourceId }))
        session.output.result(
          runs,
          table(['BEGAN', 'ENDED', 'ASKED', 'LISTINGS', 'NEW', 'PROBLEM'], runs.map(runCells)),
        )
        return exit.done
      }),
    )
  define(watch, 'set', {
    description: 'switch a source on or off, and say how often and where it is asked',
    examples: [
      'watch set deezer --on',
      'watch set youtube --on --every 7d',
      'watch set searxng --base https://search.example',
    ],
  })
    .argument('<source>', 'the source')
    .option('--on', 'look at it')
    .option('--off', 'do not look at it')
    .option('--every <time>', 'how often, e.g. 12h or 7d', intervalArgument)
    .option('--base <url>', 'your own address of it')
    .option('--own-address', 'back to the source’s own address')
    .action((sourceId: string, { on, off, every, base, ownAddress }: SetOptions) =>
      run(async (session) => {
        if (on === true && off === true)
          throw new UsageError('A source is either on or off: give one of both.')
        const source = await session.withCore(({ call }) =>
          call('live.setSource', {
            sourceId,
            ...(on === true ? { enabled: true } : off === true ? { enabled: false } : {}),
            ...(every === undefined ? {} : { intervalMs: every }),
            ...(ownAddress === true ? { base: null } : base === undefined ? {} : { base }),
          }),
        )
        session.output.result(source, [sourceCells(source).join('  ')])
        return exit.done
      }),
    )
}

function addKey(watch: Command, run: Run): void {
  define(watch, 'key', {
    description: 'keep your key for a source in the system’s secret store, or remove it',
    examples: ['watch key youtube --file key.txt', 'watch key youtube --remove'],
  })
    .argument('<source>', 'the source')
    .option('--file <file>', 'file with the key on its first line; - reads standard input')
    .option('--remove', 'forget the key')
    .action((sourceId: string, { file, remove }: { readonly file?: string; readonly remove?: boolean }) =>
      run(async (session) => {
        if ((file === undefined) === (remove !== true))
          throw new UsageError('Give either --file or --remove.')
        const source = await session.withCore(({ call }) =>
          file === undefined
            ? call('live.removeKey', { sourceId })
            : call('live.setKey', { sourceId, key: keyIn(file) }),
        )
        session.output.result(source, [
          source.key.state === 'set' ? 'The key is kept.' : 'There is no key of this source now.',
        ])
        return exit.done
      }),
    )
}

function keyIn(file: string): string {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (cause) {
    const message = `“${file}” is not there, or may not be read with your rights. Nothing was changed.`
    throw new RefrainError('FILE_UNREADABLE', message, undefined, { cause })
  }
  const key = text.split(/\r?\n/, 1)[0]?.trim() ?? ''
  if (key !== '') return key
  throw new RefrainError('FILE_EMPTY', `“${file}” holds no key on its first line. Nothing was changed.`)
}

function intervalArgument(text: string): number {
  const [, amount, unit] = /^(\d{1,4})([hd])$/.exec(text.trim()) ?? []
  if (amount === undefined) throw new InvalidArgumentError('expected are hours or days, e.g. 12h or 7d')
  return Number(amount) * (unit === 'd' ? 24 * hour : hour)
}

function sourceCells(source: LiveSource): string[] {
  const { budget, intervalMs, lastRun } = source
  const days = intervalMs / (24 * hour)
  return [
    source.id,
    source.name,
    source.enabled ? 'on' : 'off',
    source.key.needs === 'none' ? '' : source.key.state,
    Number.isInteger(days) ? `${String(days)}d` : `${String(Math.round(intervalMs / hour))}h`,
    lastRun === null ? 'never' : (lastRun.endedAt ?? lastRun.startedAt),
    budget.perDay === null ? String(budget.spent) : `${String(budget.spent)} of ${String(budget.perDay)}`,
    String(source.listings),
    String(source.newFindings),
  ]
}

function runCells({ startedAt, endedAt, looks, listings, newFindings, problem }: LiveRun): string[] {
  const counts = [looks, listings, newFindings].map(String)
  return [startedAt, endedAt ?? 'not ended', ...counts, problem?.message ?? '']
}
