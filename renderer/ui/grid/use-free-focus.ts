import { useEffect, type RefObject } from 'react'

/**
 * Takes the keyboard when the grid appears and nothing else has it, so that arrow keys work at once on a
 * screen opened by a shortcut. A focus somewhere else is left alone.
 */
export function useFreeFocus(element: RefObject<HTMLElement | null>, present: boolean): void {
  useEffect(() => {
    const { activeElement } = document
    const free = activeElement === document.body || activeElement?.tagName === 'MAIN'
    if (present && free) element.current?.focus({ preventScroll: true })
  }, [element, present])
}
