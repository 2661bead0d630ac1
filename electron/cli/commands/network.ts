import type { Command } from 'commander'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'

/** offline, online. */
export function addNetworkCommands(program: Command, run: Run): void {
  const switched = (name: string, wanted: boolean, description: string, done: string) => {
    define(program, name, { description, examples: [name] }).action(() =>
      run(async (session) => {
        const { offline } = await session.withCore(({ call }) => call('live.setOffline', { offline: wanted }))
        session.output.result({ offline }, [done])
        return exit.done
      }),
    )
  }
  switched(
    'offline',
    true,
    'keep this workspace off the network: no watch, capture, download, look-up or time stamp',
    'Offline. Nothing leaves this computer until “refrain online”.',
  )
  switched('online', false, 'let this workspace reach the network again', 'Online.')
}
