import { Menu, Tray, app, nativeImage, powerMonitor } from 'electron'
import type { CoreProcedureName, Input } from '../../shared/contract/index.ts'
import { liveSettings, liveState, type LiveSettings, type LiveState } from '../../shared/contract/live.ts'
import type { CoreEvent } from '../entries/core-protocol.ts'
import type { CoreSupervisor } from './core-supervisor.ts'
import { foundNotification, trayMenu, trayTip } from './live-words.ts'
import { isMetered } from './metered.ts'
import type { Notifications } from './notifications.ts'
import { trayIconPixels } from './tray-icon.ts'
import type { Windows } from './windows.ts'

export interface LiveDesktopOptions {
  readonly core: Pick<CoreSupervisor, 'call'>
  readonly windows: Pick<Windows, 'focus'>
  readonly notifications: Notifications
  readonly log: (line: string) => void
}

/** What the live watch has on the desktop beside its windows: icon in the tray, notifications, power. */
export interface LiveDesktop {
  onEvent(event: CoreEvent): void
  /** True when the program goes on without a window, as the artist set it. */
  readonly staysWithoutWindow: boolean
}

const sizeInPoints = 16
const settleMs = 400
const networkMs = 60_000
const week = 7 * 24 * 60 * 60 * 1000

export function createLiveDesktop({ core, windows, notifications, log }: LiveDesktopOptions): LiveDesktop {
  let settings: LiveSettings | null = null
  let state: LiveState | null = null
  let tray: Tray | null = null
  let timer: ReturnType<typeof setTimeout> | null = null

  const ask = <P extends CoreProcedureName>(name: P, input: Input<P>) =>
    core.call(name, input, new AbortController().signal)
  let told = ''
  const tellPower = async (always: boolean) => {
    const power = { onBattery: powerMonitor.isOnBatteryPower(), metered: (await isMetered()) ?? false }
    const now = JSON.stringify(power)
    if (!always && now === told) return
    told = now
    await ask('live.setPower', power)
  }

  async function refresh(): Promise<void> {
    const [nextSettings, nextState] = await Promise.all([ask('live.settings', {}), ask('live.state', {})])
    if (!nextSettings.ok || !nextState.ok) return
    settings = liveSettings.parse(nextSettings.value)
    state = liveState.parse(nextState.value)
    showTray(settings.tray, state)
  }

  /** Many changes at once are one look. */
  function refreshSoon(): void {
    timer ??= setTimeout(() => {
      timer = null
      void refresh()
    }, settleMs)
  }

  function showTray(wanted: boolean, shown: LiveState): void {
    if (!wanted) {
      tray?.destroy()
      tray = null
      return
    }
    if (tray === null) {
      tray = createTray(windows.focus)
      log('the icon is in the tray')
    }
    tray.setToolTip(trayTip(shown))
    tray.setContextMenu(
      Menu.buildFromTemplate(
        trayMenu(shown, {
          open: () => windows.focus(),
          showNew: () =>
            notifications.open({
              kind: 'findings',
              since: new Date(Date.now() - week).toISOString(),
              findingId: null,
            }),
          lookNow: () => void ask('live.run', {}),
          setOffline: (offline) => void ask('live.setOffline', { offline }),
          quit: () => app.quit(),
        }),
      ),
    )
  }

  const powerChanged = () => void tellPower(true)
  powerMonitor.on('on-battery', powerChanged)
  powerMonitor.on('on-ac', powerChanged)
  powerMonitor.on('resume', powerChanged)
  // No event tells of another network.
  setInterval(() => void tellPower(false), networkMs).unref()
  return {
    get staysWithoutWindow() {
      return tray !== null && settings?.tray === true
    },
    onEvent(event) {
      if (event.name === 'core.status' && event.payload.state === 'ready') {
        void tellPower(true)
        refreshSoon()
      }
      if (event.name === 'data.changed' && event.payload.tables.some((table) => trayTables.has(table)))
        refreshSoon()
      if (event.name === 'live.found' && settings?.notify !== false)
        notifications.show(foundNotification(event.payload))
    },
  }
}

const trayTables: ReadonlySet<string> = new Set(['settings', 'live', 'findings'])

function createTray(onSelect: () => void): Tray {
  const template = process.platform === 'darwin'
  const image = nativeImage.createEmpty()
  for (const scaleFactor of [1, 2]) {
    const size = sizeInPoints * scaleFactor
    image.addRepresentation({
      scaleFactor,
      width: size,
      height: size,
      buffer: nativeImage
        .createFromBitmap(trayIconPixels(size, template), { width: size, height: size })
        .toPNG(),
    })
  }
  image.setTemplateImage(template)
  const tray = new Tray(image)
  tray.on('click', onSelect)
  return tray
}
