import type { Command } from 'commander'
import { resolve } from 'node:path'
import { optionalWords } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'

/** reservation */
export function addReservationCommands(program: Command, run: Run): void {
  define(program, 'reservation', {
    description:
      'files for your own site that reserve text and data mining: robots.txt, tdmrep.json, header lines',
    examples: ['reservation site --policy https://artist.example/licence'],
  })
    .argument('<folder>', 'a folder without such files')
    .option('--policy <url>', 'a page with your terms', optionalWords(2000))
    .action((folder: string, { policy }: { policy?: string }) =>
      run(async (session) => {
        const written = await session.withCore(({ call }) =>
          call('reservation.write', { folder: resolve(folder), policyUrl: policy ?? null }),
        )
        session.output.result(written, [
          ...written.files.map((file) => `Written ${file}`),
          'They bind only who obeys them, on your own site, and for the future.',
        ])
        return exit.done
      }),
    )
}
