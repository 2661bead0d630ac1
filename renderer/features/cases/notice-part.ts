export type NoticePart = 'statements' | 'signature' | 'words' | 'details' | 'licenses'

/** The element that holds a part of the notice's form. */
export function partId(part: NoticePart): string {
  return `notice-${part}`
}

/** Brings a part of the form into view and puts the focus where it is filled in. */
export function focusPart(part: NoticePart): void {
  const element = document.getElementById(partId(part))
  const field =
    element?.querySelector<HTMLElement>('input:not(:checked):not(:disabled), textarea') ??
    element?.querySelector<HTMLElement>('input, button')
  element?.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
}

const focusReturnMs = 50

/** The same after a dialog was closed: the dialog first gives the focus back to where it was opened from. */
export function focusPartAfterDialog(part: NoticePart): void {
  setTimeout(() => focusPart(part), focusReturnMs)
}
