import { isAppUrl } from './app-url.ts'

/** Copying text to the clipboard is all that the app's page may ask the browser for. */
export function isPermitted(permission: string, requester: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(requester)
}
