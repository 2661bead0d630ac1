import { type Command, Option } from 'commander'
import { singleAnswers, type TrackFields } from '../../../shared/contract/catalog.ts'
import { idArgument, optionalWords, wholeNumber } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'

interface SetOptions {
  readonly disc?: number
  readonly number?: number
  readonly single?: TrackFields['alsoSingle']
  readonly title?: string
}

/** track set, track remove */
export function addTrackCommands(program: Command, run: Run): void {
  const track = define(program, 'track', {
    description: 'the running order of a release',
    examples: ['track set 3 12 --number 4'],
  })
  define(track, 'set', {
    description: 'put a recording on a release, or change what it is there',
    examples: ['track set 3 12', 'track set 3 12 --disc 2 --number 4 --single yes'],
  })
    .argument('<release>', 'the release', idArgument)
    .argument('<recording>', 'the recording', idArgument)
    .option('--disc <number>', 'which disc', wholeNumber(1, 99))
    .option(
      '--number <number>',
      'its place; at the end when it is new and this is left out',
      wholeNumber(0, 999),
    )
    .addOption(new Option('--single <answer>', 'was it also issued as a single?').choices([...singleAnswers]))
    .option('--title <text>', 'the title on this release, where it differs', optionalWords(500))
    .action((releaseId: number, recordingId: number, options: SetOptions) =>
      run(async (session) => {
        const patch = {
          ...(options.disc === undefined ? {} : { disc: options.disc }),
          ...(options.number === undefined ? {} : { number: options.number }),
          ...(options.single === undefined ? {} : { alsoSingle: options.single }),
          ...(options.title === undefined ? {} : { titleOverride: options.title }),
        }
        const fact = await session.withCore(async ({ call }) => {
          await call('tracks.set', { releaseId, recordingId, patch })
          const { trackFacts } = await call('releases.get', { releaseId })
          return trackFacts.find((track) => track.recordingId === recordingId) ?? null
        })
        const place = fact === null ? '' : ` as ${String(fact.disc)}.${String(fact.number ?? '-')}`
        session.output.result({ releaseId, recordingId, track: fact }, [
          `Recording ${String(recordingId)} is on release ${String(releaseId)}${place}.`,
        ])
        return exit.done
      }),
    )
  define(track, 'remove', {
    description: 'take a recording off a release; the recording stays',
    examples: ['track remove 3 12'],
  })
    .argument('<release>', 'the release', idArgument)
    .argument('<recording>', 'the recording', idArgument)
    .action((releaseId: number, recordingId: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('tracks.remove', { releaseId, recordingId }))
        session.output.result({ releaseId, recordingId, removed: true }, [
          `Recording ${String(recordingId)} is off release ${String(releaseId)}.`,
        ])
        return exit.done
      }),
    )
}
