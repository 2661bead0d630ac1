export interface ReplaceRule {
  readonly find: string
  readonly replace: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
  readonly regularExpression: boolean
}

/** The pattern a rule looks for, or null when it is no valid regular expression. */
export function patternOf({ find, matchCase, wholeWord, regularExpression }: ReplaceRule): RegExp | null {
  const source = regularExpression ? find : find.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  // A word ends where no letter, digit or mark follows; \b knows ASCII alone.
  const bounded = wholeWord ? `(?<![\\p{L}\\p{N}\\p{M}])(?:${source})(?![\\p{L}\\p{N}\\p{M}])` : source
  try {
    return new RegExp(bounded, `gu${matchCase ? '' : 'i'}`)
  } catch {
    return null
  }
}

/** The text with every match replaced. In a plain rule the replacement is taken as it is, without `$1`. */
export function replaced(text: string, pattern: RegExp, { replace, regularExpression }: ReplaceRule): string {
  return regularExpression ? text.replace(pattern, replace) : text.replace(pattern, () => replace)
}
