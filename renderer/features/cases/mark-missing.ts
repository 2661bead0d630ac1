/** A piece of text, and whether it is a reminder: “[ missing: postal address ]”, “[ not to be sent: … ]”. */
export interface MarkedText {
  readonly text: string
  readonly missing: boolean
}

/** Separates the reminders from the text around them. */
export function markMissing(text: string): readonly MarkedText[] {
  return text
    .split(/(\[ (?:missing|not to be sent): [^\]]*\])/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, missing: /^\[ (?:missing|not to be sent): /.test(part) }))
}
