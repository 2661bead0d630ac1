import type { MenuItemConstructorOptions } from 'electron'
import type { EventPayload } from '../../shared/contract/index.ts'
import type { LiveState } from '../../shared/contract/live.ts'
import type { QuietNotification } from './notifications.ts'

const names = new Intl.ListFormat('en', { type: 'conjunction' })

function counted(count: number, one: string, other: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : other}`
}

/** What a run of the live watch brought, as the system shows it. */
export function foundNotification(found: EventPayload<'live.found'>): QuietNotification {
  const { findings, recordings, sources, since, findingId } = found
  const where = sources.length === 0 ? '' : `, at ${names.format(sources)}`
  return {
    title: counted(findings, 'new finding', 'new findings'),
    body: `${counted(recordings, 'of your recordings', 'of your recordings')}${where}`,
    target: { kind: 'findings', since, findingId },
  }
}

export interface TrayActions {
  readonly open: () => void
  readonly showNew: () => void
  readonly lookNow: () => void
  readonly setOffline: (offline: boolean) => void
  readonly quit: () => void
}

/** The menu of the icon in the tray. */
export function trayMenu(state: LiveState, actions: TrayActions): MenuItemConstructorOptions[] {
  const { offline, enabledSources, newFindings, running } = state
  return [
    { label: 'Open Refrain', click: actions.open },
    ...(newFindings > 0
      ? [{ label: counted(newFindings, 'new finding', 'new findings'), click: actions.showNew }]
      : []),
    { type: 'separator' },
    {
      label: running.length > 0 ? 'Looking…' : 'Look Now',
      enabled: !offline && enabledSources > 0 && running.length === 0,
      click: actions.lookNow,
    },
    { label: 'Offline', type: 'checkbox', checked: offline, click: () => actions.setOffline(!offline) },
    { type: 'separator' },
    { label: 'Quit Refrain', click: actions.quit },
  ]
}

/** What the icon says when the pointer rests on it. */
export function trayTip({ offline, enabledSources }: LiveState): string {
  if (offline) return 'Refrain: offline'
  return `Refrain: ${counted(enabledSources, 'source on', 'sources on')}`
}
