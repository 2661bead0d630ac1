import { z } from 'zod'

/** What keeps a capture from being complete: something the page asked for or showed is not in it. */
export const gapCodes = [
  'load-timeout',
  'not-quiet',
  'page-unresponsive',
  'page-crashed',
  'scroll-capped',
  'picture-capped',
  'body-truncated',
  'body-not-read',
  'request-capped',
  'request-failed',
  'seen-not-captured',
  'address-blocked',
  'step-failed',
  'request-body-left-out',
  'content-redacted',
  'file-left-out',
] as const

/** What happened besides, and takes nothing away from what was captured. */
export const noteCodes = [
  'download-cancelled',
  'popup-denied',
  'permission-denied',
  'dialog-dismissed',
  'navigation-denied',
  'login-asked',
  'headers-redacted',
  'service-worker-bypassed',
  'client-aborted',
  'addresses-redacted',
  'earlier-pages-left-out',
] as const

const remark = <Code extends readonly [string, ...string[]]>(codes: Code) =>
  z.object({
    code: z.enum(codes),
    at: z.iso.datetime(),
    detail: z.string().max(600),
    count: z.int().positive(),
  })

/** A remark with its detail (mostly an address); `count` tells how often it would have been repeated. */
export const captureGap = remark(gapCodes)
export const captureNote = remark(noteCodes)
export type GapCode = (typeof gapCodes)[number]
export type NoteCode = (typeof noteCodes)[number]
export type CaptureGap = z.infer<typeof captureGap>
export type CaptureNote = z.infer<typeof captureNote>

const words: Readonly<Record<GapCode | NoteCode, string>> = {
  'load-timeout': 'The page had not finished loading when its time was over',
  'not-quiet': 'Requests were still under way when the page was taken',
  'page-unresponsive': 'A script of the page held it up and was ended',
  'page-crashed': 'The process that showed the page ended',
  'scroll-capped': 'The page was longer than captures scroll',
  'picture-capped': 'The page was longer than pictures are taken',
  'body-truncated': 'A response was cut at a limit',
  'body-not-read': 'A response could not be read',
  'request-capped': 'The page made more requests than captures follow',
  'request-failed': 'A request of the page failed',
  'seen-not-captured': 'A response was seen, but its content is not recorded',
  'address-blocked': 'A request to a place outside the public web was stopped',
  'step-failed': 'A part of the capture did not succeed',
  'download-cancelled': 'The page started a download; nothing was saved beside the record',
  'popup-denied': 'The page tried to open a window',
  'permission-denied': 'The page asked for a permission and was refused',
  'dialog-dismissed': 'The page showed a dialog, which was dismissed',
  'navigation-denied': 'The page tried to leave the web',
  'login-asked': 'The server asked for a name and a password; none was given',
  'headers-redacted': 'Secrets in headers were replaced',
  'service-worker-bypassed': 'The page registered a service worker; its answers were passed over',
  'client-aborted': 'The page itself gave up a request',
  'request-body-left-out': 'What was sent with a request was left out',
  'content-redacted': 'Secrets of the person at the window were replaced in what the server sent',
  'file-left-out': 'A file was left out, because a secret in it could not be cut out',
  'addresses-redacted': 'Secrets in addresses were replaced',
  'earlier-pages-left-out': 'What came before the captured page was left out',
}

/** A remark in words; its detail stands beside it. */
export function remarkText(code: GapCode | NoteCode): string {
  return words[code]
}
