import { create } from 'zustand'
import { pushed, replaced, stepped, type History } from './history.ts'
import type { Route } from './routes.ts'

const home: Route = { screen: 'home' }

export const useHistory = create<History<Route>>(() => ({ entries: [home], index: 0 }))

function same(a: Route, b: Route): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** The place that is shown now. */
export function currentRoute(): Route {
  const { entries, index } = useHistory.getState()
  return entries[index] ?? home
}

/** The place that is shown, as a component follows it. */
export function useRoute(): Route {
  return useHistory(({ entries, index }) => entries[index] ?? home)
}

/** Goes to a place. `replace` changes the present one instead: Back then leads to the one before it. */
export function navigate(route: Route, options: { readonly replace?: boolean } = {}): void {
  if (same(currentRoute(), route)) return
  useHistory.setState((history) => (options.replace ? replaced(history, route) : pushed(history, route)))
}

export function back(): void {
  useHistory.setState((history) => stepped(history, -1))
}

export function forward(): void {
  useHistory.setState((history) => stepped(history, 1))
}
