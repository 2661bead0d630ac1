import type { WebContents } from 'electron'
import { externalUrl, isAppUrl } from './app-url.ts'
import { createUserActivation } from './user-activation.ts'

export interface ContentsPolicyOptions {
  /** Opens a checked https or mailto address outside the app, after the person clicked it. */
  readonly openExternal: (address: string) => void
  readonly log: (line: string) => void
}

/** Keeps a WebContents on the app's own page: no other address, no new window, no embedded browser. */
export function confineContents(contents: WebContents, { openExternal, log }: ContentsPolicyOptions): void {
  const activation = createUserActivation(Date.now)
  contents.on('input-event', (_event, input) => activation.note(input.type))

  const turnAway = (address: string): void => {
    const external = externalUrl(address)
    if (external !== null && activation.consume()) openExternal(external)
    else log(`refused to open ${address.slice(0, 200)}`)
  }

  contents.on('will-frame-navigate', (details) => {
    if (isAppUrl(details.url) && details.isMainFrame) return
    details.preventDefault()
    turnAway(details.url)
  })
  contents.on('will-redirect', (details) => {
    if (isAppUrl(details.url)) return
    details.preventDefault()
    log(`refused a redirection to ${details.url.slice(0, 200)}`)
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    turnAway(url)
    return { action: 'deny' }
  })
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
