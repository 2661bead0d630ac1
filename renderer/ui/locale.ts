/**
 * The language of the window's texts. Numbers and dates follow it, so that a sentence never mixes two
 * languages; the order of day and month follows the system's region where it is an English one.
 */
export const locale = navigatorLocale()

function navigatorLocale(): string {
  const preferred = typeof navigator === 'undefined' ? undefined : navigator.language
  return preferred?.toLowerCase().startsWith('en') ? preferred : 'en-GB'
}
