import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Dialog.module.css'
import { strings } from './strings.ts'

export interface DialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** Buttons, the main one last. */
  readonly footer?: ReactNode
  readonly size?: 'sm' | 'md' | 'lg' | 'xl'
  readonly children: ReactNode
}

/**
 * The focus trap goes to what bears this mark, else to the first control there is: the button that closes. What a
 * dialog opens for is its first field.
 */
function markFirstField(body: HTMLElement | null): void {
  if (body?.querySelector('[data-autofocus]') !== null) return
  body.querySelector('input:not([type=hidden]), select, textarea')?.setAttribute('data-autofocus', '')
}

/** A question or a form over the window. Escape closes it, focus returns to where it was. */
export function Dialog({ opened, onClose, title, footer, size = 'md', children }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': strings.close }}
      classNames={{
        content: classes.content ?? '',
        header: classes.header ?? '',
        title: classes.title ?? '',
        body: classes.body ?? '',
      }}
    >
      <div className={classes.text} ref={markFirstField}>
        {children}
      </div>
      {footer && <div className={classes.footer}>{footer}</div>}
    </Modal>
  )
}
