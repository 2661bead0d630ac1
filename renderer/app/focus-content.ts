/** Puts the keyboard into the screen: into its list if it has one. */
export function focusContent(): void {
  const target = document.querySelector<HTMLElement>('main [role="grid"]') ?? document.querySelector('main')
  target?.focus({ preventScroll: true })
}
