import type { ReactNode } from 'react'
import classes from './states.module.css'
import type { IconComponent } from './StatusBadge.tsx'

export interface EmptyStateProps {
  readonly icon: IconComponent
  readonly title: string
  /** One sentence: what will be here, and what to do first. */
  readonly description: ReactNode
  readonly action?: ReactNode
  readonly secondary?: ReactNode
}

/** A place with nothing in it yet, and the first thing to do about it. */
export function EmptyState({ icon: Icon, title, description, action, secondary }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      <div className={classes.icon}>
        <Icon size={24} stroke={1.5} aria-hidden />
      </div>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.description}>{description}</p>
      {Boolean(action ?? secondary) && (
        <div className={classes.actions}>
          {action}
          {secondary}
        </div>
      )}
    </div>
  )
}
