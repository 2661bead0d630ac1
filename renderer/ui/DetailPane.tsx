import { IconCopy, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { copyText } from './clipboard.ts'
import classes from './DetailPane.module.css'
import { IconAction } from './IconAction.tsx'
import { strings } from './strings.ts'

export interface DetailPaneProps {
  readonly title: ReactNode
  readonly subtitle?: ReactNode
  /** Buttons under the title. */
  readonly actions?: ReactNode
  readonly onClose?: () => void
  readonly children: ReactNode
}

/** Everything about the one thing that is chosen in the list. */
export function DetailPane({ title, subtitle, actions, onClose, children }: DetailPaneProps) {
  return (
    <div className={classes.pane}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <h2 className={classes.title} {...(typeof title === 'string' ? { title } : {})}>
            {title}
          </h2>
          {subtitle && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        {onClose && <IconAction label={strings.closeDetails} icon={IconX} onClick={onClose} />}
      </header>
      {actions && <div className={classes.actions}>{actions}</div>}
      <div className={classes.body}>{children}</div>
    </div>
  )
}

export interface DetailSectionProps {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A titled part of a detail pane. */
export function DetailSection({ title, actions, children }: DetailSectionProps) {
  return (
    <section className={classes.section} data-section={title}>
      <div className={classes.sectionHead}>
        <h3 className={classes.sectionTitle}>{title}</h3>
        {actions}
      </div>
      <div className={classes.sectionBody}>{children}</div>
    </section>
  )
}

export interface Property {
  readonly label: string
  readonly value: ReactNode
  readonly mono?: boolean
  /** Text a small button copies. */
  readonly copy?: string
}

/** Label and value pairs. */
export function PropertyList({ items }: { readonly items: readonly Property[] }) {
  return (
    <dl className={classes.properties}>
      {items.map(({ label, value, mono, copy }) => (
        <div key={label} className={classes.property}>
          <dt>{label}</dt>
          <dd data-mono={mono ? true : undefined}>
            <span className={classes.value}>{value}</span>
            {copy !== undefined && (
              <IconAction
                size="sm"
                label={strings.copy(label)}
                icon={IconCopy}
                onClick={() => void copyText(copy, strings.copied(label))}
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
