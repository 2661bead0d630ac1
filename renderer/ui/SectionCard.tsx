import type { ReactNode } from 'react'
import classes from './SectionCard.module.css'

export interface SectionCardProps {
  readonly title: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly id?: string
  /** Content touches the edges: for lists with their own padding. */
  readonly flush?: boolean
  readonly children: ReactNode
}

/** A titled part of a page. */
export function SectionCard({ title, description, actions, id, flush, children }: SectionCardProps) {
  return (
    <section id={id} aria-label={title} className={classes.card}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <h2 className={classes.title}>{title}</h2>
          {description && <p className={classes.description}>{description}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  )
}
