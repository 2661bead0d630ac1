import { type Command, Option } from 'commander'
import { counted } from '../../../shared/domain/text/counted.ts'
import { idArgument, wholeNumber } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'

const rules = ['one-work', 'economic-value', 'unknown'] as const
const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 0,
})

/** exposure */
export function addExposureCommands(program: Command, run: Run): void {
  define(program, 'exposure', {
    description: 'what American law could award, as ranges with their assumptions; no prediction',
    examples: ['exposure', 'exposure --case 2 --albums one-work'],
  })
    .option('--case <id>', 'only the items of this case; every confirmed finding when left out', idArgument)
    .addOption(
      new Option('--albums <rule>', 'how the court counts tracks of an album')
        .choices([...rules])
        .default('unknown'),
    )
    .option('--cmi <number>', 'violations of 17 U.S.C. 1202 to count', wholeNumber(0, 1_000_000), 0)
    .action((options: { case?: number; albums: (typeof rules)[number]; cmi: number }) =>
      run(async (session) => {
        const found = await session.withCore(({ call }) =>
          call('exposure.get', {
            caseId: options.case ?? null,
            albumRule: options.albums,
            cmiViolations: options.cmi,
          }),
        )
        session.output.result(found, [
          `${counted(found.works, 'work', 'works')}: ${String(found.registeredInTime)} registered in time, ${String(found.registeredLate)} not, ${String(found.unsure)} unsure`,
          ...found.ranges.flatMap(({ code, low, high, none, assumptions, source }) => [
            '',
            `${code}: ${none ?? `${dollars.format(low)} to ${dollars.format(high)}`} (${source})`,
            ...assumptions.map((each) => `  - ${each}`),
          ]),
        ])
        return exit.done
      }),
    )
}
