/** How a language says that something is not there any more. All patterns read plain words (`plainWords`). */
export interface RemovalWords {
  readonly language: string
  /** What can be gone. */
  readonly things: RegExp
  /** Said of a thing that stands before it: it was taken away. */
  readonly takenAway: RegExp
  /** How such a sentence goes on where it speaks of this page: by whom, why, and what follows from it. */
  readonly goesOn: RegExp
  /** Said anywhere in a sentence with a thing: its owner took it away. */
  readonly takenBy: RegExp
  /** Said anywhere in a sentence with a thing: it cannot be found, it is not here. */
  readonly notThere: RegExp
  /** Says no more than that it cannot be had; counts where the sentence ends with it. */
  readonly cannotBeHad: RegExp
  /** Says it all without naming a thing; counts in a title or a heading alone. */
  readonly alone: RegExp
  /** Makes a sentence speak of something else, of a condition, of later, or of a place. */
  readonly elsewhere: RegExp
}

/** A pattern that finds one of the phrases. */
export function anyOf(...phrases: readonly string[]): RegExp {
  return new RegExp(phrases.join('|'), 'u')
}

/** A group of words of which one stands there: a list with commas and white space between them. */
export function oneOf(list: TemplateStringsArray, ...parts: readonly string[]): string {
  return `(${String.raw(list, ...parts)
    .trim()
    .split(/,\s+/u)
    .join('|')})`
}
