import { isAppUrl } from './app-url.ts'

/** What is known about who sent a message. */
export interface Sender {
  readonly webContentsId: number
  /** Address of the sending frame; null when the frame is gone. */
  readonly frameUrl: string | null
  readonly isMainFrame: boolean
}

/** True only for the top frame of one of the app's own windows, showing the app's own page. */
export function isTrustedSender(sender: Sender, ownWindows: ReadonlySet<number>): boolean {
  return (
    ownWindows.has(sender.webContentsId) &&
    sender.isMainFrame &&
    sender.frameUrl !== null &&
    isAppUrl(sender.frameUrl)
  )
}
