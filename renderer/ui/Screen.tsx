import { UnstyledButton } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Screen.module.css'

export interface ScreenProps {
  readonly title: string
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
  /** A row under the title: search, filters. */
  readonly toolbar?: ReactNode
  /** Where the user came from, when this is a step inside something. */
  readonly back?: { readonly label: string; readonly onBack: () => void }
  /** An ordinary page that scrolls as a whole; without it the children fill the height themselves. */
  readonly scroll?: boolean
  readonly children: ReactNode
}

/** The frame of every screen: what it is, what can be done here, then the content. */
export function Screen({ title, subtitle, actions, toolbar, back, scroll, children }: ScreenProps) {
  return (
    <div className={classes.screen} data-page={scroll ? true : undefined}>
      <header className={classes.head}>
        <div className={classes.titles}>
          {back && (
            <UnstyledButton className={classes.back} onClick={back.onBack}>
              <IconChevronLeft size={14} stroke={1.8} aria-hidden />
              {back.label}
            </UnstyledButton>
          )}
          <h1 className={classes.title}>{title}</h1>
          {subtitle && <p className={classes.subtitle}>{subtitle}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {toolbar}
      {scroll ? (
        <div className={`${classes.body ?? ''} ${classes.scroll ?? ''}`} tabIndex={-1} data-scroll>
          <div className={classes.page}>{children}</div>
        </div>
      ) : (
        <div className={classes.body}>{children}</div>
      )}
    </div>
  )
}
