import { create } from 'zustand'

export const useShortcutList = create<{ readonly opened: boolean }>(() => ({ opened: false }))

export function openShortcutList(): void {
  useShortcutList.setState({ opened: true })
}

export function closeShortcutList(): void {
  useShortcutList.setState({ opened: false })
}
