import { z } from 'zod'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowState {
  /** Null: let the system place the window. */
  readonly bounds: Rectangle | null
  readonly maximized: boolean
}

export const defaultSize = { width: 1280, height: 800 } as const
export const minimumSize = { width: 880, height: 560 } as const

const stored = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximized: z.boolean(),
})

/** How much of the title bar must be on a display for the window to count as reachable. */
const reachable = { width: 120, height: 32 } as const

/**
 * The state to open a window with, from the text it was saved as. A window that no display would show (a
 * monitor was unplugged) or that the text does not describe opens at the default place and size.
 */
export function readWindowState(text: string | null, workAreas: readonly Rectangle[]): WindowState {
  const parsed = stored.safeParse(text === null ? null : parseJson(text))
  if (!parsed.success) return { bounds: null, maximized: false }
  const { bounds, maximized } = parsed.data
  for (const area of workAreas) {
    const fitted = fit(bounds, area)
    if (showsTitleBar(fitted, area)) return { bounds: fitted, maximized }
  }
  return { bounds: null, maximized }
}

/** Fitted before it is judged: a window that shrinks to its display may leave it by that. */
function fit(bounds: Rectangle, area: Rectangle): Rectangle {
  return {
    x: bounds.x,
    y: bounds.y,
    width: between(bounds.width, minimumSize.width, area.width),
    height: between(bounds.height, minimumSize.height, area.height),
  }
}

function between(value: number, smallest: number, largest: number): number {
  return Math.min(Math.max(value, smallest), Math.max(largest, smallest))
}

/** The text to save a window's state as. */
export function writeWindowState(state: { readonly bounds: Rectangle; readonly maximized: boolean }): string {
  return JSON.stringify(state)
}

function showsTitleBar(bounds: Rectangle, area: Rectangle): boolean {
  const visibleWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  const top = bounds.y
  return visibleWidth >= reachable.width && top >= area.y && top + reachable.height <= area.y + area.height
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
