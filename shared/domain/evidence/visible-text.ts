const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Text from a stranger made safe for an HTML page: markup characters become entities; control characters and
 * those that hide or reorder text become visible as `⟨U+202E⟩`, so that no listing can show what it is not.
 */
export function escapeHtml(text: string): string {
  return showInvisible(text).replace(/[&<>"']/g, (found) => entities[found] ?? found)
}

/** As `escapeHtml`, cut to at most `characters` with an ellipsis. */
export function escapeHtmlShort(text: string, characters: number): string {
  const points = Array.from(text.slice(0, characters * 2))
  const whole = points.length <= characters && text.length <= characters * 2
  return escapeHtml(whole ? text : `${points.slice(0, characters - 1).join('')}…`)
}

/** As `escapeHtmlShort` for preformatted text: line ends and tabs stay what they are. */
export function escapeHtmlLines(text: string, characters: number): string {
  return escapeHtmlShort(text.replaceAll('\r\n', '\n'), characters)
    .replaceAll('⟨U+000A⟩', '\n')
    .replaceAll('⟨U+0009⟩', '\t')
}

/** Control characters, and those that hide or reorder text, written out as `⟨U+202E⟩`. */
export function showInvisible(text: string): string {
  return text.replace(invisible, (found) => {
    const code = found.codePointAt(0) ?? 0
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
  })
}
