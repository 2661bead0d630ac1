import type { AppCommand } from './feature.ts'

/** How well a command answers a search, lower is better; null when a word of the search is nowhere in it. */
function rank({ title, group, keywords = [] }: AppCommand, words: readonly string[]): number | null {
  const name = title.toLowerCase()
  const rest = [group, ...keywords].join(' ').toLowerCase()
  let worst = 0
  for (const [at, word] of words.entries()) {
    if (at === 0 && name.startsWith(word)) continue
    if (name.includes(` ${word}`)) worst = Math.max(worst, 1)
    else if (name.includes(word)) worst = Math.max(worst, 2)
    else if (rest.includes(word)) worst = Math.max(worst, 3)
    else return null
  }
  return worst
}

/**
 * The commands that answer a search, best first: names that start with it, then names with a word that does,
 * then names that contain it, then group and keywords. Without a search all of them, as they are.
 */
export function rankCommands(commands: readonly AppCommand[], search: string): readonly AppCommand[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return commands
  return commands
    .flatMap((command) => {
      const value = rank(command, words)
      return value === null ? [] : [{ command, value }]
    })
    .toSorted((a, b) => a.value - b.value)
    .map(({ command }) => command)
}
