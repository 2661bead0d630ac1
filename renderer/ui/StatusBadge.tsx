import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDot,
  IconCircleX,
  type IconProps,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import classes from './pieces.module.css'

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'muted'
/** An icon of the one set the product uses. */
export type IconComponent = ComponentType<IconProps>

const toneIcons: Readonly<Record<Tone, IconComponent>> = {
  neutral: IconCircle,
  accent: IconCircleDot,
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  danger: IconCircleX,
  muted: IconCircleDashed,
}

export interface StatusBadgeProps {
  readonly tone: Tone
  readonly label: string
  readonly icon?: IconComponent
  readonly title?: string
}

/** A state in words with an icon: colour only underlines it. */
export function StatusBadge({ tone, label, icon, title }: StatusBadgeProps) {
  const Icon = icon ?? toneIcons[tone]
  return (
    <span className={classes.badge} data-tone={tone} title={title}>
      <Icon size={14} stroke={1.9} aria-hidden />
      <span>{label}</span>
    </span>
  )
}
