import type { ComponentType } from 'react'
import type { IconComponent } from '../ui/StatusBadge.tsx'
import type { RouteOf, ScreenName } from './routes.ts'

/** Something the user can do: listed in the command palette, run by its shortcut or by the menu bar. */
export interface AppCommand {
  /** `feature.verb`; the menu bar names commands by it. */
  readonly id: string
  readonly title: string
  /** The heading under which it is listed. */
  readonly group: string
  readonly icon?: IconComponent
  /** `mod+I`, `F2`, or a sequence such as `g c`. */
  readonly shortcut?: string
  readonly keywords?: readonly string[]
  /** A further shortcut of another command: not listed in the palette. */
  readonly hidden?: boolean
  readonly run: () => void | Promise<void>
}

/** Something that can be done with files dropped on the window. */
export interface DropAction {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly icon: IconComponent
  /** False: not offered for these files. */
  readonly accepts?: (paths: readonly string[]) => boolean
  /** What of these files it would not take and what to do with it, in words; null when it takes them all. */
  readonly leavesOut?: (paths: readonly string[]) => string | null
  readonly run: (paths: readonly string[]) => void
}

export type ScreenComponents = {
  readonly [S in ScreenName]?: ComponentType<{ readonly route: RouteOf<S> }>
}

/** One feature of the product as the frame sees it. */
export interface Feature {
  readonly id: string
  readonly screens?: ScreenComponents
  readonly commands?: readonly AppCommand[]
  readonly drop?: readonly DropAction[]
  /** Mounted once, beside the screens: dialogs that a command opens from anywhere. */
  readonly overlays?: readonly ComponentType[]
}
