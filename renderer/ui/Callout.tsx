import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './pieces.module.css'

const icons = {
  neutral: IconInfoCircle,
  info: IconInfoCircle,
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  danger: IconCircleX,
}

export interface CalloutProps {
  readonly tone: keyof typeof icons
  readonly title?: string
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

/** Something the user should read here, before going on. */
export function Callout({ tone, title, actions, children }: CalloutProps) {
  const Icon = icons[tone]
  return (
    <div className={classes.callout} data-tone={tone}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div className={classes.calloutBody}>
        {title && <div className={classes.calloutTitle}>{title}</div>}
        {children}
        {actions && <div className={classes.calloutActions}>{actions}</div>}
      </div>
    </div>
  )
}
