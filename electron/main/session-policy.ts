import type { Session } from 'electron'
import { mayLoad } from './app-url.ts'
import { isPermitted } from './permissions.ts'

export interface SessionPolicyOptions {
  readonly developerTools: boolean
  readonly log: (line: string) => void
}

/** Denies a session every permission, device, download and network request that the app does not need. */
export function confineSession(session: Session, { developerTools, log }: SessionPolicyOptions): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(isPermitted(permission, details.requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const allowed = mayLoad(url, developerTools)
    if (!allowed) log(`refused to load ${url.slice(0, 200)}`)
    decide({ cancel: !allowed })
  })
}
