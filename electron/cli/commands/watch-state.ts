import { type Command, Option } from 'commander'
import type { LiveState } from '../../../shared/contract/live.ts'
import { optionalWords } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'

interface SettingOptions {
  readonly notify?: string
  readonly tray?: string
  readonly battery?: string
  readonly metered?: string
  readonly contact?: string
}

const yesOrNo = ['yes', 'no'] as const

/** watch status, watch settings */
export function addWatchStateCommands(watch: Command, run: Run): void {
  define(watch, 'status', {
    description: 'whether the watch runs, and when it looks next',
    examples: ['watch status'],
  }).action(() =>
    run(async (session) => {
      const state = await session.withCore(({ call }) => call('live.state', {}))
      session.output.result(state, stateLines(state))
      return exit.done
    }),
  )
  const choice = (flag: string, words: string) =>
    new Option(`${flag} <yes-or-no>`, words).choices([...yesOrNo])
  define(watch, 'settings', {
    description: 'how the watch behaves; without an option it shows how it is set',
    examples: ['watch settings', 'watch settings --contact you@example.com --tray yes'],
  })
    .addOption(choice('--notify', 'a quiet notification of what is new'))
    .addOption(choice('--tray', 'go on in the tray when the window is closed'))
    .addOption(choice('--battery', 'also look while on battery'))
    .addOption(choice('--metered', 'also look on a metered connection'))
    .option('--contact <text>', 'address that sources can reach you under', optionalWords(200))
    .action((options: SettingOptions) =>
      run(async (session) => {
        const change = changeOf(options)
        const settings = await session.withCore(({ call }) =>
          Object.keys(change).length === 0 ? call('live.settings', {}) : call('live.setSettings', change),
        )
        session.output.result(settings, [
          `Notification        ${settings.notify ? 'yes' : 'no'}`,
          `In the tray         ${settings.tray ? 'yes' : 'no'}`,
          `While on battery    ${settings.pauseOnBattery ? 'no' : 'yes'}`,
          `While metered       ${settings.pauseOnMetered ? 'no' : 'yes'}`,
          `Contact             ${settings.contact === '' ? 'none' : settings.contact}`,
        ])
        return exit.done
      }),
    )
}

function changeOf({ notify, tray, battery, metered, contact }: SettingOptions) {
  return {
    ...(notify === undefined ? {} : { notify: notify === 'yes' }),
    ...(tray === undefined ? {} : { tray: tray === 'yes' }),
    ...(battery === undefined ? {} : { pauseOnBattery: battery === 'no' }),
    ...(metered === undefined ? {} : { pauseOnMetered: metered === 'no' }),
    ...(contact === undefined ? {} : { contact: contact.trim() }),
  }
}

function stateLines({ offline, enabledSources, nextRunAt, newFindings }: LiveState): string[] {
  return [
    `Network       ${offline ? 'offline' : 'online'}`,
    `Sources on    ${String(enabledSources)}`,
    `Next look     ${nextRunAt ?? 'none planned'}`,
    `New findings  ${String(newFindings)} in the last seven days`,
  ]
}
