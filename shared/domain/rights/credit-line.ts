/** One name of an artist line. */
export interface LineCredit {
  /** The party's own name. */
  readonly name: string
  /** The name as printed here, when it differs; empty otherwise. */
  readonly creditedAs: string
  readonly role: string
  /** What stands between this name and the next; empty: what is usual. */
  readonly joinPhrase: string
}

/**
 * The artist line of a recording, as it is printed: `A, B & C feat. D`. Takes the main and featured artists in the
 * order of the credits, main artists first. A join phrase that was entered stands as it is, with the spaces it needs;
 * where there is none, names are divided by commas, the last of a group by an ampersand, and featured artists
 * follow `feat.` (the usage of the Music Metadata Style Guide). Empty when nobody is credited as an artist.
 */
export function creditLine(credits: readonly LineCredit[]): string {
  const main = credits.filter(({ role }) => role === 'main-artist')
  const featured = credits.filter(({ role }) => role === 'featured-artist')
  const all = [...main, ...featured]
  return all
    .map((credit, index) => {
      const next = all[index + 1]
      return (
        shownName(credit) +
        (next === undefined ? '' : joinBetween(credit, next, index, main.length, all.length))
      )
    })
    .join('')
}

/** The name a credit prints. */
export function shownName({ name, creditedAs }: Pick<LineCredit, 'name' | 'creditedAs'>): string {
  return creditedAs.trim() === '' ? name : creditedAs.trim()
}

/**
 * A join phrase with the spaces around it that print needs: `feat.` as ` feat. `, `,` as `, `, `&` as ` & `. A phrase
 * of spaces alone is one space. Idempotent.
 */
export function spacedPhrase(phrase: string): string {
  const text = phrase.replace(/[\s\p{Cc}]+/gu, ' ')
  const core = text.trim()
  if (core === '') return text === '' ? '' : ' '
  return /^[,;:.]/u.test(core) ? `${core} ` : ` ${core} `
}

function joinBetween(
  credit: LineCredit,
  next: LineCredit,
  index: number,
  mainCount: number,
  count: number,
): string {
  if (credit.joinPhrase !== '') return spacedPhrase(credit.joinPhrase)
  if (credit.role !== next.role) return ' feat. '
  const lastOfGroup = index + 1 < mainCount ? mainCount - 1 : count - 1
  return index + 1 === lastOfGroup ? ' & ' : ', '
}
