import { create } from 'zustand'
import { focusContent } from './focus-content.ts'

interface PaletteState {
  readonly opened: boolean
  /** What had the keyboard before the palette. */
  readonly before: Element | null
}

export const usePalette = create<PaletteState>(() => ({ opened: false, before: null }))

export function openPalette(): void {
  usePalette.setState({ opened: true, before: document.activeElement })
}

/** Closes the palette and gives the keyboard back at once, so that a command finds the screen as it was. */
export function closePalette(): void {
  const { before } = usePalette.getState()
  usePalette.setState({ opened: false, before: null })
  if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus()
  else focusContent()
}
