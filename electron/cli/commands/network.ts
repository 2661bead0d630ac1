import type { Command } from 'commander'
import { offlineSetting } from '../../../shared/domain/live/offline.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'

/** offline, online. */
export function addNetworkCommands(program: Command, run: Run): void {
  const switched = (name: string, isOffline: boolean, description: string, done: string) => {
    define(program, name, { description, examples: [name] }).action(() =>
      run(async (session) => {
        await session.withCore(({ call }) => call('settings.set', { key: offlineSetting, value: isOffline }))
        session.output.result({ offline: isOffline }, [done])
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
