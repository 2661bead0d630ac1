import type { Command } from 'commander'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'

/** undo, redo */
export function addUndoCommands(program: Command, run: Run): void {
  define(program, 'undo', {
    description: 'take back the last step: an import, an edit, a decision, a rule, a change to a case',
    examples: ['undo --list', 'undo', 'undo --skip'],
  })
    .option('--skip', 'leave the last step as it is, so that the one before it can be taken back')
    .option('--list', 'only say which step would be taken back, and which could be repeated')
    .action((options: { list?: boolean; skip?: boolean }) =>
      run(async (session) => {
        await session.withCore(async ({ call }) => {
          if (options.list === true) {
            const state = await call('undo.state', {})
            session.output.result(state, [
              `Undo   ${state.undo ?? 'nothing'}`,
              `Redo   ${state.redo ?? 'nothing'}`,
            ])
            return
          }
          if (options.skip === true) {
            const skipped = await call('undo.skip', {})
            session.output.result(skipped, [
              `Left as it is: ${skipped.label}`,
              `Next to undo: ${skipped.state.undo ?? 'nothing'}`,
            ])
            return
          }
          const undone = await call('undo.undo', {})
          session.output.result(undone, [
            `Undone: ${undone.label}`,
            `Next to undo: ${undone.state.undo ?? 'nothing'}`,
          ])
        })
        return exit.done
      }),
    )
  define(program, 'redo', { description: 'repeat the step last undone', examples: ['redo'] }).action(() =>
    run(async (session) => {
      const redone = await session.withCore(({ call }) => call('undo.redo', {}))
      session.output.result(redone, [`Done again: ${redone.label}`])
      return exit.done
    }),
  )
}
