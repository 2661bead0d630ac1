import { type Command, Option } from 'commander'
import { partyKinds } from '../../../shared/contract/parties.ts'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import { completedShares, formatShare, parseShare, splitEvenly } from '../../../shared/domain/rights/share.ts'
import {
  rightKinds,
  type RightKind,
  splitStates,
  type SplitState,
} from '../../../shared/domain/rights/splits.ts'
import { parseTerritory } from '../../../shared/domain/rights/territory.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { table } from '../output.ts'
import type { OpenCore } from '../session.ts'
import { type SubjectArgument, subjectArgument } from '../subjects.ts'
import { UsageError } from '../usage-error.ts'

type SplitSubject = SubjectArgument<'recording' | 'work'>

interface SplitOptions {
  readonly right: RightKind
  readonly state: SplitState
  readonly territory: string
  readonly from?: string
  readonly to?: string
  readonly document?: number
  readonly kind: (typeof partyKinds)[number]
  readonly replaceDraft?: boolean
}

/** split list, split set */
export function addSplitCommands(program: Command, run: Run): void {
  const split = define(program, 'split', {
    description: 'who owns which share',
    examples: ['split list recording:3'],
  })
  define(split, 'list', {
    description: 'the shares of a recording or a work',
    examples: ['split list recording:3'],
  })
    .argument('<subject>', 'recording:ID or work:ID', subjectArgument(['recording', 'work']))
    .action((subject: SubjectArgument<'recording' | 'work'>) =>
      run(async (session) => {
        const { splits } = await session.withCore(({ call }) => call('rights.get', { subject }))
        const lines = splits.flatMap((set) =>
          set.lines.map(({ name, share }) => [
            set.rightKind,
            set.state,
            set.territory,
            `${set.validFrom ?? ''}..${set.validTo ?? ''}`,
            formatShare(share),
            name,
          ]),
        )
        session.output.result(
          splits,
          table(['RIGHT', 'STATE', 'TERRITORY', 'PERIOD', 'SHARE', 'PARTY'], lines),
        )
        return exit.done
      }),
    )
  addSplitSet(split, run)
}

function addSplitSet(split: Command, run: Run): void {
  define(split, 'set', {
    description: 'put shares on record: NAME=SHARE …, or names alone to divide evenly',
    examples: [
      'split set recording:3 "Mira Halvorsen=50" "Oskar Vane=50" --state agreed',
      'split set work:1 Mira Oskar Tam --right performance',
    ],
  })
    .argument('<subject>', 'recording:ID or work:ID', subjectArgument(['recording', 'work']))
    .argument('<share...>', '“Vela=33 1/3” or “Vela”')
    .addOption(new Option('--right <right>').choices([...rightKinds]).default('master'))
    .addOption(new Option('--state <state>').choices([...splitStates]).default('draft'))
    .addOption(
      new Option('--kind <kind>', 'of parties that are new').choices([...partyKinds]).default('person'),
    )
    .option('--territory <code>', 'ISO 3166-1, or WW for the world', 'WW')
    .option('--from <date>', 'first day, YYYY-MM-DD')
    .option('--to <date>', 'last day, YYYY-MM-DD')
    .option('--document <id>', 'the document that proves it', idArgument)
    .option(
      '--replace-draft',
      'replace the draft of the same right, territory and period; without it such a draft stays and nothing is written',
    )
    .action((subject: SplitSubject, given: readonly string[], options: SplitOptions) =>
      run(async (session) => {
        const { sets } = await session.withCore((core) => setShares(core, subject, given, options))
        session.output.result(sets, ['Shares are on record.'])
        return exit.done
      }),
    )
}

async function setShares(
  core: OpenCore,
  subject: SplitSubject,
  given: readonly string[],
  options: SplitOptions,
): Promise<ProcedureOutput<'splits.set'>> {
  const place = {
    territory: options.territory,
    validFrom: options.from ?? null,
    validTo: options.to ?? null,
  }
  const shares = readShares(given).map(({ name, share }) => ({ party: { name, kind: options.kind }, share }))
  if (options.state === 'draft' && options.replaceDraft !== true) {
    const { splits } = await core.call('rights.get', { subject })
    refuseReplacement(splits, options.right, place)
  }
  return core.call('splits.set', {
    subject,
    rightKind: options.right,
    state: options.state,
    ...place,
    documentId: options.document ?? null,
    shares,
    replaces: options.replaceDraft === true ? { ...place, state: 'draft' } : null,
  })
}

/** @throws RefrainError CONFLICT when there is a draft that the new one would take the place of. */
function refuseReplacement(
  sets: ProcedureOutput<'rights.get'>['splits'],
  right: RightKind,
  place: { readonly territory: string; readonly validFrom: string | null; readonly validTo: string | null },
): void {
  const reading = parseTerritory(place.territory)
  const territory = reading.status === 'valid' ? reading.value : place.territory
  const draft = sets.find(
    (set) =>
      set.state === 'draft' &&
      set.rightKind === right &&
      set.territory === territory &&
      set.validFrom === place.validFrom &&
      set.validTo === place.validTo,
  )
  if (draft === undefined) return
  const known = draft.lines.map(({ name, share }) => `${name} ${formatShare(share)}`).join(', ')
  throw new RefrainError(
    'CONFLICT',
    `There is a draft already: ${known}. Nothing was changed. Add --replace-draft to put the new one in its place.`,
    { draft },
  )
}

/** `Vela=50 Orin=50`, or `Vela Orin Tam` divided evenly. What `1/3` loses when it is rounded is made good. */
function readShares(given: readonly string[]): readonly { readonly name: string; readonly share: number }[] {
  if (given.every((text) => !text.includes('='))) {
    const even = splitEvenly(given.length)
    return given.map((name, index) => ({ name, share: even[index] ?? 0 }))
  }
  const read = given.map((text) => {
    const at = text.lastIndexOf('=')
    const reading = parseShare(text.slice(at + 1))
    if (at < 1 || reading.status !== 'valid') {
      const why = reading.status === 'invalid' ? reading.problem.message : 'Write NAME=SHARE, e.g. Vela=50.'
      throw new UsageError(`“${text}”: ${why}`)
    }
    return { name: text.slice(0, at), share: reading.share, rounded: reading.rounded }
  })
  const whole = read.some(({ rounded }) => rounded) ? completedShares(read.map(({ share }) => share)) : null
  return read.map(({ name, share }, index) => ({ name, share: whole?.[index] ?? share }))
}
